// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/csvtable.h"

#include "core/prefs/csv.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace mailboat {

namespace {

constexpr qsizetype largestFile = qsizetype {16} * 1024 * 1024;
constexpr int mostRows = 100'000;

using Places = QHash<QString, qsizetype>;

/// Where each column stands; nothing where the row is no header.
std::optional<Places> placesIn(const CsvRow &row, const CsvTable::Form &form)
{
    Places places;
    if (!row.problem.isEmpty())
        return {};
    for (qsizetype at = 0; at < row.fields.size(); ++at) {
        const QString name = row.fields[at].trimmed();
        if (name.isEmpty())
            continue;
        const auto column = std::find_if(form.columns.cbegin(), form.columns.cend(),
            [&name](const QString &known) { return known.compare(name, Qt::CaseInsensitive) == 0; });
        if (column == form.columns.cend() || places.contains(*column))
            return {};
        places.insert(*column, at);
    }
    const bool isWhole = std::all_of(form.columns.cbegin(), form.columns.cbegin() + form.needed,
        [&places](const QString &needed) { return places.contains(needed); });
    return isWhole ? std::optional(places) : std::nullopt;
}

/// A row has as many fields as the header, but for empty ones at its end, and those of columns that need not be there.
QString problemOf(const CsvRow &row, const Places &places, const CsvTable::Form &form, qsizetype columns)
{
    if (!row.problem.isEmpty())
        return QCoreApplication::translate("mailboat", "The row cannot be read: %1.").arg(row.problem);
    qsizetype filled = row.fields.size();
    while (filled > columns && row.fields[filled - 1].trimmed().isEmpty())
        --filled;
    qsizetype last = 0;
    for (qsizetype needed = 0; needed < form.needed; ++needed)
        last = std::max(last, places.value(form.columns[needed]));
    if (filled <= columns && filled > last)
        return {};
    return QCoreApplication::translate("mailboat", "The row has %1 fields instead of %2.")
        .arg(row.fields.size())
        .arg(columns);
}

} // namespace

Result<CsvTable> CsvTable::read(const QByteArray &csv, const Form &form)
{
    if (csv.size() > largestFile)
        return failure(
            ErrorCode::InputTooLarge, {{QStringLiteral("what"), form.what}, {QStringLiteral("limit"), largestFile}});
    const QList<CsvRow> lines = csvRows(csv, mostRows + 2);
    const std::optional<Places> places = lines.isEmpty() ? std::nullopt : placesIn(lines.first(), form);
    if (!places) {
        const QString expected = QCoreApplication::translate("mailboat", "The file must begin with the line %1")
                                     .arg(form.columns.join(u','));
        return failure(rowsBad(form, {{lines.isEmpty() ? 1 : lines.first().line, expected}}));
    }
    if (lines.size() - 1 > mostRows) {
        const QString tooMany
            = QCoreApplication::translate("mailboat", "The file has more than %1 rows.").arg(mostRows);
        return failure(rowsBad(form, {{lines[mostRows + 1].line, tooMany}}));
    }
    CsvTable table;
    table.m_places = *places;
    for (const CsvRow &line : lines.sliced(1))
        table.m_rows.append({line.line, line.fields, problemOf(line, *places, form, lines.first().fields.size())});
    return table;
}

Error CsvTable::rowsBad(const Form &form, QList<Reason> reasons)
{
    std::stable_sort(reasons.begin(), reasons.end(), [](const Reason &a, const Reason &b) { return a.line < b.line; });
    QStringList rows;
    for (const Reason &reason : std::as_const(reasons))
        rows.append(QCoreApplication::translate("mailboat", "Line %1: %2").arg(reason.line).arg(reason.text));
    return {
        ErrorCode::ImportRowsBad, {{QStringLiteral("what"), form.what}, {QStringLiteral("rows"), rows.join(u'\n')}}};
}

bool CsvTable::isBefore(const QString &column, const QString &other) const
{
    return m_places.value(column) < m_places.value(other);
}

QString CsvTable::field(const Row &row, const QString &column) const
{
    const auto place = m_places.constFind(column);
    return place == m_places.cend() ? QString() : row.fields.value(*place);
}

} // namespace mailboat
