// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rows are shown, and in which order.
#include "ui/sites/peersearch.h"
#include "ui/sites/peertablemodel.h"

#include <algorithm>

namespace mailboat {

void PeerTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> indices;
    for (const QModelIndex &index : before)
        indices.push_back(m_rows[static_cast<size_t>(index.row())]);
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    show();
    QModelIndexList after;
    for (size_t i = 0; i < indices.size(); ++i)
        after.append(index(m_rowOf[static_cast<size_t>(indices[i])], before[static_cast<qsizetype>(i)].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

const SortKeys &PeerTableModel::keysOf(int column)
{
    if (column == WaitingColumn)
        return m_waiting;
    SortKeys &keys = m_keys[static_cast<size_t>(column)];
    if (keys.empty())
        keys = sortKeys(static_cast<Column>(column), m_peers, m_names);
    return keys;
}

void PeerTableModel::arrange()
{
    const SortKeys &keys = keysOf(m_sortColumn);
    const auto key = [&keys](int index) { return keys[static_cast<size_t>(index)]; };
    if (m_sortOrder == Qt::AscendingOrder)
        std::stable_sort(m_order.begin(), m_order.end(), [&key](int a, int b) { return key(a) < key(b); });
    else
        std::stable_sort(m_order.begin(), m_order.end(),
            [&key](int a, int b) { return key(a) != alwaysLast && (key(b) == alwaysLast || key(a) > key(b)); });
}

void PeerTableModel::show()
{
    const PeerSearch search(m_search);
    m_rows.clear();
    m_rowOf.assign(m_order.size(), -1);
    for (const int index : m_order) {
        if (!search.finds(m_ids[static_cast<size_t>(index)], m_names[index]))
            continue;
        m_rowOf[static_cast<size_t>(index)] = static_cast<int>(m_rows.size());
        m_rows.push_back(index);
    }
}

} // namespace mailboat
