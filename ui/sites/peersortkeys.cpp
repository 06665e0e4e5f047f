// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peersortkeys.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace mailboat {

namespace {

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
        return ranks(peers.size(), [&](int index) -> const QString & { return foldedNames[index]; });
    case UrlColumn:
        return ranks(peers.size(), [&](int index) -> const QString & { return peers[index].url; });
    case LastContactColumn:
        return numbers(peers, [](const Peer &peer) {
            constexpr qint64 never = std::numeric_limits<qint64>::min();
            return peer.lastContact.isValid() ? peer.lastContact.toMSecsSinceEpoch() : never;
        });
    case WaitingColumn: // no part of a peer
    case AllColumns:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
