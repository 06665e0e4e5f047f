// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peertablemodel.h"

#include "core/domain/sitenamekey.h"

#include <algorithm>
#include <numeric>

namespace mailboat {

PeerTableModel::PeerTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(columnsOf(m_role))
{
}

std::vector<PeerColumn> PeerTableModel::columnsOf(SiteRole role) const
{
    if (role != SiteRole::Primary)
        return {SyncIdColumn, UserNameColumn, UrlColumn};
    std::vector<Column> columns {
        SyncIdColumn, UserNameColumn, StateColumn, LastContactColumn, LastSuccessColumn, WaitingColumn};
    for (const Column column : furtherColumns) {
        if (m_further.contains(column))
            columns.push_back(column);
    }
    columns.push_back(UrlColumn);
    return columns;
}

void PeerTableModel::setPeers(const QList<Peer> &peers, SiteRole role)
{
    beginResetModel();
    takeOver(peers);
    m_role = role;
    m_columns = columnsOf(role);
    m_ids.clear();
    m_ids.reserve(static_cast<size_t>(peers.size()));
    for (const Peer &peer : peers)
        m_ids.push_back(peer.syncId);
    m_hasUrls = std::any_of(peers.cbegin(), peers.cend(), [](const Peer &peer) { return !peer.url.isEmpty(); });
    m_sites.clear();
    adopt();
    m_keys = {};
    if (sortColumn() < 0) {
        m_sortColumn = SyncIdColumn;
        m_sortOrder = Qt::AscendingOrder;
    }
    if (role != SiteRole::Primary)
        m_only.reset();
    m_order.resize(static_cast<size_t>(peers.size()));
    std::iota(m_order.begin(), m_order.end(), 0);
    arrange(m_order);
    show();
    endResetModel();
}

/// The list, with what is known of its rows besides. Folding is what takes longest: the name of a row that was there before is
/// not folded again.
void PeerTableModel::takeOver(const QList<Peer> &peers)
{
    QStringList names;
    names.reserve(peers.size());
    qsizetype known = 0;
    for (const Peer &peer : peers) {
        while (known < m_peers.size() && m_peers[known].syncId < peer.syncId)
            ++known;
        const bool isKnown = known < m_peers.size() && m_peers[known].syncId == peer.syncId;
        const bool isNameKnown = isKnown && m_peers[known].userName == peer.userName;
        names.append(isNameKnown ? m_names[known] : siteNameKey(peer.userName));
    }
    m_peers = peers;
    m_names = std::move(names);
}

void PeerTableModel::setFurther(const QSet<int> &columns)
{
    if (columns == m_further)
        return;
    beginResetModel();
    m_further = columns;
    m_columns = columnsOf(m_role);
    if (sortColumn() < 0) {
        m_sortColumn = SyncIdColumn;
        arrange(m_order);
        show();
    }
    endResetModel();
}

int PeerTableModel::sectionOf(int column) const
{
    const auto found = std::find(m_columns.cbegin(), m_columns.cend(), column);
    return found == m_columns.cend() ? -1 : static_cast<int>(found - m_columns.cbegin());
}

int PeerTableModel::sortColumn() const
{
    return sectionOf(m_sortColumn);
}

int PeerTableModel::indexOf(SyncId id) const
{
    const auto found = std::lower_bound(m_ids.cbegin(), m_ids.cend(), id);
    return found == m_ids.cend() || *found != id ? -1 : static_cast<int>(found - m_ids.cbegin());
}

SitesSummary PeerTableModel::summary() const
{
    SitesSummary summary;
    summary.sites = total();
    for (const SiteRow *const site : m_sites) {
        if (site->syncId.isOff())
            continue;
        switch (site->state) {
        case SiteState::Refused:
            ++summary.refused;
            break;
        case SiteState::Silent:
            ++summary.silent;
            break;
        case SiteState::Behind:
            ++summary.behind;
            break;
        case SiteState::Never:
            ++summary.never;
            break;
        case SiteState::Initialising:
            ++summary.initialising;
            break;
        case SiteState::Ok:
            ++summary.ok;
            break;
        }
    }
    return summary;
}

void PeerTableModel::setMisfits(const QHash<SyncId, Error> &misfits)
{
    m_misfits = misfits;
    if (!m_rows.empty())
        emit dataChanged(index(0, sectionOf(UserNameColumn)), index(rowCount() - 1, sectionOf(UserNameColumn)));
}

void PeerTableModel::setAwaited(const QSet<SyncId> &awaited)
{
    if (m_awaited == awaited)
        return;
    m_awaited = awaited;
    m_keys[StateColumn].clear();
    if (m_sortColumn == StateColumn)
        sort(sortColumn(), m_sortOrder);
    if (m_role == SiteRole::Primary && !m_rows.empty())
        emit dataChanged(index(0, sectionOf(StateColumn)), index(rowCount() - 1, sectionOf(StateColumn)));
}

void PeerTableModel::setUnsaved(const QSet<SyncId> &unsaved)
{
    if (m_unsaved == unsaved)
        return;
    m_unsaved = unsaved;
    if (!m_rows.empty())
        emit dataChanged(index(0, sectionOf(SyncIdColumn)), index(rowCount() - 1, sectionOf(SyncIdColumn)));
}

void PeerTableModel::refreshTimes()
{
    if (m_role == SiteRole::Primary && !m_rows.empty())
        emit dataChanged(index(0, sectionOf(LastContactColumn)), index(rowCount() - 1, sectionOf(LastSuccessColumn)));
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
    return place < 0 ? 0 : siteOf(place).waiting;
}

int PeerTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeerTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

} // namespace mailboat
