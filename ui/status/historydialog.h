// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/synclog.h"

#include <QDialog>

class QTabWidget;

namespace mailboat {

class InlineMessage;
class LogView;

/// Window "Past synchronisations": the cycles and how they went, and on a second page who changed which setting. Its owner
/// reads the log and gives it in.
class HistoryDialog final : public QDialog
{
    Q_OBJECT
public:
    /// As many entries as it is meant to show.
    static constexpr int entryCount = 2000;

    explicit HistoryDialog(QWidget *parent = nullptr);
    void setEntries(const QList<SyncLog::Entry> &entries); ///< newest last
    void setError(const Error &error); ///< the log could not be read

private:
    InlineMessage *m_message;
    QTabWidget *m_tabs;
    LogView *m_cycles;
    LogView *m_changes;
};

} // namespace mailboat
