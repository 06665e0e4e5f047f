// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "ui/preferences/preferencepage.h"

#include <QPointer>

class QDialog;

namespace mailboat {

class InlineMessage;

/// "Import…" and "Export…" of a primary's list of sites: CSV files as "mailboatctl peers import" and "export" have them. An import
/// is staged in the draft after a look at its rows; an export writes the list as the window shows it, passwords left out.
class SiteFiles final : public QObject
{
    Q_OBJECT
public:
    /// `message`: where it is said how it went; `window`: over which files are chosen. Both outlive it.
    SiteFiles(PreferencesContext &context, InlineMessage &message, QWidget *window);

    void chooseImport();
    void chooseExport();
    bool isImporting() const { return m_dialog != nullptr; } ///< of a draft that must not be replaced now

signals:
    void imported(); ///< the draft has changed
    void closed(); ///< nothing is being imported any more

private:
    void openImport(const QString &path);
    void exportTo(const QString &path);
    void sayImported(qsizetype added, qsizetype changed);

    PreferencesContext &m_context;
    InlineMessage &m_message;
    QWidget *m_window;
    QPointer<QDialog> m_dialog {}; ///< that chooses the file, then that shows its rows
    FileWork m_work; ///< goes first
};

} // namespace mailboat
