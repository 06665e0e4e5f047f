// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemaseven.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemasix.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList schemaSevenRows {
    QStringLiteral("UPDATE peer SET held = 41, taken = 7 WHERE sync_id = 2"),
    QStringLiteral("UPDATE peer SET misfit = '{\"code\":\"site_older\"}', misfit_copy = 'c0ffee' WHERE sync_id = 3"),
};

} // namespace

void makeSchemaSeven(const QString &path)
{
    makeSchemaSix(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 6, 7); }));
    for (const QString &statement : schemaSevenRows)
        require(database.execute(statement));
}

} // namespace mailboat::test
