// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "ui/sites/peersortkeys.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QIcon>
#include <QSet>

#include <array>
#include <vector>

namespace mailboat {

/// The list of sites as rows. Sorts and searches itself: what that needs of each peer is worked out once per list, so that
/// a key press costs no more than a walk over numbers.
class PeerTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using Column = PeerColumn;
    using enum PeerColumn;

    using QAbstractTableModel::QAbstractTableModel;

    /// Another list, ordered by Sync ID as a draft gives it; sorting and search stay, and what waits for the sites that were
    /// there before.
    void setPeers(const QList<Peer> &peers, SiteRole role);
    /// What has changed at some sites; others than those of the list are passed over. Rows move only where the table is
    /// sorted by what has changed.
    void update(const QList<PeerNews> &news);
    /// Sites that are not served until somebody has chosen, and why; others than those of the list are passed over.
    void setMisfits(const QHash<SyncId, Error> &misfits);
    /// Sites of a primary put back from a copy that have not sent again yet what they own (AwaitedSites).
    void setAwaited(const QSet<SyncId> &awaited);
    /// Keeps the rows whose Sync ID or user name starts with the text, in any case; white space around it does not count.
    void setSearch(const QString &text);
    bool isSearching() const { return !m_search.isEmpty(); }
    /// "3 minutes ago" has become 4.
    void refreshTimes();
    /// Marks a site that is not served, and a satellite's URL.
    void setWarningIcon(const QIcon &icon) { m_warning = icon; }

    SiteRole role() const { return m_role; }
    qsizetype total() const { return m_peers.size(); }
    qsizetype shownCount() const { return static_cast<qsizetype>(m_rows.size()); }
    qint64 waiting(SyncId id) const; ///< records that wait for that site, as far as is known
    SyncId idAt(int row) const;
    int rowOf(SyncId id) const; ///< -1: not in the list, or not shown
    /// The cells of a row between tabs, times in full.
    QString rowText(int row) const;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By any column, numbers as numbers; rows that are equal there keep their order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    const SortKeys &keysOf(int column);
    void takeOver(const QList<Peer> &peers);
    int indexOf(SyncId id) const; ///< in m_peers; -1: not there
    void arrange(); ///< m_order, by sort column and order
    void show(); ///< m_rows, of m_order by search
    bool isMarked(const Peer &peer) const { return m_role == SiteRole::Primary && !peer.url.isEmpty(); }
    const Error *misfitOf(const Peer &peer) const; ///< null: it is served
    QVariant markOf(const Peer &peer, int column, int role) const; ///< what is wrong there; invalid: nothing
    QString withAwaited(const Peer &peer, const QString &contact) const;
    QString cellText(const Peer &peer, int column) const;
    QString cellToolTip(const Peer &peer, int column) const;
    void announce(std::vector<int> rows);

    QList<Peer> m_peers;
    SiteRole m_role = SiteRole::Off;
    std::vector<SyncId> m_ids; ///< of m_peers
    QStringList m_names; ///< folded, by index in m_peers
    SortKeys m_waiting; ///< records that wait, by index in m_peers
    std::array<SortKeys, AllColumns> m_keys; ///< empty: not needed yet
    std::vector<int> m_order; ///< all indices, sorted
    std::vector<int> m_rows; ///< those shown
    std::vector<int> m_rowOf; ///< by index in m_peers; -1: not shown
    QString m_search; ///< folded
    QHash<SyncId, Error> m_misfits;
    QSet<SyncId> m_awaited;
    int m_sortColumn = SyncIdColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QIcon m_warning;
};

} // namespace mailboat
