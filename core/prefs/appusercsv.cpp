// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/appusercsv.h"

#include "core/prefs/csv.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

std::optional<QString> given(const QString &field)
{
    return field.trimmed().isEmpty() ? std::nullopt : std::optional(withoutFormulaMark(field));
}

/// The row as typed, or why it is none.
tl::expected<AppUserEdit, QString> editOf(const CsvTable &table, const CsvTable::Row &row)
{
    if (!row.problem.isEmpty())
        return tl::unexpected(row.problem);
    const auto field = [&](const char *column) { return table.field(row, QLatin1String(column)); };
    AppUserEdit edit;
    edit.name = withoutFormulaMark(field("name"));
    if (const QString password = field("password"); !password.isEmpty())
        edit.password = password;
    edit.firstName = given(field("firstName"));
    edit.lastName = given(field("lastName"));
    edit.email = given(field("email"));
    edit.language = given(field("language"));
    edit.userId = given(field("userId"));
    for (const QString &store : field("stores").split(u' ', Qt::SkipEmptyParts))
        edit.places.append({store.toUtf8(), {}});
    if (const auto permissions = given(field("permissions"))) {
        const Result<AppPermissions> read = AppPermissions::fromText(*permissions);
        if (!read)
            return tl::unexpected(QCoreApplication::translate("mailboat",
                "The permissions name one that there is not: \"mailboatctl users add --help\" lists them."));
        edit.permissions = *read;
    }
    return edit;
}

} // namespace

CsvTable::Form appUserForm()
{
    return {QCoreApplication::translate("mailboat", "the list of people"),
        {QStringLiteral("name"), QStringLiteral("password"), QStringLiteral("stores"), QStringLiteral("permissions"),
            QStringLiteral("firstName"), QStringLiteral("lastName"), QStringLiteral("email"),
            QStringLiteral("language"), QStringLiteral("userId")},
        2};
}

Result<AppUserRows> appUserRows(const QByteArray &csv)
{
    const Result<CsvTable> table = CsvTable::read(csv, appUserForm());
    if (!table)
        return failure(table.error());
    AppUserRows read;
    for (const CsvTable::Row &line : table->rows()) {
        const auto edit = editOf(*table, line);
        if (!edit) {
            read.reasons.append({line.line, edit.error()});
            continue;
        }
        read.rows.append(*edit);
        read.lines.append(line.line);
    }
    return read;
}

QString appUserReason(const Error &error)
{
    if (error.code == ErrorCode::AppUserInUse)
        return QCoreApplication::translate("mailboat", "The name stands in the file twice.");
    return describe(error);
}

} // namespace mailboat
