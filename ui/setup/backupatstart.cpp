// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/backupatstart.h"

#include "core/domain/clock.h"
#include "core/sql/address.h"
#include "ui/backup/restorefrom.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"

#include <QDir>
#include <QLocale>

namespace mailboat {

BackupAtStart::BackupAtStart(Prompt &prompt, const Clock &clock, QWidget *window)
    : m_prompt(prompt)
    , m_clock(clock)
    , m_window(window)
{
}

void BackupAtStart::look(const QString &file, std::function<void(const Result<BackupDescription> &)> answer)
{
    m_work.start<BackupDescription>(
        [file](const FileWork::Course &course) {
            return describeBackup(DatafileAddress::ofFile(file), course.isCancelled);
        },
        std::move(answer));
}

void BackupAtStart::restore(const QString &backup, const Place &place)
{
    look(backup, [this, backup, place](const Result<BackupDescription> &found) {
        if (found)
            ask(backup, place, *found, false);
        else
            emit ended(found.error());
    });
}

void BackupAtStart::open(const QString &file, const Place &place)
{
    look(file, [this, file, place](const Result<BackupDescription> &found) {
        if (found && found->isBackup)
            ask(file, place, *found, true);
        else if (!found && found.error().code == ErrorCode::Cancelled)
            emit ended(found.error());
        else
            emit openConfirmed(file); // whoever opens it says what is wrong with it
    });
}

void BackupAtStart::cancel()
{
    m_work.cancel();
}

void BackupAtStart::ask(const QString &file, const Place &place, const BackupDescription &backup, bool isOpening)
{
    Question question;
    question.title = isOpening ? tr("This is a backup") : tr("Restore from a backup");
    question.text = tr("Restore the backup of %1, made %2, as the datafile %3?")
                        .arg(nameOf(backup), dayTimeWords(backup.made, m_clock.utcNow()),
                            safeText(QDir::toNativeSeparators(place.path)));
    question.detail = detailOf(place, backup, isOpening);
    question.yes = tr("&Restore");
    if (isOpening)
        question.third = tr("&Open it itself");
    m_prompt.ask(m_window, question, [this, file, path = place.path](Choice choice) {
        switch (choice) {
        case Choice::Yes:
            return emit restoreConfirmed(file, path);
        case Choice::Third:
            return emit openConfirmed(file);
        case Choice::No:
            return emit ended({ErrorCode::Cancelled});
        }
    });
}

QString BackupAtStart::nameOf(const BackupDescription &backup) const
{
    const QString id = QString::number(backup.site.value());
    if (backup.site.isOff())
        return tr("a site without a Sync ID");
    if (backup.site.isPrimary())
        return tr("the primary");
    return backup.userName.isEmpty() ? tr("the site with Sync ID %1").arg(id)
                                     : tr("the site with Sync ID %1 (%2)").arg(id, safeText(backup.userName));
}

QString BackupAtStart::detailOf(const Place &place, const BackupDescription &backup, bool isOpening) const
{
    QStringList sentences = RestoreFrom::factsOf(backup, m_clock.utcNow());
    if (!backup.site.isPrimary())
        sentences += tr("Records in it that were never sent: %1.").arg(QLocale().toString(backup.waiting));
    if (place.isTaken)
        sentences += tr("What is there now is kept beside it.");
    sentences += tr("The backup stays as it is. Nothing is synchronised then until you have chosen how it goes on.");
    if (isOpening)
        sentences += tr("Opened itself, it becomes the datafile of the site: it is changed from then on, and is no "
                        "backup any more that you could go back to.");
    return sentences.join(u' ');
}

} // namespace mailboat
