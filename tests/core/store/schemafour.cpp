// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemafour.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemathree.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList schemaFourRows {
    QStringLiteral(
        "INSERT INTO quarantine (source, table_name, record_id, fingerprint, action, data, reason, since) VALUES"
        " (3, '', '', 'one', 'update', 'nonsense', '{\"code\":\"record_data_broken\"}', 1767225600000),"
        " (3, '', '', 'other', 'update', '{\"é\"', '{\"code\":\"record_data_broken\"}', 1767225600000)"),
    QStringLiteral("UPDATE kept_count SET records = records + 2 WHERE kind = 3 AND site = 3"),
    QStringLiteral("UPDATE outbox SET set_aside = 1 WHERE record_id = 'went'"),
};

} // namespace

void makeSchemaFour(const QString &path)
{
    makeSchemaThree(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 3, 4); }));
    for (const QString &statement : schemaFourRows)
        require(database.execute(statement));
}

} // namespace mailboat::test
