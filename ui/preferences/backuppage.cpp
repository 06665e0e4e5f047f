// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/backuppage.h"

#include "ui/backup/backupnow.h"
#include "ui/backup/restorefrom.h"
#include "ui/preferences/lockedwords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>

namespace mailboat {

BackupPage::BackupPage(PreferencesContext &context, QWidget *parent)
    : PreferencePage(context, parent)
    , m_now(new BackupNow(context, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_now);
    layout->addWidget(daily());
    m_restore = new RestoreFrom(context, this); // after it in the order of Tab, too
    layout->addWidget(m_restore);
    layout->addStretch(1);

    bind(&SyncPreferences::backupFolder, m_folder, m_folderMessage);
    bind(&SyncPreferences::backupDaily, m_daily);
    bind(&SyncPreferences::backupKeep, m_keep, m_keepMessage);
    connect(this, &PreferencePage::edited, this, &BackupPage::showWhatIsMissing);
    connect(m_choose, &QPushButton::clicked, this, &BackupPage::chooseFolder);
    connect(m_restore, &RestoreFrom::confirmed, this, &BackupPage::restoreRequested);
    connect(&context.lock, &AdminLock::changed, this, &BackupPage::applyLock);
    connect(&context.site, &SiteConnection::statusChanged, this, &BackupPage::setStatus);
    applyLock();
}

QGroupBox *BackupPage::daily()
{
    auto *group = new QGroupBox(tr("Daily backups"), this);
    group->setObjectName(QStringLiteral("dailyBackups"));
    m_folder = leftToRightField(QStringLiteral("backupFolder"), tr("Folder for backups"), group);
    m_choose = namedButton(QStringLiteral("chooseFolder"), tr("Ch&oose…"), group);
    m_daily = new QCheckBox(tr("Back up every &day"), group);
    m_daily->setObjectName(QStringLiteral("backupDaily"));
    m_daily->setAccessibleName(tr("Back up every day"));
    m_keep = numberField(QStringLiteral("backupKeep"), tr("Daily backups to keep"), group);
    m_folderMessage = new FieldMessage(m_folder, group);
    m_keepMessage = new FieldMessage(m_keep, group);
    m_fault = new InlineMessage(group);
    m_fault->setObjectName(QStringLiteral("dailyFault"));
    auto *folderName = new QLabel(tr("&Folder for backups"), group);
    folderName->setBuddy(m_folder);
    auto *keepName = new QLabel(tr("Daily backups to &keep"), group);
    keepName->setBuddy(m_keep);

    auto *grid = new QGridLayout(group);
    grid->addWidget(folderName, 0, 0);
    grid->addWidget(m_folder, 0, 1);
    grid->addWidget(m_choose, 0, 2);
    grid->addWidget(m_folderMessage, 1, 1, 1, 2);
    grid->addWidget(m_daily, 2, 1, 1, 2);
    grid->addWidget(keepName, 3, 0);
    auto *keep = new QHBoxLayout; // beside its name in every language
    keep->addWidget(m_keep);
    keep->addStretch(1);
    grid->addLayout(keep, 3, 1);
    grid->addWidget(m_keepMessage, 4, 1, 1, 2);
    grid->addWidget(m_fault, 5, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    return group;
}

void BackupPage::load()
{
    PreferencePage::load();
    showWhatIsMissing();
}

bool BackupPage::isBackingUp() const
{
    return m_now->isRunning();
}

void BackupPage::setStatus(const Status &status)
{
    m_now->setStatus(status);
    m_restore->setStatus(status);
    if (status.backupFault)
        m_fault->setError(*status.backupFault);
    else
        m_fault->clear();
}

void BackupPage::chooseFolder()
{
    const QString shown = m_folder->text().trimmed();
    auto *dialog
        = new QFileDialog(this, tr("Folder for backups"), QDir::isAbsolutePath(shown) ? shown : QDir::homePath());
    dialog->setObjectName(QStringLiteral("backupFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_folder->isEnabled()) // the padlock has closed meanwhile
            return;
        m_folder->setText(QDir::toNativeSeparators(path));
        emit m_folder->textEdited(m_folder->text()); // as if it had been typed
    });
    dialog->open();
}

void BackupPage::applyLock()
{
    const QString reason = context().lock.isUnlocked() ? QString() : lockedWords();
    for (QWidget *const control : {static_cast<QWidget *>(m_folder), static_cast<QWidget *>(m_choose),
             static_cast<QWidget *>(m_daily), static_cast<QWidget *>(m_keep)})
        setEnabledOr(control, reason);
    m_restore->applyLock();
    if (context().draft)
        showWhatIsMissing(); // a field's message is its description, too
}

/// Daily without a folder is allowed, as on the command line, where one comes after the other; nothing is made then.
void BackupPage::showWhatIsMissing()
{
    if (m_folderMessage->isError())
        return;
    const SyncPreferences &preferences = draft().preferences;
    if (preferences.backupDaily.value() && preferences.backupFolder.value().isEmpty())
        m_folderMessage->setMessage(Tone::Warning, tr("Choose a folder: without one no daily backup is made."));
    else
        m_folderMessage->clear();
}

} // namespace mailboat
