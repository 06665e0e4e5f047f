// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/store/backupdescription.h"
#include "ui/prompt.h"

#include <QObject>

namespace mailboat {

class Clock;

/// Where there is no datafile yet: looks at a file that somebody has chosen, and asks what it is to be. One at a time, and exactly
/// one signal for each.
///
///  Idle -> restore(): Looking -> Asking -> restoreConfirmed() or ended(): Idle
///  Idle -> open(): Looking -> no backup: openConfirmed(); a backup: Asking -> any of the three
class BackupAtStart final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it; questions stand over `window`.
    BackupAtStart(Prompt &prompt, const Clock &clock, QWidget *window);

    /// Where a backup is restored to, and whether there is a file already, that cannot be used.
    struct Place {
        QString path;
        bool isTaken = false;
    };
    void restore(const QString &backup, const Place &place);
    /// A backup is no datafile to work in: that one is offered to be restored.
    void open(const QString &file, const Place &place);
    bool isLooking() const { return m_work.isRunning(); }
    void cancel(); ///< the looking: ended() with Cancelled

signals:
    void restoreConfirmed(const QString &backup, const QString &datafile);
    void openConfirmed(const QString &file);
    /// Nothing is to be done: what is wrong with the file; Cancelled where somebody has said no.
    void ended(const mailboat::Error &why);

private:
    void look(const QString &file, std::function<void(const Result<BackupDescription> &)> answer);
    void ask(const QString &file, const Place &place, const BackupDescription &backup, bool isOpening);
    QString nameOf(const BackupDescription &backup) const;
    QString detailOf(const Place &place, const BackupDescription &backup, bool isOpening) const;

    Prompt &m_prompt;
    const Clock &m_clock;
    QWidget *const m_window;
    FileWork m_work; ///< goes first
};

} // namespace mailboat
