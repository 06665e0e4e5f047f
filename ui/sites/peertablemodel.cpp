// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peertablemodel.h"

#include "core/domain/sitenamekey.h"
#include "ui/sites/peersearch.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace mailboat {

namespace {

bool isLive(int column)
{
    return column == PeerTableModel::LastContactColumn || column == PeerTableModel::WaitingColumn;
}

int alignment(int column)
{
    const Qt::Alignment horizontal = column == PeerTableModel::WaitingColumn ? Qt::AlignRight : Qt::AlignLeft;
    return (horizontal | Qt::AlignVCenter).toInt();
}

} // namespace

void PeerTableModel::setPeers(const QList<Peer> &peers, SiteRole role)
{
    beginResetModel();
    takeOver(peers);
    m_role = role;
    m_ids.clear();
    m_ids.reserve(static_cast<size_t>(peers.size()));
    for (const Peer &peer : peers)
        m_ids.push_back(peer.syncId);
    m_keys = {};
    if (m_sortColumn >= columnCount()) {
        m_sortColumn = SyncIdColumn;
        m_sortOrder = Qt::AscendingOrder;
    }
    m_order.resize(static_cast<size_t>(peers.size()));
    std::iota(m_order.begin(), m_order.end(), 0);
    arrange();
    show();
    endResetModel();
}

/// The list, with what is known of its rows besides. Folding is what takes longest: the name of a row that was there before is
/// not folded again.
void PeerTableModel::takeOver(const QList<Peer> &peers)
{
    QStringList names;
    names.reserve(peers.size());
    SortKeys waiting;
    waiting.reserve(static_cast<size_t>(peers.size()));
    qsizetype known = 0;
    for (const Peer &peer : peers) {
        while (known < m_peers.size() && m_peers[known].syncId < peer.syncId)
            ++known;
        const bool isKnown = known < m_peers.size() && m_peers[known].syncId == peer.syncId;
        const bool isNameKnown = isKnown && m_peers[known].userName == peer.userName;
        names.append(isNameKnown ? m_names[known] : siteNameKey(peer.userName));
        waiting.push_back(isKnown ? m_waiting[static_cast<size_t>(known)] : 0);
    }
    m_peers = peers;
    m_names = std::move(names);
    m_waiting = std::move(waiting);
}

int PeerTableModel::indexOf(SyncId id) const
{
    const auto found = std::lower_bound(m_ids.cbegin(), m_ids.cend(), id);
    return found == m_ids.cend() || *found != id ? -1 : static_cast<int>(found - m_ids.cbegin());
}

void PeerTableModel::update(const QList<PeerNews> &news)
{
    std::vector<int> changed;
    for (const PeerNews &one : news) {
        const int place = indexOf(one.syncId);
        if (place < 0)
            continue;
        Peer &peer = m_peers[place];
        qint64 &waiting = m_waiting[static_cast<size_t>(place)];
        const bool isShownOtherwise = peer.lastContact != one.lastContact || waiting != one.queueLength;
        peer.lastContact = one.lastContact;
        waiting = one.queueLength;
        peer.status = one.status;
        peer.hardwareId = one.hardwareId;
        peer.app = one.app;
        if (isShownOtherwise)
            changed.push_back(place);
    }
    if (changed.empty() || m_role != SiteRole::Primary)
        return;
    m_keys[LastContactColumn].clear();
    if (isLive(m_sortColumn))
        sort(m_sortColumn, m_sortOrder);
    std::vector<int> rows;
    for (const int changedIndex : changed) {
        if (const int row = m_rowOf[static_cast<size_t>(changedIndex)]; row >= 0)
            rows.push_back(row);
    }
    announce(std::move(rows));
}

/// Tells the views, run by run; of very many runs as of one, for each costs as much as the other.
void PeerTableModel::announce(std::vector<int> rows)
{
    constexpr size_t manyRuns = 100;
    if (rows.empty())
        return;
    std::sort(rows.begin(), rows.end());
    if (rows.size() > manyRuns) {
        emit dataChanged(index(rows.front(), LastContactColumn), index(rows.back(), WaitingColumn));
        return;
    }
    for (auto first = rows.cbegin(); first != rows.cend();) {
        auto last = first;
        while (std::next(last) != rows.cend() && *std::next(last) <= *last + 1)
            ++last;
        emit dataChanged(index(*first, LastContactColumn), index(*last, WaitingColumn));
        first = std::next(last);
    }
}

void PeerTableModel::setMisfits(const QHash<SyncId, Error> &misfits)
{
    m_misfits = misfits;
    if (!m_rows.empty())
        emit dataChanged(index(0, UserNameColumn), index(rowCount() - 1, UserNameColumn));
}

