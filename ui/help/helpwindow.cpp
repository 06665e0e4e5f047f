// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helpwindow.h"

#include "ui/help/userguide.h"
#include "ui/widgets/closebutton.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QTextBlock>
#include <QTextBlockFormat>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFragment>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int helpWidthInCharacters = 80;
constexpr int helpHeightInLines = 34;

/// The beginning of the document where there is no such topic.
QTextCursor cursorAt(QTextDocument &document, const QString &topic)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (part.fragment().charFormat().anchorNames().contains(topic))
                return QTextCursor(block);
        }
    }
    return QTextCursor(&document);
}

} // namespace

HelpWindow::HelpWindow(const HelpPage &page, const QString &topic, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(page.title);
    resize(fontMetrics().averageCharWidth() * helpWidthInCharacters, fontMetrics().lineSpacing() * helpHeightInLines);

    auto *text = new QTextBrowser(this);
    text->setObjectName(QStringLiteral("helpText"));
    text->setAccessibleName(page.title);
    text->setOpenLinks(false);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setTabChangesFocus(true);
    text->setHtml(page.html);
    // Else a paragraph that begins with a label in Latin letters would stand left to right between the others.
    QTextBlockFormat direction;
    direction.setLayoutDirection(layoutDirection());
    QTextCursor all(text->document());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(direction);
    auto *buttons = new QDialogButtonBox(this);
    if (const std::optional<QUrl> guide = userGuide(page.chapter)) {
        QPushButton *const open = buttons->addButton(tr("&User guide"), QDialogButtonBox::ActionRole);
        open->setObjectName(QStringLiteral("userGuide"));
        open->setAccessibleName(tr("User guide"));
        open->setAutoDefault(false);
        connect(open, &QPushButton::clicked, this, [guide] { QDesktopServices::openUrl(*guide); });
    }
    addCloseButton(*buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &HelpWindow::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    text->setFocus();
    if (topic.isEmpty())
        return;
    text->setTextCursor(cursorAt(*text->document(), topic));
    text->scrollToAnchor(topic); // as soon as it is shown
}

void openHelp(const QString &category, QWidget *window)
{
    const std::optional<HelpPage> page = helpPage(category);
    if (!page)
        return;
    auto *help = new HelpWindow(*page, helpTopic(*page, window->focusWidget()), window);
    help->setAttribute(Qt::WA_DeleteOnClose);
    help->show();
}

} // namespace mailboat
