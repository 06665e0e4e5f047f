// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/engine/restore.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mailboat {

/// Window "Restore from a backup", which is there alone while a backup is put in the place of a datafile: nobody has that open
/// meanwhile. Cancel gives it up, where that is still possible.
class RestoreDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Begins at once. `clock` outlives it.
    RestoreDialog(const DatafileAddress &backup, const DatafileAddress &datafile, const Clock &clock);

    const Result<Restored> &outcome() const { return m_outcome; } ///< once it has ended
    void reject() override; ///< asks for it to be given up; ended() follows all the same

signals:
    void ended(); ///< once

private:
    void showCourse(qint64 done, qint64 total);

    QLabel *m_words;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    Result<Restored> m_outcome = failure(ErrorCode::Cancelled);
    FileWork m_work; ///< goes first
};

} // namespace mailboat
