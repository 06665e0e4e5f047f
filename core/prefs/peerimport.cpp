// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peerimport.h"

#include "core/prefs/csv.h"
#include "core/prefs/peerchecks.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

CsvTable::Form importForm()
{
    return {QCoreApplication::translate("mailboat", "the list of sites"), PeerImport::columns(), 3};
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

/// Of a row that may be bad. Nothing where its fields may have moved: the name has to stand before the password, and the password in
/// its own place.
QString nameIn(const CsvTable &table, const CsvTable::Row &row)
{
    const QString name = QStringLiteral("userName");
    const QString password = QStringLiteral("password");
    if (!row.problem.isEmpty() || !table.isBefore(name, password) || table.field(row, password).isEmpty())
        return {};
    return withoutFormulaMark(table.field(row, name)).trimmed();
}

/// The row as typed, or why it is none.
tl::expected<PeerRow, QString> typedRow(const CsvTable &table, const CsvTable::Row &row)
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

PeerImport::PeerImport(const PeerEdits &edits)
    : m_edits(edits)
{
}

QStringList PeerImport::columns()
{
    return {QStringLiteral("syncId"), QStringLiteral("userName"), QStringLiteral("password"), QStringLiteral("url")};
}

Result<PeerImport> PeerImport::read(
    const PeerEdits &edits, const SyncPreferences &preferences, const QByteArray &csv, const PeerChecks::Course &course)
{
    const Result<CsvTable> table = CsvTable::read(csv, importForm());
    if (!table)
        return failure(table.error());
    PeerImport import(edits);
    QList<PeerRow> typed;
    QList<qsizetype> placeOf; // of what was typed, in the rows of the file
    for (const CsvTable::Row &line : table->rows()) {
        const auto row = typedRow(*table, line);
        import.m_rows.append(
            {.line = line.line, .userName = nameIn(*table, line), .problem = row ? QString() : row.error()});
        if (!row)
            continue;
        import.m_rows.last().syncId = row->syncId;
        placeOf.append(import.m_rows.size() - 1);
        typed.append(*row);
    }
    const PeerChecks::JudgedRows judged = PeerChecks(edits, preferences).rows(typed, course);
    if (judged.isGivenUp)
        return failure(ErrorCode::Cancelled);
    import.take(typed, judged, placeOf);
    return import;
}

void PeerImport::take(
    const QList<PeerRow> &typed, const PeerChecks::JudgedRows &judged, const QList<qsizetype> &placeOf)
{
    for (const PeerRowProblem &problem : judged.problems)
        m_rows[placeOf[problem.row]].problem = reasonFor(problem.error);
    QHash<SyncId, QString> passwords;
    auto peer = judged.peers.cbegin(); // in the order of the rows, without the bad ones
    for (qsizetype i = 0; i < typed.size(); ++i) {
        Row &row = m_rows[placeOf[i]];
        if (!row.problem.isEmpty())
            continue;
        const Peer *const known = m_edits.list().find(row.syncId);
        const bool isSame = known && *known == *peer && typed[i].password.isEmpty();
        row.kind = isSame ? Kind::Same : known ? Kind::Changed : Kind::New;
        row.userName = peer->userName;
        row.url = peer->url;
        if (!typed[i].password.isEmpty())
            passwords.insert(row.syncId, typed[i].password);
        ++peer;
    }
    for (const Row &row : std::as_const(m_rows))
        ++m_counts[static_cast<std::size_t>(row.kind)];
    if (canBeTaken())
        m_edits.put(judged.peers, passwords);
}

Error PeerImport::badRows() const
{
    QList<CsvTable::Reason> reasons;
    for (const Row &row : m_rows) {
        if (row.kind == Kind::Bad)
            reasons.append({row.line, row.problem});
    }
    return CsvTable::rowsBad(importForm(), std::move(reasons));
}

} // namespace mailboat
