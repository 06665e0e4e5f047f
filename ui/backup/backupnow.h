// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/store/backup.h"
#include "ui/preferences/preferencepage.h"

#include <QGroupBox>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mailboat {

class InlineMessage;

/// "Back up now", with its progress, how it went, and which backup was the last. It works while the padlock is closed, as
/// "mailboatctl backup" does without a code: who can read the datafile can copy it, and passwords are as sealed in the copy.
class BackupNow final : public QGroupBox
{
    Q_OBJECT
public:
    BackupNow(PreferencesContext &context, QWidget *parent);
    void setStatus(const Status &status);
    bool isRunning() const { return m_work.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void begin();
    void choosePlace();
    void copyInto(const QString &target);
    void showCourse(qint64 done, qint64 total);
    void ended(const Result<Backup::Made> &made);
    void showLast();
    void setRunning(bool isRunning);

    PreferencesContext &m_context;
    BackupState::Copy m_last {};
    QPointer<QWidget> m_heir {}; ///< what the keyboard went to when the button was turned off
    int m_run = 0; ///< number of the backup that is made, or was made last
    QPushButton *m_button;
    QWidget *m_course; ///< shown once it takes longer than a second
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QLabel *m_lastWords;
    QLineEdit *m_file;
    InlineMessage *m_result;
    FileWork m_work; ///< goes first
};

} // namespace mailboat
