// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backupnow.h"

#include "core/engine/backupbyhand.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/onlyread.h"
#include "ui/widgets/timewords.h"
#include "ui/widgets/wrappedlabel.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds quietFor = 1s;
constexpr int backupBarSteps = 1000;

} // namespace

BackupNow::BackupNow(PreferencesContext &context, QWidget *parent)
    : QGroupBox(tr("Backup by hand"), parent)
    , m_context(context)
    , m_button(namedButton(QStringLiteral("backUpNow"), tr("Back up &now"), this))
    , m_course(new QWidget(this))
    , m_bar(new QProgressBar(m_course))
    , m_cancel(namedButton(QStringLiteral("cancelBackup"), tr("&Cancel backup"), m_course))
    , m_lastWords(wrappedLabel(QStringLiteral("lastBackup"), this))
    , m_file(leftToRightField(QStringLiteral("lastBackupFile"), tr("File of the last backup"), this))
    , m_result(new InlineMessage(this))
{
    setObjectName(QStringLiteral("backupByHand"));
    m_course->setObjectName(QStringLiteral("backupCourse"));
    m_bar->setObjectName(QStringLiteral("backupProgress"));
    m_bar->setAccessibleName(tr("Progress of the backup"));
    m_bar->setRange(0, backupBarSteps);
    setOnlyRead(m_file);
    m_result->setObjectName(QStringLiteral("backupResult"));
    layOut();
    connect(m_button, &QPushButton::clicked, this, &BackupNow::begin);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_work.cancel(); });
    connect(&m_work, &FileWork::progressed, this, &BackupNow::showCourse);
    setRunning(false);
    showLast();
}

void BackupNow::layOut()
{
    auto *what = wrappedLabel(QStringLiteral("backupHint"), this);
    what->setText(
        tr("A copy of the whole datafile, while everything goes on. It needs no authorisation code: passwords "
           "are as sealed in it as they are here."));
    auto *course = new QHBoxLayout(m_course);
    course->setContentsMargins(0, 0, 0, 0);
    course->addWidget(m_bar, 1);
    course->addWidget(m_cancel);
    auto *grid = new QGridLayout(this);
    grid->addWidget(m_button, 0, 0, Qt::AlignTop);
    grid->addWidget(what, 0, 1);
    grid->addWidget(m_course, 1, 0, 1, 2);
    grid->addWidget(m_lastWords, 2, 0, 1, 2);
    grid->addWidget(m_file, 3, 0, 1, 2);
    grid->addWidget(m_result, 4, 0, 1, 2);
    grid->setColumnStretch(1, 1);
}

/// As all that is done at once, with what is saved; where no folder is, the person says where.
void BackupNow::begin()
{
    const Draft &draft = *m_context.draft;
    const QString folder = draft.savedPreference(draft.preferences.backupFolder);
    if (folder.isEmpty())
        choosePlace();
    else
        copyInto(folder + u'/'); // a folder, also where its disk is away
}

void BackupNow::choosePlace()
{
    const QString name = Backup::nameOf(
        m_context.site.datafile(), m_context.draft->savedSite(), Backup::Kind::ByHand, m_context.clock.utcNow());
    auto *dialog = new QFileDialog(
        this, tr("Back up into a file"), QDir::home().filePath(name), tr("Datafiles (*.mailboat);;All files (*)"));
    dialog->setObjectName(QStringLiteral("backupFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("mailboat"));
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &BackupNow::copyInto);
    dialog->open();
}

void BackupNow::copyInto(const QString &target)
{
    if (m_work.isRunning())
        return;
    m_result->clear();
    m_bar->setValue(0);
    const bool hadKeyboard = m_button->hasFocus();
    setRunning(true);
    m_heir = hadKeyboard ? window()->focusWidget() : nullptr;
    m_work.start<Backup::Made>(
        [target, address = m_context.site.datafile(), &clock = m_context.clock](
            const FileWork::Course &course) -> Result<Backup::Made> {
            const Result<std::unique_ptr<Datafile>> datafile = Datafile::open(address, clock, {.isForReading = true});
            if (!datafile)
                return failure(datafile.error());
            return backUpByHand(**datafile, target, course.progress, course.isCancelled);
        },
        [this](const Result<Backup::Made> &made) { ended(made); });
    m_context.clock.after(quietFor, this, [this, run = ++m_run] { m_course->setVisible(isRunning() && run == m_run); });
}

void BackupNow::showCourse(qint64 done, qint64 total)
{
    if (total > 0)
        m_bar->setValue(static_cast<int>(std::clamp<qint64>(done * backupBarSteps / total, 0, backupBarSteps)));
}

void BackupNow::ended(const Result<Backup::Made> &made)
{
    // What is off cannot have the keyboard, which has gone on to the next: it comes back, unless the person has moved on.
    const QWidget *const holder = window()->focusWidget();
    const bool comesBack = holder && (holder == m_heir || holder == m_cancel);
    setRunning(false);
    if (comesBack)
        m_button->setFocus();
    if (!made && made.error().code == ErrorCode::Cancelled)
        return m_result->setMessage(Tone::Info, tr("The backup was cancelled; nothing is left of it."));
    if (!made)
        return m_result->setError(made.error());
    m_last = {m_context.clock.utcNow(), made->path, made->bytes};
    showLast();
    m_result->setMessage(Tone::Ok,
        made->files == 0 ? tr("The backup has been made, and was read back.")
                         : tr("The backup has been made, and was read back. Files that sites have attached to records "
                              "lie beside it, in a folder of the same name that ends with \".files\"."));
}

void BackupNow::setRunning(bool isRunning)
{
    if (!isRunning)
        m_course->hide();
    setEnabledOr(m_button, isRunning ? tr("A backup is being made.") : QString());
}

void BackupNow::setStatus(const Status &status)
{
    m_last = status.newestBackup;
    showLast();
}

void BackupNow::showLast()
{
    const QString when = dayTimeWords(m_last.when, m_context.clock.utcNow());
    const bool isKnown = m_last.when.isValid();
    m_lastWords->setText(!isKnown ? tr("No backup has been made yet.")
            : m_last.bytes == 0   ? tr("Last backup: %1.").arg(when)
                                  : tr("Last backup: %1, %2.").arg(when, QLocale().formattedDataSize(m_last.bytes, 1)));
    m_file->setText(QDir::toNativeSeparators(m_last.path));
    m_file->setVisible(isKnown);
}

/// What was today may be yesterday by now.
void BackupNow::showEvent(QShowEvent *event)
{
    showLast();
    QGroupBox::showEvent(event);
}

} // namespace mailboat
