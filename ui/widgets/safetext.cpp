// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/safetext.h"

#include "core/security/plaintext.h"

namespace mailboat {

QString safeWholeText(const QString &text)
{
    if (isPlainText(text))
        return text;
    QString safe;
    safe.reserve(text.size());
    const QList<uint> characters = text.toUcs4();
    for (const uint character : characters) {
        const QString one = QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        safe += isPlainText(one) ? one : QString(QChar::ReplacementCharacter);
    }
    return safe;
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
