// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logmodel.h"

#include "ui/log/logmodel_cells.h"

#include <algorithm>
#include <iterator>

namespace mailboat {

LogModel::LogModel(Kind kind, QObject *parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{
}

QStringList LogModel::kindsOf(Kind kind)
{
    switch (kind) {
    case Kind::Cycles:
        return {QStringLiteral("cycle")};
    case Kind::Changes:
        return {QStringLiteral("audit"), QStringLiteral("datafile")};
    case Kind::Contacts:
        return {QStringLiteral("contact")};
    }
    Q_UNREACHABLE();
}

void LogModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_isMore = false;
    endResetModel();
}

void LogModel::append(const QList<SyncLog::Entry> &older)
{
    if (older.isEmpty())
        return;
    const int count = rowCount();
    beginInsertRows({}, count, count + static_cast<int>(older.size()) - 1);
    for (const SyncLog::Entry &entry : older)
        m_rows.push_back({entry});
    endInsertRows();
}

void LogModel::prepend(const QList<SyncLog::Entry> &newer)
{
    if (newer.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(newer.size()) - 1);
    std::transform(newer.crbegin(), newer.crend(), std::front_inserter(m_rows),
        [](const SyncLog::Entry &entry) { return ShownEntry {entry}; });
    endInsertRows();
}

qint64 LogModel::keepNewest(int count)
{
    if (rowCount() <= count)
        return 0;
    beginRemoveRows({}, count, rowCount() - 1);
    m_rows.resize(static_cast<std::size_t>(count));
    m_isMore = true;
    endRemoveRows();
    return m_rows.back().entry.number;
}

/// Made once: a table asks for them at every move of the mouse.
const QString &LogModel::cellAt(int row, int column) const
{
    ShownEntry &shown = m_rows.at(static_cast<std::size_t>(row));
    if (shown.cells.isEmpty()) {
        for (int each = 0; each < columnCount(); ++each)
            shown.cells += logCell(m_kind, shown.entry, each);
    }
    return shown.cells.at(column);
}

QString LogModel::details(int row) const
{
    return logDetails(m_kind, m_rows.at(static_cast<std::size_t>(row)).entry);
}

QStringList LogModel::csvHeadings(Kind kind)
{
    return logHeadings(kind) + QStringList {tr("Details")};
}

QStringList LogModel::csvCells(Kind kind, const SyncLog::Entry &entry)
{
    QStringList cells;
    const auto columns = static_cast<int>(logHeadings(kind).size());
    for (int column = 0; column < columns; ++column)
        cells += logCsvCell(kind, entry, column);
    return cells + QStringList {logDetails(kind, entry)};
}

bool LogModel::contains(Kind kind, const SyncLog::Entry &entry, const QString &text)
{
    const auto columns = static_cast<int>(logHeadings(kind).size());
    for (int column = 0; column < columns; ++column) {
        if (logCell(kind, entry, column).contains(text, Qt::CaseInsensitive))
            return true;
    }
    return logDetails(kind, entry).contains(text, Qt::CaseInsensitive);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(logHeadings(m_kind).size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return cellAt(index.row(), index.column());
    if (role == Qt::TextAlignmentRole && isLogNumber(m_kind, index.column()))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return logHeadings(m_kind).value(section);
}

bool LogModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isMore;
}

void LogModel::fetchMore(const QModelIndex &)
{
    emit moreWanted();
}

} // namespace mailboat
