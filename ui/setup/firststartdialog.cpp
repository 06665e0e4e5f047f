// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/firststartdialog.h"

#include "ui/setup/codepage.h"
#include "ui/setup/primarystart.h"
#include "ui/setup/satellitestart.h"
#include "ui/widgets/altletters.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/growtocontents.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wrappedlabel.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mailboat {

namespace {

constexpr int startWidthInCharacters = 100;

} // namespace

FirstStartDialog::FirstStartDialog(
    const QString &path, const Error &why, Prompt &prompt, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_found(DatafileAddress::ofFile(path))
    , m_mayCreate(why.code == ErrorCode::DatafileMissing)
    , m_code(new CodePage(prompt, this))
    , m_backup(prompt, clock, this)
{
    new AltLetters(this);
    setWindowTitle(tr("Mailboat: choose a datafile"));
    auto *layout = new QVBoxLayout(this);
    m_choosing = choosing(path, why, new SatelliteStart(prompt, clock, this), new PrimaryStart(prompt, clock, this));
    addPage(m_code);
    m_message = new InlineMessage(this); // after them in the order of Tab, too
    m_message->setObjectName(QStringLiteral("startMessage"));
    layout->addWidget(m_message);
    connect(m_code, &CodePage::finished, this, &FirstStartDialog::accept);
    // Its words wrap, so it would open narrower than its buttons are in other languages.
    int width = fontMetrics().averageCharWidth() * startWidthInCharacters;
    for (const QWidget *const page : std::as_const(m_pages))
        width = std::max(width, page->minimumSizeHint().width());
    setMinimumWidth(width + layout->contentsMargins().left() + layout->contentsMargins().right());
    showChoosing();
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

void FirstStartDialog::addPage(QWidget *page)
{
    m_pages.append(page);
    page->hide();
    layout()->addWidget(page);
}

void FirstStartDialog::addRole(RoleStart *page)
{
    addPage(page);
    connect(page, &RoleStart::backRequested, this, &FirstStartDialog::showChoosing);
    connect(page, &RoleStart::finished, this, [this](const SettingsChange &setUp) {
        work(tr("Making the datafile…"));
        emit createRequested(typedPath(), setUp);
    });
}

QWidget *FirstStartDialog::choosing(const QString &path, const Error &why, RoleStart *satellite, RoleStart *primary)
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    QLabel *const words = wrappedLabel(QStringLiteral("startWords"), page);
    words->setText(m_mayCreate ? tr("There is no datafile here yet. What is this site?") : errorWords(why));
    column->addWidget(words);
    auto *ways = new QGridLayout;
    ways->setColumnStretch(1, 1);
    column->addLayout(ways);
    const auto add = [&](const char *name, const QString &text, const QString &meaning, std::function<void()> act) {
        QPushButton *const button = namedButton(QString::fromLatin1(name), text, page);
        button->setAccessibleDescription(meaning);
        button->setAutoDefault(true); // Return presses the one that has the keyboard
        QLabel *const label = wrappedLabel(QString::fromLatin1(name) + QStringLiteral("Words"), page);
        label->setText(meaning);
        const int row = ways->rowCount();
        ways->addWidget(button, row, 0);
        ways->addWidget(label, row, 1);
        connect(button, &QPushButton::clicked, this, std::move(act));
        return button;
    };
    m_first = add("satellite", tr("A &satellite"),
        tr("It synchronises with a primary: whoever runs that has given this site a Sync ID, a user name and a "
           "password."),
        [this, satellite] { begin(satellite); });
    add("primary", tr("The &primary"), tr("The site with which all others synchronise. There is one."),
        [this, primary] { begin(primary); });
    add("restoreBackup", tr("&Restore from a backup…"),
        tr("It has been at work before, here or on another machine, and there is a backup of it."),
        [this] { choose(Chosen::Backup); });
    QPushButton *const open = add("open", tr("&Open another…"), tr("Its datafile is somewhere else on this machine."),
        [this] { choose(Chosen::Existing); });
    if (!m_mayCreate)
        m_first = open;
    column->addLayout(place(path, page));
    QPushButton *const quit = namedButton(QStringLiteral("quit"), tr("&Quit"), page);
    column->addStretch(1);
    column->addWidget(quit, 0, Qt::AlignTrailing);
    connect(quit, &QPushButton::clicked, this, &FirstStartDialog::reject);
    addPage(page);
    addRole(satellite);
    addRole(primary);
    return page;
}

QLayout *FirstStartDialog::place(const QString &path, QWidget *page)
{
    m_path = leftToRightField(QStringLiteral("newPath"), tr("New datafile"), page);
    m_path->setText(QDir::toNativeSeparators(path));
    QPushButton *const browse = namedButton(QStringLiteral("browseNew"), tr("&Browse…"), page);
    connect(browse, &QPushButton::clicked, this, [this] { choose(Chosen::New); });
    auto *name = new QLabel(tr("New &datafile"), page);
    name->setBuddy(m_path);
    auto *row = new QHBoxLayout;
    row->addWidget(name);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    return row;
}

void FirstStartDialog::showPage(QWidget *page)
{
    m_page = page;
    for (QWidget *const each : std::as_const(m_pages))
        each->setVisible(each == page);
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(std::max(width(), minimumWidth())));
}

void FirstStartDialog::showChoosing()
{
    if (RoleStart *const left = role())
        left->stop();
    m_message->clear();
    showPage(m_choosing);
    m_first->setDefault(true);
    m_first->setFocus();
}

/// Before all is filled in: where the new datafile is to be, nothing may stand.
void FirstStartDialog::begin(RoleStart *page)
{
    if (typedPath().isEmpty())
        return refusePath(tr("Say where the new datafile should be."));
    if (QFileInfo::exists(typedPath()))
        return refusePath(
            tr("There is a file at that place already. Say another one for the new datafile, or open that one."));
    m_message->clear();
    showPage(page);
    page->begin();
}

RoleStart *FirstStartDialog::role() const
{
    return qobject_cast<RoleStart *>(m_page);
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
    if (working)
        m_keyboard = focusWidget();
    m_isWorking = working;
    for (QWidget *const page : std::as_const(m_pages))
        page->setEnabled(!working);
    if (!working && m_keyboard)
        m_keyboard->setFocus(Qt::OtherFocusReason);
}

void FirstStartDialog::showCode(const QString &code, const QString &datafile)
{
    setWorking(false);
    m_message->clear();
    showPage(m_code);
    m_code->showCode(code, datafile);
}

bool FirstStartDialog::isCodeShown() const
{
    return m_page == m_code;
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

/// Esc takes back a step; the window's own button ends it all.
void FirstStartDialog::keyPressEvent(QKeyEvent *event)
{
    RoleStart *const page = m_isWorking ? nullptr : role();
    if (!page || !event->matches(QKeySequence::Cancel))
        return QDialog::keyPressEvent(event);
    if (!page->stop())
        showChoosing();
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
