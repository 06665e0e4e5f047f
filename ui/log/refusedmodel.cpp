// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/refusedmodel.h"

#include "core/domain/forplural.h"
#include "core/domain/plaintext.h"
#include "core/domain/recordname.h"
#include "ui/log/logmodel_cells.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mailboat {

namespace {

QString shownName(const QByteArray &bytes)
{
    return plain(QString::fromUtf8(bytes));
}

/// What stands for several says so.
QString reasonOf(const Quarantine::Entry &entry)
{
    if (entry.number > 0)
        return windowWords(entry.reason);
    return QCoreApplication::translate(
        "mailboat", "%Ln further records, of which this is the newest: %1", nullptr, forPlural(entry.records))
        .arg(windowWords(entry.reason));
}

} // namespace

void RefusedModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_isMore = false;
    endResetModel();
}

void RefusedModel::append(const QList<Quarantine::Entry> &older)
{
    if (older.isEmpty())
        return;
    const int count = rowCount();
    beginInsertRows({}, count, count + static_cast<int>(older.size()) - 1);
    m_rows += older;
    endInsertRows();
}

int RefusedModel::rowOf(qint64 number) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [number](const Quarantine::Entry &entry) { return entry.number == number; });
    return found == m_rows.end() || number == 0 ? -1 : static_cast<int>(found - m_rows.begin());
}

QString RefusedModel::cell(const Quarantine::Entry &entry, int column)
{
    const QString name = column == RecordColumn ? recordName(entry.record.data) : QString();
    switch (static_cast<Column>(column)) {
    case TableColumn:
        return shownName(entry.record.table);
    case RecordColumn:
        return name.isEmpty() ? shownName(entry.record.id) : name;
    case FieldColumn:
        return plain(entry.field);
    case ReasonColumn:
        return reasonOf(entry);
    case SinceColumn:
        return localTimeWords(entry.since);
    case FromColumn:
        return QString::number(entry.source.value());
    case Columns:
        break;
    }
    return {};
}

QString RefusedModel::nameOf(const Quarantine::Entry &entry)
{
    const QString id = shownName(entry.record.id);
    const QString name = recordName(entry.record.data);
    return shownName(entry.record.table) + QStringLiteral(": ")
        + (name.isEmpty() ? id : QStringLiteral("%1 (%2)").arg(name, id));
}

QString RefusedModel::details(const Quarantine::Entry &entry)
{
    QStringList lines {
        nameOf(entry),
        reasonOf(entry),
        windowAdvice(entry.reason),
    };
    if (!entry.field.isEmpty())
        lines += tr("Field: %1").arg(plain(entry.field));
    lines += tr("Since: %1").arg(localTimeWords(entry.since));
    lines += tr("From the site with Sync ID %1.").arg(entry.source.value());
    if (entry.number > 0 && !entry.isKept)
        lines += tr("Its data are not kept here, since the share of that site is full: it has to be sent again.");
    lines += codeOf(entry.reason.code);
    if (!entry.reason.detail.isEmpty())
        lines += plain(entry.reason.detail);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QStringList RefusedModel::csvHeadings()
{
    return {
        tr("Table"), tr("Record"), tr("Field"), tr("Reason"), tr("Since"), tr("From site"), tr("Details"), tr("Name")};
}

QStringList RefusedModel::csvCells(const Quarantine::Entry &entry)
{
    QStringList cells;
    for (int column = 0; column < Columns; ++column)
        cells += column == SinceColumn ? csvTime(entry.since)
            : column == RecordColumn   ? shownName(entry.record.id)
                                       : cell(entry, column);
    return cells + QStringList {details(entry), recordName(entry.record.data)};
}

bool RefusedModel::contains(const Quarantine::Entry &entry, const QString &text)
{
    for (int column = 0; column < Columns; ++column) {
        if (cell(entry, column).contains(text, Qt::CaseInsensitive))
            return true;
    }
    return details(entry).contains(text, Qt::CaseInsensitive);
}

int RefusedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RefusedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int {Columns};
}

QVariant RefusedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Quarantine::Entry &entry = m_rows.at(index.row());
    if (role == Qt::DisplayRole)
        return cell(entry, index.column());
    if (role == Qt::TextAlignmentRole && index.column() == FromColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant RefusedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return csvHeadings().value(section);
}

bool RefusedModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isMore;
}

void RefusedModel::fetchMore(const QModelIndex &)
{
    emit moreWanted();
}

} // namespace mailboat
