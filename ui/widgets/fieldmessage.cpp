// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fieldmessage.h"

#include "core/domain/joinfilled.h"
#include "ui/widgets/announcedlabel.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/iconlabel.h"

#include <QEvent>
#include <QHBoxLayout>

namespace mailboat {

FieldMessage::FieldMessage(QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_icon(new IconLabel(1, this))
    , m_text(new AnnouncedLabel(this))
{
    setObjectName(field->objectName() + QStringLiteral("Message"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1, Qt::AlignTop);
    QSizePolicy noHigherThanItsWords(QSizePolicy::Preferred, QSizePolicy::Maximum);
    noHigherThanItsWords.setHeightForWidth(true);
    setSizePolicy(noHigherThanItsWords);
    hide();
    field->installEventFilter(this);
}

void FieldMessage::setError(const Error &error)
{
    setMessage(Tone::Error, errorWords(error));
}

void FieldMessage::setError(const Error &error, const QString &advice)
{
    setMessage(Tone::Error, errorWords(error, advice));
}

void FieldMessage::setMessage(Tone tone, const QString &text)
{
    m_tone = tone;
    m_icon->setIcon(toneIcon(tone), tone);
    m_text->setText(text);
    const QString word = toneWord(tone);
    m_text->setAccessibleName(word.isEmpty() ? text : tr("%1: %2", "kind of message: message").arg(word, text));
    describeField();
    show(); // which a screen reader is told of; not of each further word, while one types
}

void FieldMessage::clear()
{
    if (isHidden())
        return;
    hide();
    m_text->clear();
    m_text->setAccessibleName({});
    describeField();
}

void FieldMessage::describeField()
{
    m_field->setAccessibleDescription(joinFilled({m_text->accessibleName(), m_field->toolTip()}, QStringLiteral("\n")));
}

bool FieldMessage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ToolTipChange)
        describeField();
    return QWidget::eventFilter(watched, event);
}

QString FieldMessage::text() const
{
    return m_text->text();
}

} // namespace mailboat
