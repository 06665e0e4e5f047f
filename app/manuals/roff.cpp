// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/manuals/roff.h"

#include "app/commands/declare.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace mailboat {

namespace {

constexpr int lineWidth = 64;

/// A line that begins like a request is none.
QString roffLine(const QString &line)
{
    const QString text = roffText(line);
    return text.startsWith(u'.') || text.startsWith(u'\'') ? QStringLiteral("\\&") + text : text;
}

} // namespace

QString roffText(const QString &text)
{
    static constexpr std::array<std::pair<char16_t, QLatin1String>, 8> escapes {{
        {u'\\', QLatin1String("\\e")},
        {u'-', QLatin1String("\\-")},
        {u'\'', QLatin1String("\\(aq")},
        {u'`', QLatin1String("\\(ga")},
        {u'^', QLatin1String("\\(ha")},
        {u'~', QLatin1String("\\(ti")},
        {u'…', QLatin1String("...")},
        {u'→', QLatin1String("\\(->")},
    }};
    QString result;
    for (const QChar letter : text) {
        const auto *const found = std::find_if(
            escapes.begin(), escapes.end(), [letter](const auto &escape) { return letter == escape.first; });
        if (found == escapes.end())
            result += letter;
        else
            result += found->second;
    }
    return result;
}

QString roffArgument(const QString &text)
{
    return u'"' + roffText(text).replace(u'"', QLatin1String("\\(dq")) + u'"';
}

QString roffParagraph(const QString &text)
{
    static const QRegularExpression innerComma(QStringLiteral(",(?=\\S)")); // where a long word may be broken
    QString result;
    const QStringList lines = QString::fromStdString(wrapped(text.simplified(), lineWidth)).split(u'\n');
    for (const QString &line : lines)
        result += roffLine(line).replace(innerComma, QStringLiteral(",\\:")) + u'\n';
    return result;
}

QString roffLines(const QString &lines)
{
    QString result = QStringLiteral(".nf\n.RS 4\n");
    const QStringList all = QString::fromStdString(wrapped(lines, lineWidth)).split(u'\n');
    for (const QString &line : all)
        result += roffLine(line) + u'\n';
    return result + QStringLiteral(".RE\n.fi\n");
}

} // namespace mailboat
