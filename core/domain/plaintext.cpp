// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plaintext.h"

#include <QList>

#include <algorithm>

namespace mailboat {

namespace {

bool isPlain(char32_t character)
{
    constexpr char32_t nonJoiner = 0x200C;
    constexpr char32_t joiner = 0x200D;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Other_Format:
        return character == nonJoiner || character == joiner;
    default:
        return !QChar::isNonCharacter(character);
    }
}

} // namespace

bool isPlainText(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return text.isValidUtf16() && std::all_of(characters.cbegin(), characters.cend(), isPlain);
}

QString plain(const QString &text, Breaks breaks)
{
    if (isPlainText(text))
        return text;
    QString made;
    made.reserve(text.size());
    const QList<uint> characters = text.toUcs4(); // a surrogate alone comes out as it is
    for (const uint character : characters) {
        const bool isBreak = character == '\n' && breaks == Breaks::Lines;
        if (isBreak || isPlain(character))
            made += QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        else
            made += QChar::isSpace(character) ? u' ' : QChar(QChar::ReplacementCharacter);
    }
    return made;
}

QString plainForm(const QString &typed)
{
    return typed.trimmed().normalized(QString::NormalizationForm_C);
}

} // namespace mailboat
