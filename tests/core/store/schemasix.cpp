// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemasix.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemafive.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList schemaSixRows {
    QStringLiteral("UPDATE peer SET app = 'Mailboat', app_version = '0.9', time_zone = 'Pacific/Auckland'"
                   " WHERE sync_id = 2"),
    QStringLiteral("UPDATE peer SET app = 'mSupply Mobile', app_version = '8.7.4', central_cursor = 3"
                   " WHERE sync_id = 3"),
    QStringLiteral("INSERT INTO sync_file VALUES ('f1', 12)"),
    QStringLiteral("INSERT INTO kept_count VALUES (8, 0, 12)"),
    QStringLiteral("INSERT INTO v6_log (table_name, record_id, reach, store, author)"
                   " VALUES ('asset', 'a1', 2, 's2', 2), ('asset_class', 'c1', 1, NULL, 1)"),
    QStringLiteral("INSERT INTO mirror VALUES ('transact', 't2', 's3', 'm1')"),
};

} // namespace

void makeSchemaSix(const QString &path)
{
    makeSchemaFive(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 5, 6); }));
    for (const QString &statement : schemaSixRows)
        require(database.execute(statement));
}

} // namespace mailboat::test
