// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fieldmessage.h"

#include "ui/widgets/errorwords.h"
#include "ui/widgets/iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>

namespace mailboat {

FieldMessage::FieldMessage(QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_icon(new IconLabel(1, this))
    , m_text(new QLabel(this))
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
    m_field->setAccessibleDescription(word.isEmpty() ? text : tr("%1: %2", "kind of message: message").arg(word, text));
    show();
}

void FieldMessage::clear()
{
    if (isHidden())
        return;
    hide();
    m_text->clear();
    m_field->setAccessibleDescription({});
}

QString FieldMessage::text() const
{
    return m_text->text();
}

} // namespace mailboat
