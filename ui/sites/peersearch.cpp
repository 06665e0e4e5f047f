// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peersearch.h"

#include <algorithm>

namespace mailboat {

namespace {

/// The text as a Sync ID could begin with it: digits, no zero in front.
std::optional<qint64> idBeginning(const QString &search)
{
    constexpr qsizetype longestId = 10;
    const bool isNumber = std::all_of(
        search.cbegin(), search.cend(), [](QChar character) { return character >= u'0' && character <= u'9'; });
    if (!isNumber || search.isEmpty() || search.size() > longestId || search.startsWith(u'0'))
        return {};
    return search.toLongLong();
}

} // namespace

PeerSearch::PeerSearch(const QString &folded)
    : m_text(folded)
    , m_idBeginning(idBeginning(folded))
{
}

bool PeerSearch::finds(SyncId id, const QString &foldedName) const
{
    if (m_text.isEmpty() || foldedName.startsWith(m_text))
        return true;
    if (!m_idBeginning)
        return false;
    qint64 beginning = id.value();
    while (beginning > *m_idBeginning)
        beginning /= 10;
    return beginning == *m_idBeginning;
}

} // namespace mailboat
