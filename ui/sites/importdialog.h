// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/prefs/draft.h"
#include "core/prefs/peerimport.h"

#include <QDialog>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace mailboat {

class ImportRowsModel;
class InlineMessage;

/// A file of sites before it is taken: reads it in a thread of its own, shows every row and what is wrong with it. Accepted, all rows
/// go into the draft as one change; with an error in any row none can. Deletes itself once it is closed.
///
///  Reading -> Shown | Failed; any -> closed (Cancel gives up the reading)
class ImportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `draft` outlives the dialog, and nothing else edits it meanwhile.
    ImportDialog(Draft &draft, const QString &path, QWidget *parent = nullptr);

    qsizetype added() const; ///< sites, once accepted
    qsizetype changed() const;

    void accept() override;

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void read();
    void endReading();
    void show(const Result<PeerImport> &import);
    void showCourse(qint64 done, qint64 total);
    void copyErrors();
    void themeIcons();

    Draft &m_draft;
    const QString m_path;
    bool m_isClosed = false;
    std::optional<PeerImport> m_import {};
    ImportRowsModel *m_model;
    QLabel *m_summary;
    QWidget *m_course;
    QProgressBar *m_bar;
    QTableView *m_table;
    InlineMessage *m_message;
    QPushButton *m_copy;
    QPushButton *m_cancel;
    QPushButton *m_take;
    FileWork m_work; ///< goes first
};

} // namespace mailboat
