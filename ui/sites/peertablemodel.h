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
#include <optional>
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

    explicit PeerTableModel(QObject *parent = nullptr);

    /// Another list, ordered by Sync ID as a draft gives it; sorting, search and what update() has told stay.
    void setPeers(const QList<Peer> &peers, SiteRole role);
    /// How all sites of a primary stand, ordered by Sync ID; others than those of the list are passed over, and of those that are
    /// not told nothing is known. Rows move only where the table is sorted by what has changed, and come or go where it is
    /// narrowed to a state.
    void update(const QList<SiteRow> &sites);
    /// Sites that are not served until somebody has chosen, and why; others than those of the list are passed over.
    void setMisfits(const QHash<SyncId, Error> &misfits);
    /// Sites of a primary put back from a copy that have not sent again yet what they own (AwaitedSites). By State they stand before
    /// those for which there is nothing to do.
    void setAwaited(const QSet<SyncId> &awaited);
    /// Rows that are new or not as saved, by Sync ID; others than those of the list are passed over.
    void setUnsaved(const QSet<SyncId> &unsaved);
    /// Keeps the rows whose Sync ID or user name starts with the text, in any case; white space around it does not count.
    void setSearch(const QString &text);
    /// Keeps, of those, the sites that stand so; nothing: all.
    void setOnly(std::optional<SiteState> state);
    std::optional<SiteState> only() const { return m_only; }
    bool isSearching() const { return !m_search.isEmpty(); }
    bool isNarrowed() const { return isSearching() || m_only; }
    /// "3 minutes ago" has become 4.
    void refreshTimes();
    /// Marks a site that is not served, and a satellite's URL.
    void setWarningIcon(const QIcon &icon) { m_warning = icon; }
    void setUnsavedIcon(const QIcon &icon) { m_unsavedIcon = icon; }
    void setStateIcon(SiteState state, const QIcon &icon) { m_stateIcons[static_cast<std::size_t>(state)] = icon; }

    /// The columns that a primary's table has besides those of every one, in the order of PeerColumn; views are told.
    void setFurther(const QSet<int> &columns);
    const QSet<int> &further() const { return m_further; }
    static constexpr std::array<Column, 5> furtherColumns {
        StoresColumn, VersionColumn, AddressColumn, HardwareIdColumn, BytesColumn};
    int sectionOf(int column) const; ///< where a Column stands; -1: nowhere
    Column columnAt(int section) const { return m_columns.at(static_cast<std::size_t>(section)); }
    static QString title(int column); ///< of a Column

    SiteRole role() const { return m_role; }
    qsizetype total() const { return m_peers.size(); }
    qsizetype shownCount() const { return static_cast<qsizetype>(m_rows.size()); }
    SitesSummary summary() const; ///< of all rows of the list, shown or not
    bool hasUrls() const { return m_hasUrls; } ///< any row
    qint64 waiting(SyncId id) const; ///< records that wait for that site, as far as is known
    SyncId idAt(int row) const;
    int rowOf(SyncId id) const; ///< -1: not in the list, or not shown
    /// The cells of a row between tabs, times in full.
    QString rowText(int row) const;
    int sortColumn() const; ///< its section
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// By any column, numbers as numbers; rows that are equal there keep their order.
    void sort(int section, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    const SortKeys &keysOf(Column column);
    void takeOver(const QList<Peer> &peers);
    std::vector<Column> columnsOf(SiteRole role) const;
    std::vector<int> adopt(); ///< m_sites of m_told; indices in m_peers of those that stand otherwise than before
    int indexOf(SyncId id) const; ///< in m_peers; -1: not there
    void arrange(std::vector<int> &order); ///< by sort column and order
    template<class Work>
    void byKeys(Work work); ///< with what says which of two indices comes first
    void rearrange(std::vector<int> order); ///< m_order; tells the views
    void moveChanged(const std::vector<int> &changed);
    bool isShown(int index) const; ///< by search and state
    void show(); ///< m_rows, of m_order
    void showOthers(); ///< the same, row by row
    void numberRows(); ///< m_rowOf, of m_rows
    bool isMarked(const Peer &peer) const { return m_role == SiteRole::Primary && !peer.url.isEmpty(); }
    const Error *misfitOf(const Peer &peer) const; ///< null: it is served
    QVariant markOf(int index, Column column, int role) const; ///< what is wrong there; invalid: nothing
    bool isAwaited(int index) const; ///< setAwaited()
    QString stateText(int index) const; ///< of the cell
    QString stateTold(int index) const; ///< in sentences
    QString cellText(int index, Column column, const QDateTime &now) const;
    QString wholeText(int index, Column column) const; ///< of a cell, for the clipboard
    QString cellToolTip(int index, Column column) const;
    void announce(std::vector<int> rows);
    const SiteRow &siteOf(int index) const { return *m_sites[static_cast<std::size_t>(index)]; }

    QList<Peer> m_peers {};
    SiteRole m_role = SiteRole::Off;
    QSet<int> m_further {};
    std::vector<Column> m_columns {};
    std::vector<SyncId> m_ids {}; ///< of m_peers
    QStringList m_names {}; ///< folded, by index in m_peers
    bool m_hasUrls = false;
    QList<SiteRow> m_told {}; ///< by update()
    KnownSites m_sites {}; ///< in m_told, by index in m_peers
    std::array<SortKeys, AllColumns> m_keys {}; ///< empty: not needed yet
    std::vector<int> m_order {}; ///< all indices, sorted
    std::vector<int> m_rows {}; ///< those shown
    std::vector<int> m_rowOf {}; ///< by index in m_peers; -1: not shown
    QString m_search {}; ///< folded
    std::optional<SiteState> m_only {};
    QHash<SyncId, Error> m_misfits {};
    QSet<SyncId> m_awaited {};
    QSet<SyncId> m_unsaved {};
    Column m_sortColumn = SyncIdColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QIcon m_warning {};
    QIcon m_unsavedIcon {};
    std::array<QIcon, 6> m_stateIcons {};
};

} // namespace mailboat
