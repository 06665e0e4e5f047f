// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/logmodel.h"

#include "core/domain/cyclewords.h"
#include "ui/status/changewords.h"
#include "ui/status/cycledetails.h"
#include "ui/widgets/timewords.h"

#include <QLocale>

namespace mailboat {

namespace {

enum CycleColumn { CycleWhen, CycleHow, CycleSent, CycleReceived, CycleSize, CycleDuration, CycleColumns };
enum ChangeColumn { ChangeWhen, ChangeWhat, ChangeValues, ChangeWho, ChangeColumns };

bool isNumber(int column)
{
    return column >= CycleSent && column <= CycleDuration;
}

} // namespace

LogModel::LogModel(Kind kind, QObject *parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{
}

void LogModel::setEntries(const QList<SyncLog::Entry> &entries)
{
    beginResetModel();
    m_rows.clear();
    for (qsizetype i = entries.size() - 1; i >= 0; --i) {
        const SyncLog::Entry &entry = entries[i];
        if ((entry.kind == QLatin1String("cycle")) == (m_kind == Kind::Cycles))
            m_rows.append({entry, reportFromJson(entry.details).value_or(CycleReport {})});
    }
    endResetModel();
}

QString LogModel::details(int row) const
{
    const Row &shown = m_rows.at(row);
    if (m_kind == Kind::Cycles)
        return cycleDetails(shown.report);
    QStringList lines {changeTitle(shown.entry), localTimeWords(shown.entry.when)};
    if (!shown.entry.who.isEmpty())
        lines += tr("By: %1").arg(shown.entry.who);
    lines += changeValues(shown.entry);
    return lines.join(u'\n').trimmed();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_kind == Kind::Cycles ? int {CycleColumns} : int {ChangeColumns};
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole)
        return m_kind == Kind::Cycles ? cycleText(row, index.column()) : changeText(row, index.column());
    if (role == Qt::TextAlignmentRole && m_kind == Kind::Cycles && isNumber(index.column()))
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names = m_kind == Kind::Cycles
        ? QStringList {tr("When"), tr("How it went"), tr("Sent"), tr("Received"), tr("Data"), tr("Duration")}
        : QStringList {tr("When"), tr("What"), tr("Values"), tr("Who")};
    return names.value(section);
}

QString LogModel::cycleText(const Row &row, int column) const
{
    const QLocale locale;
    const CycleReport &report = row.report;
    switch (static_cast<CycleColumn>(column)) {
    case CycleWhen:
        return localTimeWords(report.started.isValid() ? report.started : row.entry.when);
    case CycleHow:
        return cycleWords(report);
    case CycleSent:
        return locale.toString(report.pushed);
    case CycleReceived:
        return locale.toString(report.pulledCentral + report.pulledRemote);
    case CycleSize:
        return locale.formattedDataSize(report.bytesSent + report.bytesReceived);
    case CycleDuration:
        return tr("%1 s").arg(locale.toString(report.seconds, 'f', 1));
    case CycleColumns:
        break;
    }
    Q_UNREACHABLE();
}

QString LogModel::changeText(const Row &row, int column) const
{
    switch (static_cast<ChangeColumn>(column)) {
    case ChangeWhen:
        return localTimeWords(row.entry.when);
    case ChangeWhat:
        return changeTitle(row.entry);
    case ChangeValues:
        return changeValues(row.entry);
    case ChangeWho:
        return row.entry.who;
    case ChangeColumns:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
