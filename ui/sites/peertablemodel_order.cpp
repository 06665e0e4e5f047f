// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rows are shown, and in which order.
#include "core/domain/sitenamekey.h"
#include "ui/sites/peersearch.h"
#include "ui/sites/peertablemodel.h"

#include <algorithm>

namespace mailboat {

namespace {

/// What changes without anybody editing it.
bool isLive(PeerColumn column)
{
    return column >= PeerTableModel::StateColumn && column <= PeerTableModel::BytesColumn;
}

constexpr size_t manyComeAndGo = 32; ///< rows: each costs as much as a whole new list does for some hundred

} // namespace

template<class Work>
void PeerTableModel::byKeys(Work work)
{
    const SortKeys &keys = keysOf(m_sortColumn);
    const auto key = [&keys](int index) { return keys[static_cast<size_t>(index)]; };
    if (m_sortOrder == Qt::AscendingOrder)
        work([&key](int a, int b) { return key(a) < key(b); });
    else
        work([&key](int a, int b) { return key(a) != alwaysLast && (key(b) == alwaysLast || key(a) > key(b)); });
}

void PeerTableModel::sort(int section, Qt::SortOrder order)
{
    if (section < 0 || section >= columnCount())
        return;
    m_sortColumn = columnAt(section);
    m_sortOrder = order;
    std::vector<int> sorted = m_order;
    arrange(sorted);
    rearrange(std::move(sorted));
}

void PeerTableModel::arrange(std::vector<int> &order)
{
    byKeys([&order](auto less) { std::stable_sort(order.begin(), order.end(), less); });
}

/// Those that are shown stay so.
void PeerTableModel::rearrange(std::vector<int> order)
{
    if (order == m_order)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> indices;
    indices.reserve(static_cast<size_t>(before.size()));
    for (const QModelIndex &index : before)
        indices.push_back(m_rows[static_cast<size_t>(index.row())]);
    m_order = std::move(order);
    m_rows.clear();
    for (const int index : m_order) {
        if (m_rowOf[static_cast<size_t>(index)] >= 0)
            m_rows.push_back(index);
    }
    numberRows();
    QModelIndexList after;
    for (size_t i = 0; i < indices.size(); ++i)
        after.append(index(m_rowOf[static_cast<size_t>(indices[i])], before[static_cast<qsizetype>(i)].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

/// The others are in order already.
void PeerTableModel::moveChanged(const std::vector<int> &changed)
{
    std::vector<bool> isChanged(m_order.size());
    for (const int index : changed)
        isChanged[static_cast<size_t>(index)] = true;
    std::vector<int> staying;
    std::vector<int> moving;
    staying.reserve(m_order.size());
    for (const int index : m_order)
        (isChanged[static_cast<size_t>(index)] ? moving : staying).push_back(index);
    std::vector<int> order(m_order.size());
    byKeys([&](auto less) {
        std::stable_sort(moving.begin(), moving.end(), less);
        std::merge(staying.cbegin(), staying.cend(), moving.cbegin(), moving.cend(), order.begin(), less);
    });
    rearrange(std::move(order));
}

const SortKeys &PeerTableModel::keysOf(Column column)
{
    SortKeys &keys = m_keys[static_cast<size_t>(column)];
    if (!keys.empty())
        return keys;
    keys = sortKeys(column, m_peers, m_names, m_sites);
    if (column == StateColumn) {
        for (const SyncId awaited : std::as_const(m_awaited)) {
            if (const int place = indexOf(awaited); place >= 0)
                keys[static_cast<size_t>(place)]
                    = std::min(keys[static_cast<size_t>(place)], static_cast<qint64>(SiteState::Behind));
        }
    }
    return keys;
}

void PeerTableModel::update(const QList<SiteRow> &sites)
{
    const QList<SiteRow> before = std::exchange(m_told, sites); // until all have another one
    const std::vector<int> changed = adopt();
    if (changed.empty() || m_role != SiteRole::Primary)
        return;
    for (int column = 0; column < AllColumns; ++column) {
        if (isLive(static_cast<Column>(column)))
            m_keys[static_cast<size_t>(column)].clear();
    }
    if (isLive(m_sortColumn))
        moveChanged(changed);
    if (m_only)
        showOthers();
    std::vector<int> rows;
    for (const int changedIndex : changed) {
        if (const int row = m_rowOf[static_cast<size_t>(changedIndex)]; row >= 0)
            rows.push_back(row);
    }
    announce(std::move(rows));
}

std::vector<int> PeerTableModel::adopt()
{
    static const SiteRow unknown {};
    KnownSites sites(m_ids.size(), &unknown);
    std::vector<int> changed;
    auto told = m_told.cbegin();
    for (size_t i = 0; i < m_ids.size(); ++i) {
        while (told != m_told.cend() && told->syncId < m_ids[i])
            ++told;
        if (told != m_told.cend() && told->syncId == m_ids[i])
            sites[i] = &*told;
        if (i < m_sites.size() && !(*m_sites[i] == *sites[i]))
            changed.push_back(static_cast<int>(i));
    }
    m_sites = std::move(sites);
    return changed;
}

/// Tells the views, run by run; of very many runs as of one, for each costs as much as the other.
void PeerTableModel::announce(std::vector<int> rows)
{
    constexpr size_t manyRuns = 100;
    if (rows.empty())
        return;
    const int first = sectionOf(StateColumn);
    const int last = columnCount() - 1;
    std::sort(rows.begin(), rows.end());
    if (rows.size() > manyRuns) {
        emit dataChanged(index(rows.front(), first), index(rows.back(), last));
        return;
    }
    for (auto from = rows.cbegin(); from != rows.cend();) {
        auto to = from;
        while (std::next(to) != rows.cend() && *std::next(to) <= *to + 1)
            ++to;
        emit dataChanged(index(*from, first), index(*to, last));
        from = std::next(to);
    }
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

void PeerTableModel::setOnly(std::optional<SiteState> state)
{
    if (state == m_only)
        return;
    beginResetModel();
    m_only = state;
    show();
    endResetModel();
}

bool PeerTableModel::isShown(int index) const
{
    return !m_only || (!siteOf(index).syncId.isOff() && siteOf(index).state == *m_only);
}

void PeerTableModel::show()
{
    const PeerSearch search(m_search);
    m_rows.clear();
    for (const int index : m_order) {
        if (isShown(index) && search.finds(m_ids[static_cast<size_t>(index)], m_names[index]))
            m_rows.push_back(index);
    }
    numberRows();
}

void PeerTableModel::numberRows()
{
    m_rowOf.assign(m_order.size(), -1);
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf[static_cast<size_t>(m_rows[row])] = static_cast<int>(row);
}

void PeerTableModel::showOthers()
{
    const std::vector<int> before = m_rows;
    show();
    std::vector<int> wanted = std::exchange(m_rows, before);
    numberRows();
    std::vector<bool> isWanted(m_order.size());
    for (const int index : wanted)
        isWanted[static_cast<size_t>(index)] = true;
    const auto staying = static_cast<size_t>(
        std::count_if(before.cbegin(), before.cend(), [&](int index) { return isWanted[static_cast<size_t>(index)]; }));
    if (before.size() + wanted.size() - 2 * staying > manyComeAndGo) {
        beginResetModel();
        m_rows = std::move(wanted);
        numberRows();
        endResetModel();
        return;
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isWanted[static_cast<size_t>(m_rows[static_cast<size_t>(row)])])
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        numberRows();
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(wanted.size()); ++row) {
        const int index = wanted[static_cast<size_t>(row)];
        if (row < rowCount() && m_rows[static_cast<size_t>(row)] == index)
            continue;
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, index);
        numberRows();
        endInsertRows();
    }
}

} // namespace mailboat
