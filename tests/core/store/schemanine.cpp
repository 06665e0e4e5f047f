// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemanine.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemaeight.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const auto pushedRecord = QStringLiteral(
    "INSERT INTO record (table_name, record_id, data, category, origin, push) VALUES ('Location', 'pushed',"
    " '{\"ID\":\"pushed\"}', 2, 3, 5)");

} // namespace

void makeSchemaNine(const QString &path)
{
    makeSchemaEight(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 8, 9); }));
    require(database.execute(pushedRecord));
}

} // namespace mailboat::test
