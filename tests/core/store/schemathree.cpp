// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemathree.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schematwo.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList moreRows {
    QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since) VALUES"
                   " (3, '', '', 'update', '{\"a\":1}', '', '{\"code\":\"table_name_invalid\"}', 1767225600000)"),
    QStringLiteral("UPDATE kept_count SET records = records + 1 WHERE kind = 3 AND site = 3"),
};

} // namespace

void makeSchemaThree(const QString &path)
{
    makeSchemaTwo(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 2, 3); }));
    for (const QString &statement : moreRows)
        require(database.execute(statement));
}

} // namespace mailboat::test
