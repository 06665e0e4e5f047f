// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schematwo.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemaone.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList rows {
    QStringLiteral("UPDATE peer SET wrong_sign_ins = 4, resend_requested = 1 WHERE sync_id = 2"),
    QStringLiteral("INSERT INTO queue (site, table_name, record_id, gone) VALUES (3, 'Location', 'l3', 0)"),
    QStringLiteral("INSERT INTO outbox (table_name, record_id, since) VALUES ('Location', 'went', 1767225600001)"),
    QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since) VALUES"
                   " (2, 'unit', 'another', 'update', '{}', 'ID', '{\"code\":\"record_central\"}', 1767225600000),"
                   " (3, 'unit', 'theirs', 'update', '{}', '', '{\"code\":\"record_central\"}', 1767225600000)"),
    QStringLiteral("INSERT INTO request (kind, asked) VALUES (1, 1767225600000)"),
};

} // namespace

void makeSchemaTwo(const QString &path)
{
    makeSchemaOne(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 1, 2); }));
    for (const QString &statement : rows)
        require(database.execute(statement));
}

} // namespace mailboat::test
