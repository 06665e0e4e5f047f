// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/restorefrom.h"

#include "ui/preferences/lockedwords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"
#include "ui/widgets/wrappedlabel.h"

#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLocale>

namespace mailboat {

RestoreFrom::RestoreFrom(PreferencesContext &context, QWidget *parent)
    : QGroupBox(tr("Put a backup back"), parent)
    , m_context(context)
    , m_button(namedButton(QStringLiteral("restore"), tr("&Restore…"), this))
    , m_result(new InlineMessage(this))
{
    setObjectName(QStringLiteral("putBack"));
    m_result->setObjectName(QStringLiteral("restoreResult"));
    auto *what = wrappedLabel(QStringLiteral("restoreHint"), this);
    what->setText(tr("A backup takes the place of this datafile, which is kept beside it. Nothing is synchronised then "
                     "until you have chosen how it goes on."));
    auto *grid = new QGridLayout(this);
    grid->addWidget(m_button, 0, 0, Qt::AlignTop);
    grid->addWidget(what, 0, 1);
    grid->addWidget(m_result, 1, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_button, &QPushButton::clicked, this, &RestoreFrom::choose);
    applyLock();
}

void RestoreFrom::applyLock()
{
    setEnabledOr(m_button,
        m_isLooking                       ? tr("The backup is being looked at.")
            : m_context.lock.isUnlocked() ? QString()
                                          : lockedWords());
}

void RestoreFrom::choose()
{
    const Draft &draft = *m_context.draft;
    const QString folder = draft.savedPreference(draft.preferences.backupFolder);
    auto *dialog = new QFileDialog(this, tr("Choose a backup"), folder.isEmpty() ? QDir::homePath() : folder,
        tr("Datafiles (*.mailboat);;All files (*)"));
    dialog->setObjectName(QStringLiteral("restoreFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &RestoreFrom::look);
    dialog->open();
}

void RestoreFrom::look(const QString &path)
{
    if (m_work.isRunning())
        return;
    m_result->setMessage(Tone::Info, tr("The backup is being looked at…"));
    setLooking(true);
    m_work.start<BackupDescription>(
        [path](const FileWork::Course &course) {
            return describeBackup(DatafileAddress::ofFile(path), course.isCancelled);
        },
        [this, path](const Result<BackupDescription> &found) { looked(path, found); });
}

/// Another site's is refused by whoever puts it back, too; here before anything is closed for it.
void RestoreFrom::looked(const QString &path, const Result<BackupDescription> &found)
{
    setLooking(false);
    m_result->clear();
    if (!found)
        return m_result->setError(found.error());
    const SyncId own = m_context.draft->savedSite();
    if (DatafileAddress::ofFile(path).identity() == m_context.site.datafile().identity())
        return m_result->setMessage(Tone::Error, tr("That is the datafile itself. Choose a backup of it."));
    if (!own.isOff() && found->site != own)
        return m_result->setMessage(Tone::Error,
            tr("That is a backup of the site with Sync ID %1, and this is the site with Sync ID %2. Choose another "
               "one; "
               "nothing was changed.")
                .arg(QString::number(found->site.value()), QString::number(own.value())));
    ask(path, *found);
}

void RestoreFrom::ask(const QString &path, const BackupDescription &backup)
{
    Question question;
    question.title = tr("Restore from a backup");
    const QString when = dayTimeWords(backup.made, m_context.clock.utcNow());
    question.text = backup.userName.isEmpty()
        ? tr("Put the backup of the site with Sync ID %1, made %2, in the place of this datafile?")
              .arg(QString::number(backup.site.value()), when)
        : tr("Put the backup of the site with Sync ID %1 (%2), made %3, in the place of this datafile?")
              .arg(QString::number(backup.site.value()), safeText(backup.userName), when);
    question.detail = detailOf(backup);
    question.yes = tr("&Restore");
    question.isDangerous = true;
    m_context.prompt.ask(window(), question, [this, path](Choice choice) {
        if (choice == Choice::Yes && m_context.lock.isUnlocked())
            emit confirmed(path);
        else if (choice == Choice::Yes) // the padlock has closed meanwhile
            m_result->setError({ErrorCode::CodeMissing});
    });
}

QStringList RestoreFrom::factsOf(const BackupDescription &backup, const QDateTime &now)
{
    QStringList sentences {tr("Records in the backup: %1.").arg(QLocale().toString(backup.records))};
    if (backup.lastEntry.isValid())
        sentences += tr("Last entry in its log: %1.").arg(dayTimeWords(backup.lastEntry, now));
    return sentences;
}

QString RestoreFrom::detailOf(const BackupDescription &backup) const
{
    QStringList sentences = factsOf(backup, m_context.clock.utcNow());
    if (m_status.role != SiteRole::Primary)
        sentences
            += tr("Records of this datafile that were never sent: %1.").arg(QLocale().toString(m_status.waitingToPush));
    sentences += tr("They stay, with all else, in the datafile as it is now, which is kept beside the new one.");
    if (m_context.draft->isModified())
        sentences += tr("What was changed in this window and not saved is discarded.");
    sentences += tr("This window closes, and opens again on the backup. Nothing is synchronised then until you have "
                    "chosen how it goes on.");
    return sentences.join(u' ');
}

void RestoreFrom::setLooking(bool isLooking)
{
    m_isLooking = isLooking;
    applyLock();
}

} // namespace mailboat
