// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/plaintext.h"

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

QString plainForm(const QString &typed)
{
    return typed.trimmed().normalized(QString::NormalizationForm_C);
}

} // namespace mailboat
