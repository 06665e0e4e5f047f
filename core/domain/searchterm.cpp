// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/searchterm.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr QChar wildcard = u'@';
constexpr qsizetype longest = 200;

} // namespace

QString searchKey(const QString &text)
{
    const bool isAscii = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
    if (isAscii)
        return text.trimmed().toLower();
    QString key = text.toUpper().toCaseFolded().normalized(QString::NormalizationForm_KD); // as siteNameKey()
    key.removeIf([](QChar c) { return c.isMark(); });
    return key.toCaseFolded().trimmed();
}

Result<SearchTerm> SearchTerm::fromText(const QString &typed)
{
    if (typed.size() > longest)
        return failure(ErrorCode::RequestMalformed,
            {{QStringLiteral("why"), QStringLiteral("what is looked for is longer than any name")}});
    SearchTerm term;
    term.m_opensBefore = typed.startsWith(wildcard);
    term.m_opensBehind = typed.size() > 1 && typed.endsWith(wildcard);
    const qsizetype ends = (term.m_opensBefore ? 1 : 0) + (term.m_opensBehind ? 1 : 0);
    term.m_text = searchKey(typed.mid(term.m_opensBefore ? 1 : 0, typed.size() - ends));
    return term;
}

std::optional<QString> SearchTerm::exactly() const
{
    return m_text.isEmpty() || m_opensBefore || m_opensBehind ? std::nullopt : std::optional(m_text);
}

QString SearchTerm::pattern() const
{
    QString pattern;
    for (const QChar c : m_text) {
        if (c == u'%' || c == u'_' || c == u'\\')
            pattern += u'\\';
        pattern += c;
    }
    const QString open = QStringLiteral("%");
    return m_text.isEmpty() ? open : (m_opensBefore ? open : QString()) + pattern + (m_opensBehind ? open : QString());
}

} // namespace mailboat
