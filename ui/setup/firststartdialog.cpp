// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/firststartdialog.h"

#include "core/prefs/rules.h"
#include "ui/setup/codepage.h"
#include "ui/widgets/altletters.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/growtocontents.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

QLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QPushButton *button(const QString &name, const QString &text, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setAutoDefault(false);
    return made;
}

} // namespace

FirstStartDialog::FirstStartDialog(
    const QString &path, const Error &why, Prompt &prompt, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_found(DatafileAddress::ofFile(path))
    , m_mayCreate(why.code == ErrorCode::DatafileMissing)
    , m_message(new InlineMessage(this))
    , m_pages(new QStackedWidget(this))
    , m_code(new CodePage(m_pages))
    , m_backup(prompt, clock, this)
{
    new AltLetters(this);
    setWindowTitle(tr("Mailboat: choose a datafile"));
    m_pages->addWidget(choosing(path, why));
    m_pages->addWidget(m_code);
    connect(m_code, &CodePage::kept, this, &FirstStartDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(m_message);
    // Its words wrap, so it would open narrower than its buttons are in other languages.
    setMinimumWidth(std::max(fontMetrics().averageCharWidth() * 80, minimumSizeHint().width()));
    connect(&m_backup, &BackupAtStart::openConfirmed, this, [this](const QString &file) {
        work(tr("Opening the datafile…"));
        emit openRequested(file);
    });
    connect(&m_backup, &BackupAtStart::restoreConfirmed, this, [this](const QString &backup, const QString &datafile) {
        work(tr("The backup is being restored…"));
        emit restoreRequested(backup, datafile);
    });
    connect(&m_backup, &BackupAtStart::ended, this, [this](const Error &error) {
        if (error.code != ErrorCode::Cancelled)
            return refuse(error);
        setWorking(false);
        m_message->clear();
    });
}

QWidget *FirstStartDialog::choosing(const QString &path, const Error &why)
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(wrapped(m_mayCreate
            ? tr("There is no datafile here yet. Make a new one for this site, restore it from a backup, or open one "
                 "that is somewhere else.")
            : errorWords(why),
        page));

    auto *form = new QFormLayout;
    m_path = leftToRightField(QStringLiteral("newPath"), tr("New datafile"), page);
    m_path->setText(QDir::toNativeSeparators(path));
    m_syncId = leftToRightField(QStringLiteral("newSyncId"), tr("Sync ID"), page);
    m_syncId->setText(QStringLiteral("0"));
    m_syncId->setMaxLength(64);
    auto *browse = button(QStringLiteral("browseNew"), tr("&Browse…"), page);
    auto *place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(browse);
    auto *pathName = new QLabel(tr("New &datafile"), page);
    pathName->setBuddy(m_path);
    form->addRow(pathName, place);
    auto *idName = new QLabel(tr("Sync &ID"), page);
    idName->setBuddy(m_syncId);
    form->addRow(idName, m_syncId);
    form->addRow(QString(),
        wrapped(tr("1 for the primary, the number that the primary gave to this site for a satellite, 0 to "
                   "decide later."),
            page));
    layout->addLayout(form);

    m_create = button(QStringLiteral("create"), tr("&Make a new datafile"), page);
    m_create->setDefault(m_mayCreate);
    auto *restore = button(QStringLiteral("restoreBackup"), tr("&Restore from a backup…"), page);
    m_open = button(QStringLiteral("open"), tr("&Open another…"), page);
    auto *quit = button(QStringLiteral("quit"), tr("&Quit"), page);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(quit);
    buttons->addWidget(m_open);
    buttons->addWidget(restore);
    buttons->addWidget(m_create);
    layout->addLayout(buttons);

    const QList<QWidget *> asSeen {m_path, browse, m_syncId, quit, m_open, restore, m_create};
    for (qsizetype at = 1; at < asSeen.size(); ++at)
        setTabOrder(asSeen[at - 1], asSeen[at]);

    connect(browse, &QPushButton::clicked, this, [this] { choose(Chosen::New); });
    connect(m_open, &QPushButton::clicked, this, [this] { choose(Chosen::Existing); });
    connect(restore, &QPushButton::clicked, this, [this] { choose(Chosen::Backup); });
    connect(m_create, &QPushButton::clicked, this, &FirstStartDialog::create);
    connect(quit, &QPushButton::clicked, this, &FirstStartDialog::reject);
    return page;
}

void FirstStartDialog::create()
{
    if (const Result<SyncId> id = syncIdFromText(m_syncId->text()); !id) {
        m_message->setError(id.error());
        m_syncId->setFocus();
        return;
    }
    const QString path = typedPath();
    if (path.isEmpty())
        return refusePath(tr("Say where the new datafile should be."));
    work(tr("Making the datafile…"));
    emit createRequested(path, m_syncId->text().trimmed());
}

QString FirstStartDialog::typedPath() const
{
    return QDir::fromNativeSeparators(m_path->text().trimmed());
}

void FirstStartDialog::refusePath(const QString &words)
{
    m_message->setMessage(Tone::Error, words);
    m_path->setFocus();
}

/// A datafile that can be used is replaced from its own window alone, where it takes a code.
std::optional<BackupAtStart::Place> FirstStartDialog::placeForBackup() const
{
    const QString path = typedPath();
    const bool isTaken = QFileInfo::exists(path);
    if (path.isEmpty() || (isTaken && DatafileAddress::ofFile(path).identity() != m_found.identity()))
        return std::nullopt;
    return BackupAtStart::Place {path, isTaken};
}

void FirstStartDialog::choose(Chosen what)
{
    if (what == Chosen::Backup && !placeForBackup())
        return refusePath(typedPath().isEmpty()
                ? tr("Say where the new datafile should be.")
                : tr("There is a file at that place already. Say another one, or open that datafile: its page "
                     "\"Backup\" puts a backup in its place."));
    const bool isNew = what == Chosen::New;
    const QString title = isNew  ? tr("New datafile")
        : what == Chosen::Backup ? tr("Choose a backup")
                                 : tr("Open a datafile");
    const QString from = what == Chosen::Backup ? QDir::homePath() : m_path->text();
    auto *dialog = new QFileDialog(this, title, from, tr("Datafiles (*.mailboat);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(isNew ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(isNew ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, what](const QString &path) { chosen(what, path); });
    dialog->open();
}

void FirstStartDialog::chosen(Chosen what, const QString &path)
{
    if (what == Chosen::New)
        return m_path->setText(QDir::toNativeSeparators(path));
    if (m_isWorking)
        return;
    const BackupAtStart::Place asked {m_found.path(), QFileInfo::exists(m_found.path())};
    const BackupAtStart::Place place = placeForBackup().value_or(asked);
    work(what == Chosen::Backup ? tr("The backup is being looked at…") : tr("Opening the datafile…"));
    if (what == Chosen::Backup)
        m_backup.restore(path, place);
    else
        m_backup.open(path, place);
}

void FirstStartDialog::work(const QString &words)
{
    setWorking(true);
    m_message->setMessage(Tone::Info, words);
}

void FirstStartDialog::setWorking(bool working)
{
    m_isWorking = working;
    m_pages->setEnabled(!working);
}

void FirstStartDialog::showCode(const QString &code, const QString &datafile)
{
    setWorking(false);
    m_message->clear();
    m_pages->setCurrentWidget(m_code);
    m_code->showCode(code, datafile);
}

bool FirstStartDialog::isCodeShown() const
{
    return m_pages->currentWidget() == m_code;
}

void FirstStartDialog::refuse(const Error &error)
{
    setWorking(false);
    m_message->setError(error, error.code == ErrorCode::Cancelled ? Tone::Info : Tone::Error);
}

bool FirstStartDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        growToContents(*this);
    return isHandled;
}

void FirstStartDialog::reject()
{
    if (m_backup.isLooking())
        return m_backup.cancel();
    if (m_isWorking)
        return;
    if (isCodeShown()) // Esc and the window's own button say nothing of who has read the code
        return m_code->askFirst();
    QDialog::reject();
}

} // namespace mailboat
