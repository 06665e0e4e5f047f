// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/importrowsmodel.h"

#include "ui/widgets/safetext.h"

#include <algorithm>
#include <numeric>

namespace mailboat {

void ImportRowsModel::setRows(const QList<PeerImport::Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    m_order.resize(static_cast<size_t>(rows.size()));
    std::iota(m_order.begin(), m_order.end(), qsizetype {0});
    std::stable_partition(
        m_order.begin(), m_order.end(), [this](qsizetype at) { return m_rows.at(at).kind == PeerImport::Kind::Bad; });
    endResetModel();
}

void ImportRowsModel::setIcons(const QIcon &error, const QIcon &warning)
{
    m_error = error;
    m_warning = warning;
    if (!m_order.empty())
        emit dataChanged(index(0, ResultColumn), index(rowCount() - 1, ResultColumn), {Qt::DecorationRole});
}

int ImportRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int ImportRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportRowsModel::resultWords(const PeerImport::Row &row)
{
    const bool hasUrl = !row.url.isEmpty();
    switch (row.kind) {
    case PeerImport::Kind::Bad:
        return tr("Error: %1").arg(row.problem);
    case PeerImport::Kind::New:
        return hasUrl ? tr("Is added, with a URL: synchronisation is off while it has one") : tr("Is added");
    case PeerImport::Kind::Changed:
        return hasUrl ? tr("Is changed, with a URL: synchronisation is off while it has one") : tr("Is changed");
    case PeerImport::Kind::Same:
        return tr("Stays as it is");
    }
    Q_UNREACHABLE();
}

QString ImportRowsModel::cellText(const PeerImport::Row &row, int column)
{
    switch (column) {
    case LineColumn:
        return QString::number(row.line);
    case SyncIdColumn:
        return row.syncId.isOff() ? QString() : QString::number(row.syncId.value());
    case UserNameColumn:
        return safeText(row.userName);
    default:
        return resultWords(row);
    }
}

QVariant ImportRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PeerImport::Row &row = m_rows.at(m_order[static_cast<size_t>(index.row())]);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, index.column());
    case Qt::ToolTipRole:
        return index.column() < UserNameColumn ? QVariant() : safeToolTip(cellText(row, index.column()));
    case Qt::DecorationRole:
        if (index.column() != ResultColumn)
            return {};
        return row.kind == PeerImport::Kind::Bad ? QVariant(m_error)
            : row.url.isEmpty()                  ? QVariant()
                                                 : QVariant(m_warning);
    default:
        return {};
    }
}

QVariant ImportRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LineColumn:
        return tr("Line");
    case SyncIdColumn:
        return tr("Sync ID");
    case UserNameColumn:
        return tr("User name");
    case ResultColumn:
        return tr("What happens");
    default:
        return {};
    }
}

} // namespace mailboat
