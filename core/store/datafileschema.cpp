// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafileschema.h"

#include "core/store/passwordsealing.h"
#include "core/store/upgradetofive.h"
#include "core/store/upgradetosix.h"

namespace mailboat {

namespace {

// As SQLite spells it: a database of another kind has steps of its own, from the version at which it came.
// Links of a record are NULL where there are none, so that `column = ?` can use the partial indexes.
const QStringList schema1 {
    QStringLiteral("CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID"),
    QStringLiteral("CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"),
    QStringLiteral("CREATE TABLE setting_revision (setting TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID"),
    QStringLiteral("CREATE TABLE peer (sync_id INTEGER PRIMARY KEY, user_name TEXT NOT NULL, url TEXT NOT NULL,"
                   " wire_password BLOB, password_hash BLOB, hardware_id TEXT NOT NULL DEFAULT '',"
                   " site_uuid TEXT NOT NULL, status INTEGER NOT NULL DEFAULT 0, last_contact INTEGER)"),
    QStringLiteral("CREATE INDEX peer_user_name ON peer (user_name)"),
    QStringLiteral("CREATE TABLE code (label TEXT PRIMARY KEY, hash BLOB NOT NULL, created INTEGER NOT NULL,"
                   " expires INTEGER) WITHOUT ROWID"),
    QStringLiteral("CREATE TABLE record (table_name TEXT NOT NULL, record_id TEXT NOT NULL, data TEXT NOT NULL,"
                   " category INTEGER NOT NULL, store TEXT, parent TEXT, name TEXT, other TEXT, store_site INTEGER,"
                   " origin INTEGER NOT NULL, PRIMARY KEY (table_name, record_id))"),
    QStringLiteral("CREATE INDEX record_store ON record (store, table_name) WHERE store IS NOT NULL"),
    QStringLiteral("CREATE INDEX record_parent ON record (parent, table_name) WHERE parent IS NOT NULL"),
    QStringLiteral("CREATE INDEX record_name ON record (name, table_name) WHERE name IS NOT NULL"),
    QStringLiteral("CREATE INDEX record_store_site ON record (store_site) WHERE store_site IS NOT NULL"),
    QStringLiteral("CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL,"
                   " record_id TEXT NOT NULL, since INTEGER NOT NULL, UNIQUE (table_name, record_id))"),
    QStringLiteral("CREATE TABLE change_log (serial INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL,"
                   " record_id TEXT NOT NULL, UNIQUE (table_name, record_id))"),
    QStringLiteral("CREATE TABLE queue (number INTEGER PRIMARY KEY AUTOINCREMENT, site INTEGER NOT NULL,"
                   " table_name TEXT NOT NULL, record_id TEXT NOT NULL, gone INTEGER NOT NULL,"
                   " UNIQUE (site, table_name, record_id))"),
    QStringLiteral("CREATE INDEX queue_site ON queue (site, number)"),
    QStringLiteral("CREATE TABLE landed (number INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL,"
                   " record_id TEXT NOT NULL, action TEXT NOT NULL, data TEXT NOT NULL)"),
    QStringLiteral("CREATE TABLE to_acknowledge (number INTEGER PRIMARY KEY AUTOINCREMENT,"
                   " sync_out_id TEXT NOT NULL UNIQUE)"),
    QStringLiteral("CREATE TABLE quarantine (number INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,"
                   " table_name TEXT NOT NULL, record_id TEXT NOT NULL, action TEXT NOT NULL, data TEXT NOT NULL,"
                   " reason TEXT NOT NULL, since INTEGER NOT NULL, UNIQUE (source, table_name, record_id))"),
    QStringLiteral("CREATE TABLE log (number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL,"
                   " kind TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, details TEXT NOT NULL)"),
};

const QStringList schema2 {
    QStringLiteral("ALTER TABLE peer ADD COLUMN wrong_sign_ins INTEGER NOT NULL DEFAULT 0"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN resend_requested INTEGER NOT NULL DEFAULT 0"),
    QStringLiteral("ALTER TABLE quarantine ADD COLUMN field TEXT NOT NULL DEFAULT ''"),
    QStringLiteral("CREATE INDEX record_other ON record (other, table_name) WHERE other IS NOT NULL"),
    // Records that no store owns by themselves: unknown tables, lines, patients without a home.
    QStringLiteral("CREATE INDEX record_origin ON record (origin) WHERE store IS NULL AND category <> 0"),
    QStringLiteral("CREATE TABLE request (number INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL,"
                   " asked INTEGER NOT NULL, taken INTEGER NOT NULL DEFAULT 0, report TEXT)"),
};

const QStringList schema3 {
    QStringLiteral("CREATE TABLE kept_count (kind INTEGER NOT NULL, site INTEGER NOT NULL, records INTEGER NOT NULL,"
                   " PRIMARY KEY (kind, site)) WITHOUT ROWID"), // KeptCount::Kind
    QStringLiteral("INSERT INTO kept_count SELECT 1, site, COUNT(*) FROM queue GROUP BY site"),
    QStringLiteral("INSERT INTO kept_count SELECT 2, 0, COUNT(*) FROM outbox"),
    QStringLiteral("INSERT INTO kept_count SELECT 3, source, COUNT(*) FROM quarantine GROUP BY source"),
    // At a primary, where a URL is a mistake, there are none among very many sites.
    QStringLiteral("CREATE INDEX peer_with_url ON peer (sync_id) WHERE url <> ''"),
};

const QStringList schema4 {
    // Of records whose table or ID cannot be read more than one may stand in quarantine: their bytes tell them apart.
    QStringLiteral("CREATE TABLE quarantine4 (number INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,"
                   " table_name TEXT NOT NULL, record_id TEXT NOT NULL, fingerprint TEXT NOT NULL DEFAULT '',"
                   " action TEXT NOT NULL, data TEXT NOT NULL, field TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL,"
                   " since INTEGER NOT NULL, UNIQUE (source, table_name, record_id, fingerprint))"),
    QStringLiteral("INSERT INTO quarantine4 (number, source, table_name, record_id, action, data, field, reason, since)"
                   " SELECT number, source, table_name, record_id, action, data, field, reason, since FROM quarantine"),
    QStringLiteral("DROP TABLE quarantine"), QStringLiteral("ALTER TABLE quarantine4 RENAME TO quarantine"),
    QStringLiteral("ALTER TABLE outbox ADD COLUMN set_aside INTEGER NOT NULL DEFAULT 0"), // as in outbox.cpp
    QStringLiteral("CREATE INDEX outbox_set_aside ON outbox (number) WHERE set_aside <> 0"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN may_omit_hardware_id INTEGER NOT NULL DEFAULT 0"),
    // Where a site has signed in from: an IPv4 address, or the /64 of an IPv6 one.
    QStringLiteral("CREATE TABLE peer_network (site INTEGER NOT NULL, network BLOB NOT NULL, since INTEGER NOT NULL,"
                   " PRIMARY KEY (site, network)) WITHOUT ROWID"),
    // Records from before their data were asked for their name (Routing::checkIdentity): they stay, and are listed.
    QStringLiteral(
        "INSERT INTO quarantine (source, table_name, record_id, action, data, field, reason, since)"
        " SELECT origin, table_name, record_id, 'update', data, 'ID', json_object('code', 'record_id_differs',"
        " 'values', json_object('table', table_name, 'id', record_id, 'field', 'ID',"
        " 'value', CAST(json_extract(data, '$.ID') AS TEXT))), CAST(strftime('%s', 'now') AS INTEGER) * 1000"
        " FROM record WHERE CASE WHEN json_valid(data)"
        " THEN CAST(json_extract(data, '$.ID') AS TEXT) <> record_id ELSE 0 END ON CONFLICT DO NOTHING"),
    QStringLiteral("DELETE FROM kept_count WHERE kind = 3"),
    QStringLiteral("INSERT INTO kept_count SELECT 3, source, COUNT(*) FROM quarantine GROUP BY source"),
    QStringLiteral("ALTER TABLE peer RENAME COLUMN wire_password TO sealed_password"), // sealPasswords()
    QStringLiteral("PRAGMA secure_delete = ON"), // should clearOldPasswords() have to wait
};

const QStringList schema5 {
    QStringLiteral("ALTER TABLE quarantine ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 1"), // its data
    // What goes beyond a site's share, by what it was refused for; table and ID are those of the newest.
    QStringLiteral(
        "CREATE TABLE quarantine_more (source INTEGER NOT NULL, code TEXT NOT NULL, records INTEGER NOT NULL,"
        " table_name TEXT NOT NULL, record_id TEXT NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL,"
        " PRIMARY KEY (source, code)) WITHOUT ROWID"),
    QStringLiteral("INSERT INTO kept_count SELECT 4, source, COUNT(*) FROM quarantine GROUP BY source"),
    QStringLiteral("INSERT INTO kept_count SELECT 5, source, SUM(LENGTH(CAST(data AS BLOB))"
                   " + LENGTH(CAST(table_name AS BLOB)) + LENGTH(CAST(record_id AS BLOB))) FROM quarantine"
                   " GROUP BY source"),
    // PasswordDigests: empty until a password is set, or has proved right by its slow hash.
    QStringLiteral("ALTER TABLE peer ADD COLUMN password_digest BLOB"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN name_key TEXT NOT NULL DEFAULT ''"), // upgradeToFive()
    QStringLiteral("DROP INDEX peer_user_name"), QStringLiteral("CREATE INDEX peer_name_key ON peer (name_key)"),
    // A record that came before its patient, or before the join that shows the patient to its site: "name/ID".
    QStringLiteral("ALTER TABLE quarantine ADD COLUMN waits_for TEXT"),
    QStringLiteral("CREATE INDEX quarantine_waits_for ON quarantine (waits_for, source) WHERE waits_for IS NOT NULL"),
    // How many persons of other sites a site has joined its stores to, on the day (a Julian one) when it last did.
    QStringLiteral("CREATE TABLE join_count (site INTEGER PRIMARY KEY, day INTEGER NOT NULL, joins INTEGER NOT NULL)"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN is_oms_central INTEGER NOT NULL DEFAULT 0"),
    QStringLiteral("ALTER TABLE record ADD COLUMN author INTEGER"), // NULL: its origin
    QStringLiteral("ALTER TABLE preference ADD COLUMN sealed BLOB"), // upgradeToFive()
};

const QStringList schema6 {
    // Which program a site ran when it last called, and where its clock stands (an IANA name; empty: the primary's own).
    QStringLiteral("ALTER TABLE peer ADD COLUMN app TEXT NOT NULL DEFAULT ''"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN app_version TEXT NOT NULL DEFAULT ''"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN time_zone TEXT NOT NULL DEFAULT ''"),
    // Persons as they are looked for, and what leads to them (PersonTable, which fills it).
    QStringLiteral("CREATE TABLE person (table_name TEXT NOT NULL, record_id TEXT NOT NULL, owner TEXT NOT NULL,"
                   " last TEXT NOT NULL, first TEXT NOT NULL, code TEXT NOT NULL, birth TEXT NOT NULL,"
                   " barcode TEXT NOT NULL, PRIMARY KEY (table_name, record_id)) WITHOUT ROWID"),
    QStringLiteral("CREATE INDEX person_name ON person (table_name, last, first, record_id, birth)"),
    QStringLiteral("CREATE INDEX person_code ON person (table_name, code, owner)"),
    QStringLiteral("CREATE INDEX person_birth ON person (table_name, birth) WHERE birth <> ''"),
    QStringLiteral("CREATE INDEX person_barcode ON person (table_name, barcode) WHERE barcode <> ''"),
    // What is given by version 6 of the protocol, and whom it is for (V6Log).
    QStringLiteral("CREATE TABLE v6_log (serial INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL,"
                   " record_id TEXT NOT NULL, reach INTEGER NOT NULL, store TEXT, former_store TEXT, patient TEXT,"
                   " author INTEGER NOT NULL, UNIQUE (table_name, record_id))"),
    QStringLiteral("CREATE INDEX v6_log_store ON v6_log (store) WHERE store IS NOT NULL"),
    QStringLiteral("CREATE INDEX v6_log_patient ON v6_log (patient, serial) WHERE patient IS NOT NULL"),
    // Files that lie beside the datafile, by the ID of their reference (SyncFiles).
    QStringLiteral("CREATE TABLE sync_file (id TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID"),
    // How far the change log has been put into the queue of a site that does not pull it (Mobile); NULL: it pulls it.
    QStringLiteral("ALTER TABLE peer ADD COLUMN central_cursor INTEGER"),
    // Counterparts of transfers that the primary has made in the store of a site that makes none, by their sources (Mirrors).
    QStringLiteral("CREATE TABLE mirror (table_name TEXT NOT NULL, record_id TEXT NOT NULL, store TEXT NOT NULL,"
                   " mirror_id TEXT NOT NULL, PRIMARY KEY (table_name, record_id)) WITHOUT ROWID"),
    QStringLiteral("CREATE INDEX mirror_store ON mirror (store)"),
    // People who may sign in at clients (AppUserTable), where they may, and what was wrong of late, by whom and from where.
    QStringLiteral("CREATE TABLE app_user (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
                   " name_key TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL UNIQUE, password_hash BLOB NOT NULL,"
                   " password_digest BLOB, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL,"
                   " language INTEGER NOT NULL, is_active INTEGER NOT NULL)"),
    QStringLiteral("CREATE TABLE app_user_store (person INTEGER NOT NULL, store TEXT NOT NULL, join_id TEXT NOT NULL,"
                   " is_default INTEGER NOT NULL, permissions TEXT NOT NULL, PRIMARY KEY (person, store))"
                   " WITHOUT ROWID"),
    QStringLiteral("CREATE TABLE app_user_try (person INTEGER NOT NULL, network BLOB NOT NULL, wrong INTEGER NOT NULL,"
                   " last INTEGER NOT NULL, paused_until INTEGER, tries INTEGER NOT NULL, tries_since INTEGER,"
                   " PRIMARY KEY (person, network)) WITHOUT ROWID"),
};

const QStringList schema7 {
    // Epoch: a datafile that came before it gets its first one now.
    QStringLiteral("INSERT INTO state (name, value) VALUES ('epoch', lower(hex(randomblob(16))))"),
    // How far each site has come with this primary (SitePositions), and what does not fit of that.
    QStringLiteral("ALTER TABLE peer ADD COLUMN held INTEGER NOT NULL DEFAULT 0"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN taken INTEGER NOT NULL DEFAULT 0"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN misfit TEXT"),
    QStringLiteral("ALTER TABLE peer ADD COLUMN misfit_copy TEXT NOT NULL DEFAULT ''"),
    QStringLiteral("CREATE INDEX peer_misfit ON peer (sync_id) WHERE misfit IS NOT NULL"),
};

const QStringList schema8 {
    // The number of the last push of its origin that has brought a form of the record; NULL: none that has a number.
    QStringLiteral("ALTER TABLE record ADD COLUMN push INTEGER"),
    // What the primary has not brought yet since everything is fetched anew (Unbrought).
    QStringLiteral("CREATE TABLE unbrought (table_name TEXT NOT NULL, record_id TEXT NOT NULL,"
                   " PRIMARY KEY (table_name, record_id)) WITHOUT ROWID"),
};

const QStringList schema9 {
    QStringLiteral("ALTER TABLE queue ADD COLUMN since INTEGER"), // NULL: from before that was noted
    // What a primary notes of its sites as they call (SiteContacts). Of those that hold everything the last contact was a success.
    QStringLiteral("CREATE TABLE site_contact (site INTEGER PRIMARY KEY, last_success INTEGER,"
                   " address TEXT NOT NULL DEFAULT '', month INTEGER NOT NULL DEFAULT 0,"
                   " bytes INTEGER NOT NULL DEFAULT 0, load_done INTEGER, load_total INTEGER)"),
    QStringLiteral("INSERT INTO site_contact (site, last_success) SELECT sync_id, last_contact FROM peer"
                   " WHERE sync_id > 1 AND status = 2 AND last_contact IS NOT NULL"
                   " AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.site = peer.sync_id)"),
    // From when on what waited already counts as waiting: it is older.
    QStringLiteral("INSERT INTO state (name, value) SELECT 'queue-noted-since',"
                   " CAST(strftime('%s', 'now') AS INTEGER) * 1000 WHERE EXISTS (SELECT 1 FROM queue)"),
    QStringLiteral("ALTER TABLE log ADD COLUMN site INTEGER"), // that the entry is about; NULL: none
    QStringLiteral("UPDATE log SET site = CASE WHEN json_valid(details) THEN json_extract(details, '$.syncId') END"
                   " WHERE kind <> 'cycle' AND instr(details, '\"syncId\":') > 0"),
    QStringLiteral("CREATE INDEX log_site ON log (site, number) WHERE site IS NOT NULL"),
    QStringLiteral("CREATE INDEX log_kind ON log (kind, number)"),
    // Refusals: nearly all that is noted of sites is that a call went well.
    QStringLiteral("CREATE INDEX log_told ON log (kind, number) WHERE what <> 'site-contact'"),
    // The oldest are dropped; audit entries, which stay, are none to look at.
    QStringLiteral("CREATE INDEX log_time ON log (time) WHERE kind <> 'audit'"),
};

const QStringList schema10 {
    // Records whose same bytes their origin has pushed once more, since push in their rows: rows as small as this cost little,
    // while those of records would be written anew whole.
    QStringLiteral(
        "CREATE TABLE repeated_push (table_name TEXT NOT NULL, record_id TEXT NOT NULL,"
        " origin INTEGER NOT NULL, push INTEGER NOT NULL, PRIMARY KEY (table_name, record_id)) WITHOUT ROWID"),
};

} // namespace

const Schema &datafileSchema()
{
    static const Schema schema {
        .steps = {schema1, schema2, schema3, schema4, schema5, schema6, schema7, schema8, schema9, schema10},
        .work = {{schemaWithSealedPasswords, &sealPasswords}, {5, &upgradeToFive}, {6, &upgradeToSix}},
        .settle = &clearOldPasswords,
    };
    return schema;
}

} // namespace mailboat
