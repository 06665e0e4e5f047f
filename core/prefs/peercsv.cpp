// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peercsv.h"

#include "core/prefs/csv.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace mailboat {

namespace {

constexpr qsizetype largestFile = qsizetype {16} * 1024 * 1024;
constexpr int mostRows = 100'000;
enum Column { SyncIdColumn, UserNameColumn, PasswordColumn, UrlColumn, Columns };

QStringList header()
{
    return {QStringLiteral("syncId"), QStringLiteral("userName"), QStringLiteral("password"), QStringLiteral("url")};
}

struct Reason {
    int line;
    QString text;
};

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

Error rowsBad(QList<Reason> reasons)
{
    std::stable_sort(reasons.begin(), reasons.end(), [](const Reason &a, const Reason &b) { return a.line < b.line; });
    QStringList rows;
    for (const Reason &reason : std::as_const(reasons))
        rows.append(QCoreApplication::translate("mailboat", "Line %1: %2").arg(reason.line).arg(reason.text));
    return {ErrorCode::ImportRowsBad,
        {{QStringLiteral("what"), QCoreApplication::translate("mailboat", "the list of sites")},
            {QStringLiteral("rows"), rows.join(u'\n')}}};
}

/// Where each column stands; url may be missing.
using Places = std::array<qsizetype, Columns>;
constexpr qsizetype nowhere = -1;

qsizetype columnNamed(const QString &name)
{
    const QStringList names = header();
    const auto found = std::find_if(names.cbegin(), names.cend(),
        [&name](const QString &known) { return known.compare(name, Qt::CaseInsensitive) == 0; });
    return found == names.cend() ? nowhere : std::distance(names.cbegin(), found);
}

/// The columns by their names, in any order; such without a name pass. Nothing where it is no header.
std::optional<Places> placesIn(const CsvRow &row)
{
    Places places;
    places.fill(nowhere);
    if (!row.problem.isEmpty())
        return {};
    for (qsizetype at = 0; at < row.fields.size(); ++at) {
        const QString name = row.fields[at].trimmed();
        if (name.isEmpty())
            continue;
        const qsizetype column = columnNamed(name);
        if (column < 0 || places.at(static_cast<std::size_t>(column)) != nowhere)
            return {};
        places.at(static_cast<std::size_t>(column)) = at;
    }
    for (const Column needed : {SyncIdColumn, UserNameColumn, PasswordColumn}) {
        if (places.at(needed) == nowhere)
            return {};
    }
    return places;
}

/// The row as typed, or why it is none.
tl::expected<PeerRow, QString> peerRow(const CsvRow &row, const Places &places, qsizetype columns)
{
    if (!row.problem.isEmpty())
        return tl::unexpected(QCoreApplication::translate("mailboat", "The row cannot be read: %1.").arg(row.problem));
    qsizetype filled = row.fields.size();
    while (filled > columns && row.fields[filled - 1].trimmed().isEmpty())
        --filled;
    if (filled > columns
        || filled <= std::max({places[SyncIdColumn], places[UserNameColumn], places[PasswordColumn]})) {
        return tl::unexpected(QCoreApplication::translate("mailboat", "The row has %1 fields instead of %2.")
                                  .arg(row.fields.size())
                                  .arg(columns));
    }
    const auto field = [&](Column column) {
        const qsizetype place = places.at(column);
        return place == nowhere || place >= row.fields.size() ? QString() : row.fields[place];
    };
    const Result<SyncId> id = syncIdFromText(field(SyncIdColumn));
    if (!id || id->isOff())
        return tl::unexpected(badId());
    return PeerRow {*id, withoutFormulaMark(field(UserNameColumn)), field(UrlColumn), field(PasswordColumn)};
}

} // namespace

Result<int> importPeers(Draft &draft, const QByteArray &csv)
{
    if (csv.size() > largestFile) {
        return failure(ErrorCode::InputTooLarge,
            {{QStringLiteral("what"), QCoreApplication::translate("mailboat", "the list of sites")},
                {QStringLiteral("limit"), largestFile}});
    }
    const QList<CsvRow> lines = csvRows(csv, mostRows + 2);
    const std::optional<Places> places = lines.isEmpty() ? std::nullopt : placesIn(lines.first());
    if (!places) {
        const QString expected
            = QCoreApplication::translate("mailboat", "The file must begin with the line %1").arg(header().join(u','));
        return failure(rowsBad({{lines.isEmpty() ? 1 : lines.first().line, expected}}));
    }
    if (lines.size() - 1 > mostRows) {
        const QString tooMany
            = QCoreApplication::translate("mailboat", "The file has more than %1 rows.").arg(mostRows);
        return failure(rowsBad({{lines[mostRows + 1].line, tooMany}}));
    }

    QList<PeerRow> rows;
    QList<int> lineOf;
    QList<Reason> reasons;
    for (const CsvRow &line : lines.sliced(1)) {
        const auto row = peerRow(line, *places, lines.first().fields.size());
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
        return failure(rowsBad(std::move(reasons)));
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
