// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/safetext.h"

#include "core/domain/plaintext.h"

namespace mailboat {

QString safeWholeText(const QString &text)
{
    QString safe = text;
    for (QChar &character : safe) { // a name has no line breaks or tabs: where there are some, it shows
        if (character.isSpace() && !isPlainText(character))
            character = QChar::ReplacementCharacter;
    }
    return plain(safe);
}

QString safeText(const QString &text)
{
    constexpr qsizetype longest = 200;
    return text.size() <= longest ? safeWholeText(text) : safeWholeText(text.first(longest)) + u'…';
}

QString safeToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<span>%1</span>").arg(safeText(text).toHtmlEscaped());
}

} // namespace mailboat
