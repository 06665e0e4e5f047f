// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peersortkeys.h"

#include <algorithm>
#include <numeric>

namespace mailboat {

namespace {

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

/// What compares as people count, site 2 before site 10: before each number stands how long it is. Of numbers written
/// differently ("02" and "2") what was written decides.
QString countingKey(const QString &text)
{
    constexpr qsizetype mostInDigit = 9;
    QString key;
    key.reserve(2 * text.size() + 4);
    for (qsizetype at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            key += text[at++];
            continue;
        }
        while (at < text.size() && text[at] == u'0')
            ++at;
        const qsizetype from = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        const qsizetype length = at - from;
        key += QString(length / mostInDigit, u'9'); // then less than nine: no length begins as another one
        key += QChar(static_cast<char16_t>(u'0' + length % mostInDigit));
        key += QStringView(text).sliced(from, length);
    }
    return key += QChar(u'\0') + text;
}

/// The place of each text among all of them; the same for equal texts.
template<class Text>
SortKeys ranks(qsizetype count, Text text)
{
    std::vector<int> order(static_cast<size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&text](int a, int b) { return text(a) < text(b); });
    SortKeys ranks(order.size());
    qint64 rank = 0;
    for (size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && text(order[i - 1]) != text(order[i]))
            ++rank;
        ranks[static_cast<size_t>(order[i])] = rank;
    }
    return ranks;
}

SortKeys nameRanks(const QStringList &foldedNames)
{
    QStringList keys; // made once each: comparing the names themselves so takes twice as long
    keys.reserve(foldedNames.size());
    for (const QString &name : foldedNames)
        keys.append(countingKey(name));
    return ranks(keys.size(), [&keys](int index) -> const QString & { return keys.at(index); });
}

template<class Value>
SortKeys numbers(const KnownSites &sites, Value value)
{
    SortKeys numbers;
    numbers.reserve(sites.size());
    for (const SiteRow *const site : sites)
        numbers.push_back(value(*site));
    return numbers;
}

/// Texts of sites, as people count; of what has none alwaysLast.
template<class Text>
SortKeys textRanks(const KnownSites &sites, Text text)
{
    QStringList keys;
    keys.reserve(static_cast<qsizetype>(sites.size()));
    for (const SiteRow *const site : sites) {
        const QString own = text(*site);
        keys.append(own.isEmpty() ? QString() : countingKey(own));
    }
    SortKeys found = ranks(keys.size(), [&keys](int index) -> const QString & { return keys.at(index); });
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (keys.at(i).isEmpty())
            found[static_cast<size_t>(i)] = alwaysLast;
    }
    return found;
}

qint64 timeKey(const QDateTime &when)
{
    return when.isValid() ? when.toMSecsSinceEpoch() : alwaysLast;
}

/// Whoever has been silent longest comes first, before them who is refused: these call, and get nowhere.
qint64 contactKey(const SiteRow &row)
{
    constexpr qint64 beforeAll = qint64 {1} << 60;
    if (row.state != SiteState::Refused)
        return timeKey(row.lastContact);
    return (row.lastContact.isValid() ? row.lastContact.toMSecsSinceEpoch() : 0) - beforeAll;
}

qint64 stateKey(const SiteRow &row)
{
    return row.syncId.isOff() ? alwaysLast : static_cast<qint64>(row.state);
}

SortKeys keysOfSites(PeerColumn column, const KnownSites &sites)
{
    switch (column) {
    case StateColumn:
        return numbers(sites, stateKey);
    case LastContactColumn:
        return numbers(sites, contactKey);
    case LastSuccessColumn:
        return numbers(sites, [](const SiteRow &row) { return timeKey(row.lastSuccess); });
    case StoresColumn:
        return textRanks(sites, [](const SiteRow &row) { return row.stores.join(QStringLiteral(", ")).toLower(); });
    case VersionColumn:
        return textRanks(sites, [](const SiteRow &row) { return row.app.words(); });
    case AddressColumn:
        return textRanks(sites, [](const SiteRow &row) { return row.address; });
    case HardwareIdColumn:
        return textRanks(sites, [](const SiteRow &row) { return row.hardwareId; });
    case BytesColumn:
        return numbers(sites, [](const SiteRow &row) { return row.bytesThisMonth; });
    default:
        return numbers(sites, [](const SiteRow &row) { return row.waiting; });
    }
}

} // namespace

SortKeys sortKeys(PeerColumn column, const QList<Peer> &peers, const QStringList &foldedNames, const KnownSites &sites)
{
    switch (column) {
    case SyncIdColumn: { // in whose order they are
        SortKeys ids(static_cast<size_t>(peers.size()));
        std::iota(ids.begin(), ids.end(), qint64 {0});
        return ids;
    }
    case UserNameColumn:
        return nameRanks(foldedNames);
    case UrlColumn:
        return ranks(peers.size(), [&](int index) -> const QString & { return peers[index].url; });
    default:
        return keysOfSites(column, sites);
    }
}

} // namespace mailboat
