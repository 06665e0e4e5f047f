// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemafive.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemafour.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList schemaFiveRows {
    QStringLiteral(
        "INSERT INTO quarantine (source, table_name, record_id, action, data, reason, since, waits_for) VALUES"
        " (3, 'om_document', 'early', 'update', '{\"ID\":\"early\",\"owner_name_ID\":\"away\"}',"
        " '{\"code\":\"patient_not_visible\"}', 1767225600000, 'name/away')"),
    QStringLiteral("UPDATE kept_count SET records = records + 8 WHERE kind = 3 AND site = 3"),
    QStringLiteral("UPDATE kept_count SET records = records + 1 WHERE kind = 4 AND site = 3"),
    QStringLiteral("UPDATE kept_count SET records = records + 53 WHERE kind = 5 AND site = 3"),
    QStringLiteral("INSERT INTO quarantine_more VALUES"
                   " (3, 'record_data_broken', 7, 'item', 'i7', '{\"code\":\"record_data_broken\"}', 1767225600000)"),
    QStringLiteral("INSERT INTO join_count VALUES (3, 2461000, 4)"),
};

} // namespace

void makeSchemaFive(const QString &path)
{
    makeSchemaFour(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 4, 5); }));
    for (const QString &statement : schemaFiveRows)
        require(database.execute(statement));
}

} // namespace mailboat::test
