// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemaeight.h"

#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/core/store/schemaseven.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList schemaEightRows {
    QStringLiteral("DELETE FROM queue WHERE site = 3"),
    QStringLiteral("DELETE FROM kept_count WHERE kind = 1 AND site = 3"),
    QStringLiteral("UPDATE peer SET status = 2, last_contact = 1796025600000 WHERE sync_id = 3"), // 2026-11-30 08:00 UTC
    QStringLiteral("INSERT INTO log (time, kind, who, what, details) VALUES"
                   " (1796025600000, 'contact', '', 'site-new-address', '{\"address\":\"10.0.0.7\",\"syncId\":3}'),"
                   " (1796025600000, 'audit', 'root', 'peer-edited', '{\"syncId\":2}')"),
};

} // namespace

void makeSchemaEight(const QString &path)
{
    makeSchemaSeven(path);
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.open());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 7, 8); }));
    for (const QString &statement : schemaEightRows)
        require(database.execute(statement));
}

} // namespace mailboat::test
