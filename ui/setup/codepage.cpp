// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/codepage.h"

#include "core/engine/savedfile.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/onlyread.h"
#include "ui/widgets/wrappedlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include <utility>

namespace mailboat {

namespace {

constexpr qreal codeSize = 1.5; ///< of the usual letters
constexpr QFileDevice::Permissions ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions othersRead = QFileDevice::ReadGroup | QFileDevice::ReadOther;

} // namespace

CodePage::CodePage(Prompt &prompt, QWidget *parent)
    : QWidget(parent)
    , m_prompt(prompt)
    , m_words(wrappedLabel(QStringLiteral("codeWords"), this))
    , m_code(leftToRightField(QStringLiteral("firstCode"), tr("Authorisation code"), this))
    , m_message(new InlineMessage(this))
{
    m_words->setText(tr("The datafile is ready. This is its authorisation code. Write it down and keep it: it is shown "
                        "only this once, and every change of the settings asks for it."));
    setOnlyRead(m_code);
    QFont large = m_code->font();
    large.setPointSizeF(large.pointSizeF() * codeSize);
    large.setBold(true);
    m_code->setFont(large);
    m_message->setObjectName(QStringLiteral("codeMessage"));
    QPushButton *const save = namedButton(QStringLiteral("saveCode"), tr("&Save…"), this);
    QPushButton *const print = namedButton(QStringLiteral("printCode"), tr("&Print…"), this);
    QPushButton *const copy = namedButton(QStringLiteral("copyCode"), tr("&Copy"), this);
    m_kept = new QCheckBox(tr("I have &written it down"), this);
    m_kept->setObjectName(QStringLiteral("codeKept"));
    m_kept->setAccessibleName(tr("I have written it down"));
    m_finish = namedButton(QStringLiteral("finishCode"), tr("&Finish"), this);
    auto *ways = new QHBoxLayout;
    for (QPushButton *const way : {save, print, copy})
        ways->addWidget(way);
    ways->addStretch(1);
    auto *ends = new QHBoxLayout;
    ends->addWidget(m_kept);
    ends->addStretch(1);
    ends->addWidget(m_finish);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_words);
    layout->addWidget(m_code);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addLayout(ways);
    layout->addLayout(ends);
    connect(save, &QPushButton::clicked, this, &CodePage::chooseFile);
    connect(print, &QPushButton::clicked, this, &CodePage::choosePrinter);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_code->text());
        m_message->setMessage(Tone::Ok, tr("The code is on the clipboard."));
    });
    const auto follow = [this](bool isKept) {
        setEnabledOr(m_finish, isKept ? QString() : tr("Say first that you have written it down."));
        m_finish->setDefault(isKept);
    };
    follow(false);
    connect(m_kept, &QCheckBox::toggled, this, follow);
    connect(m_finish, &QPushButton::clicked, this, &CodePage::finished);
}

void CodePage::showCode(const QString &code, const QString &datafile)
{
    m_datafile = datafile;
    m_code->setText(code);
    m_code->setFocus();
    m_code->selectAll();
    m_kept->setChecked(false);
}

void CodePage::setWords(const QString &words)
{
    m_words->setText(words);
}

void CodePage::askFirst()
{
    if (std::exchange(m_isAsking, true))
        return;
    Question question;
    question.title = tr("Authorisation code");
    question.text = tr("Go on without this code?");
    question.detail = tr(
        "It is shown only this once, and whoever has no code cannot change the settings. As long as the padlock is "
        "open, another code can be made on the page General.");
    question.yes = tr("&Go on without it");
    question.no = tr("&Stay here");
    question.isDangerous = true;
    m_prompt.ask(this, question, [this](Choice choice) {
        m_isAsking = false;
        if (choice == Choice::Yes)
            emit finished();
    });
}

/// Whoever finds it has to know what it opens.
QString CodePage::paper() const
{
    return tr("Mailboat: authorisation code of the datafile %1").arg(m_datafile) + QStringLiteral("\n\n")
        + m_code->text() + u'\n';
}

void CodePage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the code"),
        QDir::home().filePath(QStringLiteral("mailboat-code.txt")), tr("Texts (*.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CodePage::save);
    dialog->open();
}

/// For nobody but who saves it, as the datafile.
void CodePage::save(const QString &path)
{
    QSaveFile file(path);
    const Result<> saved = openSaved(file).and_then([&] {
        file.setPermissions(ownersAlone); // not every file system takes it: saidSaved() looks
        file.write(paper().toUtf8());
        return commitSaved(file);
    });
    if (saved)
        return saidSaved(path);
    m_message->setMessage(Tone::Error,
        tr("The code could not be saved as %1: %2")
            .arg(QDir::toNativeSeparators(path), saved.error().values.value(QStringLiteral("why")).toString()));
}

void CodePage::saidSaved(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if ((QFile::permissions(path) & othersRead) == 0)
        m_message->setMessage(Tone::Ok, tr("Saved as %1. Keep that file where nobody else reads it.").arg(shown));
    else
        m_message->setMessage(Tone::Warning,
            tr("Saved as %1. Other people of this machine may read it there: move it to where nobody else reads it.")
                .arg(shown));
}

void CodePage::choosePrinter()
{
    auto *dialog = new QPrintDialog(this); // with a printer of its own
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOptions(QAbstractPrintDialog::PrintToFile); // there is but one page
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, &CodePage::print);
    dialog->open();
}

void CodePage::print(QPrinter *printer)
{
    QPainter painter;
    const bool hasBegun = painter.begin(printer);
    const QString file = printer->outputFileName(); // empty: paper
    if (hasBegun && !file.isEmpty())
        QFile::setPermissions(file, ownersAlone);
    if (hasBegun)
        painter.drawText(QRect(QPoint(), printer->pageLayout().paintRectPixels(printer->resolution()).size()),
            Qt::AlignLeading | Qt::TextWordWrap, paper());
    if (!hasBegun || !painter.end() || printer->printerState() == QPrinter::Error)
        m_message->setMessage(Tone::Error, tr("The code could not be printed."));
    else if (!file.isEmpty())
        saidSaved(file);
    else
        m_message->setMessage(Tone::Ok, tr("The code was sent to the printer. Wait for the paper before you go on."));
}

} // namespace mailboat
