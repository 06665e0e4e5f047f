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
SortKeys numbers(const QList<Peer> &peers, Value value)
{
    SortKeys numbers;
    numbers.reserve(static_cast<size_t>(peers.size()));
    for (const Peer &peer : peers)
        numbers.push_back(value(peer));
    return numbers;
}

} // namespace

SortKeys sortKeys(PeerColumn column, const QList<Peer> &peers, const QStringList &foldedNames)
{
    switch (column) {
    case SyncIdColumn:
        return numbers(peers, [](const Peer &peer) { return qint64 {peer.syncId.value()}; });
    case UserNameColumn:
        return nameRanks(foldedNames);
    case UrlColumn:
        return ranks(peers.size(), [&](int index) -> const QString & { return peers[index].url; });
    case LastContactColumn:
        return numbers(peers, [](const Peer &peer) {
            return peer.lastContact.isValid() ? peer.lastContact.toMSecsSinceEpoch() : alwaysLast;
        });
    case WaitingColumn: // no part of a peer
    case AllColumns:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
