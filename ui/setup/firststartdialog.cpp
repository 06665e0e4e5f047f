// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/firststartdialog.h"

#include "core/prefs/rules.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/growtocontents.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

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

FirstStartDialog::FirstStartDialog(const QString &path, const Error &why, QWidget *parent)
    : QDialog(parent)
    , m_mayCreate(why.code == ErrorCode::DatafileMissing)
    , m_message(new InlineMessage(this))
    , m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Mailboat: choose a datafile"));
    m_pages->addWidget(choosing(path, why));
    m_pages->addWidget(code());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(m_message);
    setMinimumWidth(fontMetrics().averageCharWidth() * 80);
}

QWidget *FirstStartDialog::choosing(const QString &path, const Error &why)
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(wrapped(m_mayCreate
            ? tr("There is no datafile here yet. Make a new one for this site, or open one that is somewhere else.")
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
    m_open = button(QStringLiteral("open"), tr("&Open another…"), page);
    auto *quit = button(QStringLiteral("quit"), tr("&Quit"), page);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(quit);
    buttons->addWidget(m_open);
    buttons->addWidget(m_create);
    layout->addLayout(buttons);

    connect(browse, &QPushButton::clicked, this, [this] { choose(false); });
    connect(m_open, &QPushButton::clicked, this, [this] { choose(true); });
    connect(m_create, &QPushButton::clicked, this, &FirstStartDialog::create);
    connect(quit, &QPushButton::clicked, this, &FirstStartDialog::reject);
    return page;
}

QWidget *FirstStartDialog::code()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(
        wrapped(tr("The datafile is ready. This is its authorisation code. Write it down and keep it: it is shown "
                   "only this once, and every change of the settings asks for it."),
            page));
    m_code = leftToRightField(QStringLiteral("firstCode"), tr("Authorisation code"), page);
    m_code->setReadOnly(true);
    auto *copy = button(QStringLiteral("copyCode"), tr("&Copy"), page);
    auto *row = new QHBoxLayout;
    row->addWidget(m_code, 1);
    row->addWidget(copy);
    layout->addLayout(row);
    auto *goOn = button(QStringLiteral("codeKept"), tr("I have &kept it"), page);
    // No button is the default one: a second Return would close the window on a code that nobody has read.
    layout->addStretch(1);
    layout->addWidget(goOn, 0, Qt::AlignTrailing);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    connect(goOn, &QPushButton::clicked, this, &FirstStartDialog::accept);
    return page;
}

void FirstStartDialog::create()
{
    if (const Result<SyncId> id = syncIdFromText(m_syncId->text()); !id) {
        m_message->setError(id.error());
        m_syncId->setFocus();
        return;
    }
    const QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (path.isEmpty()) {
        m_message->setMessage(Tone::Error, tr("Say where the new datafile should be."));
        m_path->setFocus();
        return;
    }
    setWorking(true);
    m_message->setMessage(Tone::Info, tr("Making the datafile…"));
    emit createRequested(path, m_syncId->text().trimmed());
}

void FirstStartDialog::choose(bool existing)
{
    const QString filter = tr("Datafiles (*.mailboat);;All files (*)");
    auto *dialog = new QFileDialog(this, existing ? tr("Open a datafile") : tr("New datafile"), m_path->text(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(existing ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setFileMode(existing ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, existing](const QString &path) {
        if (!existing)
            return m_path->setText(QDir::toNativeSeparators(path));
        setWorking(true);
        m_message->setMessage(Tone::Info, tr("Opening the datafile…"));
        emit openRequested(path);
    });
    dialog->open();
}

void FirstStartDialog::setWorking(bool working)
{
    m_isWorking = working;
    m_pages->setEnabled(!working);
}

void FirstStartDialog::showCode(const QString &code)
{
    setWorking(false);
    m_message->clear();
    m_code->setText(code);
    m_pages->setCurrentIndex(1);
    m_code->setFocus();
    m_code->selectAll();
}

void FirstStartDialog::refuse(const Error &error)
{
    setWorking(false);
    m_message->setError(error);
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
    if (m_isWorking)
        return;
    if (m_pages->currentIndex() == 1) // Esc and the window's own button say nothing of who has read the code
        return m_message->setMessage(Tone::Warning,
            tr("This code is shown only this once. Write it down first, then press \"I have kept it\"."));
    QDialog::reject();
}

} // namespace mailboat
