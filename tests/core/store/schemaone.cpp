// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/schemaone.h"

#include "core/security/passwordhash.h"
#include "core/sql/migration.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "tests/support/store/storesite.h"

using namespace std::chrono_literals;

namespace mailboat::test {

namespace {

const QStringList schemaOneRows {
    QStringLiteral("INSERT INTO preference VALUES ('sync-id', '1'), ('external-url', 'http://primary.example:2048'),"
                   " ('from-the-future', 'kept')"),
    QStringLiteral("INSERT INTO state VALUES ('settings-revision', 3)"),
    QStringLiteral("INSERT INTO setting_revision VALUES ('preference:sync-id', 1), ('peer:2', 2), ('peer:3', 3)"),
    QStringLiteral("INSERT INTO peer (sync_id, user_name, url, hardware_id, site_uuid, status, last_contact)"
                   " VALUES (2, 'Hill clinic', '', 'hardware-2', 'uuid-2', 2, 1767225600000),"
                   " (3, 'River clinic', '', '', 'uuid-3', 0, NULL)"),
    QStringLiteral(
        "INSERT INTO record (table_name, record_id, data, category, name, store, store_site, origin) VALUES"
        " ('store', 's2', '{\"ID\":\"s2\",\"code\":\"HC\",\"name_ID\":\"name_s2\",\"sync_id_remote_site\":2}',"
        " 0, 'name_s2', 's2', 2, 1),"
        " ('store', 's3', '{\"ID\":\"s3\",\"code\":\"RC\",\"name_ID\":\"name_s3\",\"sync_id_remote_site\":3}',"
        " 0, 'name_s3', 's3', 3, 1)"),
    QStringLiteral("INSERT INTO record (table_name, record_id, data, category, store, parent, origin) VALUES"
                   " ('unit', 'u', '{\"ID\":\"u\",\"units\":\"tablet\"}', 0, NULL, NULL, 1),"
                   " ('Location', 'l3', '{\"ID\":\"l3\",\"store_ID\":\"s3\"}', 2, 's3', NULL, 3),"
                   " ('trans_line', 'tl2', '{\"ID\":\"tl2\",\"transaction_ID\":\"t2\"}', 3, NULL, 't2', 2)"),
    QStringLiteral(
        "INSERT INTO change_log (table_name, record_id) VALUES ('store', 's2'), ('store', 's3'), ('unit', 'u')"),
    QStringLiteral("INSERT INTO queue (site, table_name, record_id, gone) VALUES (2, 'Location', 'went', 1),"
                   " (3, 'transact', 't2', 0), (2, 'pref', 'went, too', 0), (3, 'trans_line', 'tl2', 0)"),
    QStringLiteral("INSERT INTO outbox (table_name, record_id, since) VALUES ('Location', 'l3', 1767225600000)"),
    QStringLiteral("INSERT INTO quarantine (source, table_name, record_id, action, data, reason, since)"
                   " VALUES (2, 'unit', 'theirs', 'update', '{}', '{\"code\":\"record_central\"}', 1767225600000)"),
    QStringLiteral("INSERT INTO log (time, kind, who, what, details)"
                   " VALUES (1767225600000, 'audit', 'amy', 'code-added', '{\"label\":\"first\"}')"),
};

} // namespace

void makeSchemaOne(const QString &path)
{
    SqliteConnection database(DatafileAddress::ofFile(path), 1s);
    require(database.make());
    database.keep();
    require(database.prepare());
    require(database.transact([&] { return migrateSchema(database, datafileSchema(), 0, 1); }));
    for (const QString &statement : schemaOneRows)
        require(database.execute(statement));
    require(database.apply("INSERT INTO record (table_name, record_id, data, category, store, name, origin)"
                           " VALUES ('transact', 't2', {text ?}, 3, 's2', 'name_s3', 2)"_sql,
        {schemaOneTransact}));
    require(database.apply("UPDATE peer SET password_hash = ? WHERE sync_id = 2"_sql,
        {slowHash(wirePassword(QStringLiteral("secret-2")))}));
    require(database.apply("INSERT INTO code (label, hash, created) VALUES ('first', ?, 1767225600000)"_sql,
        {slowHash("a code of the test")}));
}

} // namespace mailboat::test