void PeerTableModel::setAwaited(const QSet<SyncId> &awaited)
{
    if (m_awaited == awaited)
        return;
    m_awaited = awaited;
    refreshTimes();
}

void PeerTableModel::setSearch(const QString &text)
{
    const QString search = siteNameKey(text);
    if (search == m_search)
        return;
    beginResetModel();
    m_search = search;
    show();
    endResetModel();
}

void PeerTableModel::refreshTimes()
{
    if (m_role == SiteRole::Primary && !m_rows.empty())
        emit dataChanged(index(0, LastContactColumn), index(rowCount() - 1, LastContactColumn));
}

SyncId PeerTableModel::idAt(int row) const
{
    return m_ids[static_cast<size_t>(m_rows[static_cast<size_t>(row)])];
}

int PeerTableModel::rowOf(SyncId id) const
{
    const int place = indexOf(id);
    return place < 0 ? -1 : m_rowOf[static_cast<size_t>(place)];
}

qint64 PeerTableModel::waiting(SyncId id) const
{
    const int place = indexOf(id);
    return place < 0 ? 0 : m_waiting[static_cast<size_t>(place)];
}

QString PeerTableModel::rowText(int row) const
{
    const Peer &peer = m_peers[m_rows[static_cast<size_t>(row)]];
    QStringList cells {QString::number(peer.syncId.value()), safeWholeText(peer.userName), safeWholeText(peer.url)};
    if (m_role == SiteRole::Primary)
        cells << withAwaited(peer, localTimeWords(peer.lastContact)) << QString::number(waiting(peer.syncId));
    return cells.join(u'\t');
}

int PeerTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeerTableModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_role == SiteRole::Primary ? AllColumns : LastContactColumn;
}

QString PeerTableModel::withAwaited(const Peer &peer, const QString &contact) const
{
    return m_awaited.contains(peer.syncId) ? tr("%1; has not sent again yet").arg(contact) : contact;
}

QString PeerTableModel::cellText(const Peer &peer, int column) const
{
    switch (column) {
    case SyncIdColumn:
        return QString::number(peer.syncId.value());
    case UserNameColumn:
        return safeText(peer.userName);
    case UrlColumn:
        return safeText(peer.url);
    case LastContactColumn:
        return withAwaited(peer,
            peer.lastContact.isValid() ? agoWords(peer.lastContact, QDateTime::currentDateTimeUtc()) : tr("never"));
    default:
        return QLocale().toString(waiting(peer.syncId));
    }
}

QString PeerTableModel::cellToolTip(const Peer &peer, int column) const
{
    switch (column) {
    case UserNameColumn:
        if (const Error *const misfit = misfitOf(peer))
            return windowWords(*misfit) + u' ' + tr("It is not served until somebody has chosen what happens.");
        return safeToolTip(peer.userName);
    case UrlColumn:
        return isMarked(peer) ? tr("While a site on a primary's list has a URL, synchronisation is off.")
                              : safeToolTip(peer.url);
    case LastContactColumn:
        return withAwaited(peer, localTimeWords(peer.lastContact));
    default:
        return {};
    }
}

const Error *PeerTableModel::misfitOf(const Peer &peer) const
{
    const auto found = m_role == SiteRole::Primary ? m_misfits.constFind(peer.syncId) : m_misfits.cend();
    return found == m_misfits.cend() ? nullptr : &*found;
}

QVariant PeerTableModel::markOf(const Peer &peer, int column, int role) const
{
    const bool isMisfit = column == UserNameColumn && misfitOf(peer) != nullptr;
    if (!isMisfit && !(column == UrlColumn && isMarked(peer)))
        return {};
    switch (role) {
    case Qt::AccessibleTextRole:
        return (isMisfit ? tr("%1, not served") : tr("%1, must be cleared")).arg(cellText(peer, column));
    case Qt::AccessibleDescriptionRole:
        return cellToolTip(peer, column);
    default:
        return m_warning;
    }
}

QVariant PeerTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Peer &peer = m_peers[m_rows[static_cast<size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(peer, index.column());
    case Qt::ToolTipRole:
        return cellToolTip(peer, index.column());
    case Qt::AccessibleTextRole:
    case Qt::AccessibleDescriptionRole:
    case Qt::DecorationRole:
        return markOf(peer, index.column(), role);
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

QVariant PeerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role == Qt::ToolTipRole && section == WaitingColumn)
        return tr("Records that wait for the site");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SyncIdColumn:
        return tr("Sync ID");
    case UserNameColumn:
        return tr("User name");
    case UrlColumn:
        return tr("URL");
    case LastContactColumn:
        return tr("Last contact");
    default:
        return tr("Waiting");
    }
}

} // namespace mailboat
