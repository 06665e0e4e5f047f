// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inlinemessage.h"

#include "core/domain/joinfilled.h"
#include "ui/widgets/announcedlabel.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace mailboat {

namespace {

QLabel *selectable(QLabel *label, const QString &name)
{
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

InlineMessage::InlineMessage(QWidget *parent, Said said)
    : QFrame(parent)
    , m_icon(new IconLabel(1.3, this))
    , m_announced(said == Said::ByItself ? new AnnouncedLabel(this) : nullptr)
    , m_text(selectable(m_announced ? m_announced : new QLabel(this), QStringLiteral("messageText")))
    , m_detail(selectable(new QLabel(this), QStringLiteral("messageDetail")))
    , m_detailsButton(new QPushButton(tr("D&etails"), this))
    , m_copyButton(new QPushButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_detail->setAccessibleName(tr("Details"));
    m_detailsButton->setObjectName(QStringLiteral("detailsButton"));
    m_detailsButton->setAccessibleName(tr("Details"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoDefault(false);
    m_copyButton->setObjectName(QStringLiteral("copyMessageButton"));
    m_copyButton->setAccessibleName(tr("Copy message"));
    m_copyButton->setToolTip(tr("Copy message"));
    m_copyButton->setAutoDefault(false);

    auto *words = new QVBoxLayout;
    words->addWidget(m_text);
    words->addWidget(m_detail);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    const QMargins margins = row->contentsMargins(); // less above and below: a small screen has to hold it
    row->setContentsMargins(margins.left(), margins.top() / 2, margins.right(), margins.bottom() / 2);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_detailsButton, 0, Qt::AlignTop);
    row->addWidget(m_copyButton, 0, Qt::AlignTop);

    connect(m_detailsButton, &QPushButton::toggled, this, &InlineMessage::unfold);
    connect(m_copyButton, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(copyText()); });
    drawCopyIcon();
    clear();
}

void InlineMessage::setMessage(Tone tone, const QString &text, const QString &detail)
{
    const bool isAnother = !isHidden() && (tone != m_tone || text != m_text->text());
    m_tone = tone;
    m_icon->setIcon(toneIcon(tone), tone);
    reword(text);
    m_detail->setText(detail);
    if (detail.isEmpty())
        m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!detail.isEmpty());
    m_copyButton->setVisible(tone == Tone::Warning || tone == Tone::Error || !detail.isEmpty());
    unfold(m_detailsButton->isChecked());
    show(); // which is said
    if (isAnother && m_announced)
        m_announced->announce();
}

void InlineMessage::setError(const Error &error)
{
    setError(error, Tone::Error);
}

void InlineMessage::setError(const Error &error, Tone tone)
{
    setMessage(tone, errorWords(error),
        joinFilled({codeOf(error.code), hiddenIds(error), error.detail}, QStringLiteral("\n")));
}

void InlineMessage::clear()
{
    hide();
    m_text->clear();
    m_detail->clear();
    m_detailsButton->setChecked(false);
    setAccessibleName({});
}

QString InlineMessage::text() const
{
    return m_text->text();
}

QString InlineMessage::detail() const
{
    return m_detail->text();
}

QString InlineMessage::copyText() const
{
    return detail().isEmpty() ? text() : text() + u'\n' + detail();
}

void InlineMessage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawCopyIcon();
    QFrame::changeEvent(event);
}

void InlineMessage::drawCopyIcon()
{
    m_copyButton->setIcon(themedIcon(QStringLiteral("copy"), palette()));
}

void InlineMessage::reword(const QString &text)
{
    m_text->setText(text);
    const QString word = toneWord(m_tone);
    setAccessibleName(word.isEmpty() ? text : tr("%1: %2", "kind of message: message").arg(word, text));
    m_text->setAccessibleName(accessibleName());
}

void InlineMessage::unfold(bool unfolded)
{
    m_detail->setVisible(unfolded && !m_detail->text().isEmpty());
}

} // namespace mailboat
