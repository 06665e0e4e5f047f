// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peercsv.h"

#include "core/prefs/csv.h"
#include "core/prefs/csvtable.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QStringList header()
{
    return {QStringLiteral("syncId"), QStringLiteral("userName"), QStringLiteral("password"), QStringLiteral("url")};
}

CsvTable::Form form()
{
    return {QCoreApplication::translate("mailboat", "the list of sites"), header(), 3};
}

QString badId()
{
    return QCoreApplication::translate("mailboat", "The Sync ID is no whole number from 1 to 2147483647.");
}

/// Without what was typed: with one comma too many or too few a password stands in another column.
QString reasonFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::SyncIdInvalid:
        return badId();
    case ErrorCode::UrlInvalid:
        return QCoreApplication::translate("mailboat", "The URL cannot be used: %1.")
            .arg(error.values.value(QStringLiteral("why")).toString());
    case ErrorCode::UserNameInUse:
        return QCoreApplication::translate("mailboat", "The user name belongs to %1 already.")
            .arg(error.values.value(QStringLiteral("owner")).toString());
    case ErrorCode::SyncIdInUse:
        return QCoreApplication::translate("mailboat", "The Sync ID belongs to another row, or to this site, already.");
    case ErrorCode::UrlOwnAddress:
        return QCoreApplication::translate("mailboat", "The URL is the address of this site itself.");
    default:
        return describe(error);
    }
}

/// The row as typed, or why it is none.
tl::expected<PeerRow, QString> peerRow(const CsvTable &table, const CsvTable::Row &row)
{
    if (!row.problem.isEmpty())
        return tl::unexpected(row.problem);
    const Result<SyncId> id = syncIdFromText(table.field(row, QStringLiteral("syncId")));
    if (!id || id->isOff())
        return tl::unexpected(badId());
    return PeerRow {*id, withoutFormulaMark(table.field(row, QStringLiteral("userName"))),
        table.field(row, QStringLiteral("url")), table.field(row, QStringLiteral("password"))};
}

} // namespace

Result<int> importPeers(Draft &draft, const QByteArray &csv)
{
    const Result<CsvTable> table = CsvTable::read(csv, form());
    if (!table)
        return failure(table.error());
    QList<PeerRow> rows;
    QList<int> lineOf;
    QList<CsvTable::Reason> reasons;
    for (const CsvTable::Row &line : table->rows()) {
        const auto row = peerRow(*table, line);
        if (!row) {
            reasons.append({line.line, row.error()});
            continue;
        }
        rows.append(*row);
        lineOf.append(line.line);
    }
    const bool allRead = reasons.isEmpty();
    for (const PeerRowProblem &problem : allRead ? draft.peers.put(rows) : draft.peers.checks().rows(rows).problems)
        reasons.append({lineOf[problem.row], reasonFor(problem.error)});
    if (!reasons.isEmpty())
        return failure(CsvTable::rowsBad(form(), std::move(reasons)));
    return static_cast<int>(rows.size());
}

QByteArray exportPeers(const QList<Peer> &peers)
{
    QByteArray file = csvLine(header());
    for (const Peer &peer : peers)
        file += csvLine({QString::number(peer.syncId.value()), peer.userName, QString(), peer.url});
    return file;
}

} // namespace mailboat
