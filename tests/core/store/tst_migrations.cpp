// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sitestate.h"
#include "core/records/sitestates.h"
#include "core/security/passwordhash.h"
#include "core/sql/sqliteconnection.h"
#include "core/store/datafileschema.h"
#include "core/store/epoch.h"
#include "core/store/keptcount.h"
#include "core/store/recordtable.h"
#include "core/store/sitecontacts.h"
#include "tests/core/store/schemaeight.h"
#include "tests/core/store/schemafive.h"
#include "tests/core/store/schemafour.h"
#include "tests/core/store/schemanine.h"
#include "tests/core/store/schemaone.h"
#include "tests/core/store/schemaseven.h"
#include "tests/core/store/schemasix.h"
#include "tests/core/store/schemathree.h"
#include "tests/core/store/schematwo.h"
#include "tests/support/paths.h"
#include "tests/support/store/storesite.h"

#include <QFile>

#include <array>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// A copy of the committed file of a schema, to be opened.
class OldFile
{
public:
    explicit OldFile(int schema = 1)
        : m_schema(schema)
        , m_path(m_folder.filePath(QStringLiteral("old.mailboat")))
    {
        REQUIRE(QFile::copy(sourcePath(QStringLiteral("tests/data/site-schema%1.mailboat").arg(schema)), m_path));
        REQUIRE(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
    }
    QString path() const { return m_path; }
    DatafileAddress address() const { return DatafileAddress::ofFile(m_path); }
    QString backup() const { return m_path + QStringLiteral(".schema-%1.backup").arg(m_schema); }
    QByteArray bytes() const
    {
        QFile file(m_path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    void sql(const QString &statement)
    {
        SqliteConnection connection(address(), 1s);
        require(connection.open());
        require(connection.execute(statement));
    }

private:
    int m_schema;
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace

TEST_CASE("15.6: the datafile's promise: each schema there has been has its committed file, which this version opens")
{
    for (int schema = 1; schema < datafileSchema().current(); ++schema) {
        INFO("schema " << schema);
        const OldFile old(schema);
        const FakeClock clock;
        const auto file = valueOf(Datafile::open(old.address(), clock));
        CHECK(valueOf(file->connection().schemaVersion()) == datafileSchema().current());
        CHECK(valueOf(file->records().count()) > 0);
        CHECK(QFile::exists(old.backup()));
    }
}

TEST_CASE("A datafile of schema 1 is migrated after a backup copy, and all that is in it is there")
{
    const OldFile old;
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(valueOf(file->connection().schemaVersion()) == datafileSchema().current());

    const Settings settings = valueOf(file->settings().read());
    CHECK(settings.preferences.value(QStringLiteral("sync-id")) == QStringLiteral("1"));
    CHECK(settings.preferences.value(QStringLiteral("external-url")) == QStringLiteral("http://primary.example:2048"));
    CHECK(settings.preferences.value(QStringLiteral("from-the-future")) == QStringLiteral("kept"));
    REQUIRE(settings.peers.size() == 2);
    CHECK(settings.peers.at(0).userName == QStringLiteral("Hill clinic"));
    CHECK(settings.peers.at(0).hardwareId == QStringLiteral("hardware-2"));
    CHECK(settings.peers.at(0).status == PeerStatus::Ready);
    CHECK(settings.peers.at(0).siteUuid == QStringLiteral("uuid-2"));
    CHECK(settings.peers.at(0).wrongSignIns == 0);
    CHECK_FALSE(settings.peers.at(0).resendRequested);
    CHECK(settings.peers.at(1).userName == QStringLiteral("River clinic"));
    const auto caller = valueOf(file->peerStates().caller(QStringLiteral("Hill clinic")));
    REQUIRE(caller);
    CHECK(matchesSlowHash(wirePassword(QStringLiteral("secret-2")), caller->passwordHash));
    CHECK(caller->hasStore);
    CHECK(valueOf(file->settings().codes()).constFirst().label == QStringLiteral("first"));

    CHECK(valueOf(file->records().count()) == 6);
    CHECK(valueOf(file->records().get("transact", "t2"))->data == schemaOneTransact);
    CHECK(valueOf(file->changeLog().after(0, 100)).records.size() == 3);
    CHECK(valueOf(file->queue().length(SyncId {2})) == 2);
    CHECK(valueOf(file->outbox().waiting()) == 1);
    CHECK(valueOf(file->quarantine().entries()).constFirst().reason.code == ErrorCode::RecordCentral);
    CHECK(valueOf(file->log().last(10)).size() == 1);

    // The copy is a datafile of the old schema, its owner's alone.
    CHECK(QFile::permissions(old.backup())
        == (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
    SqliteConnection copy(DatafileAddress::ofFile(old.backup()), 1s);
    require(copy.open());
    CHECK(valueOf(copy.schemaVersion()) == 1);
    CHECK(valueOf(copy.value("SELECT COUNT(*) FROM record"_sql)).toInt() == 6);
}

TEST_CASE("A datafile of schema 2 is migrated, and what waits in it is counted once and kept")
{
    const OldFile old(2);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(valueOf(file->connection().schemaVersion()) == datafileSchema().current());
    CHECK(valueOf(file->queue().length(SyncId {2})) == 2);
    CHECK(valueOf(file->queue().length(SyncId {3})) == 3);
    CHECK(valueOf(file->queue().total()) == 5);
    CHECK(valueOf(file->outbox().waiting()) == 2);
    CHECK(valueOf(file->quarantine().count()) == 3);
    const QList<PeerNews> news = valueOf(file->peerStates().news());
    REQUIRE(news.size() == 2);
    CHECK(news.at(0).queueLength == 2);
    CHECK(news.at(1).queueLength == 3);
    const Settings settings = valueOf(file->settings().read());
    CHECK(settings.peers.at(0).wrongSignIns == 4);
    CHECK(settings.peers.at(0).resendRequested);
    CHECK(valueOf(file->records().count()) == 6);

    SqliteConnection copy(DatafileAddress::ofFile(old.backup()), 1s);
    require(copy.open());
    CHECK(valueOf(copy.schemaVersion()) == 2);
    CHECK(valueOf(copy.value("SELECT COUNT(*) FROM queue"_sql)).toInt() == 5);
}

TEST_CASE("B1: records that their data name otherwise are listed by the migration, and stay")
{
    const OldFile old(3);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(valueOf(file->records().count()) == 10);
    CHECK(valueOf(file->quarantine().count()) == 5);
    const QList<Quarantine::Entry> entries = valueOf(file->quarantine().entries());
    REQUIRE(entries.size() == 5);
    const Quarantine::Entry &listed = entries.constLast();
    CHECK(listed.source == SyncId {3});
    CHECK(listed.record == upsert("Location", "theirs", R"({"ID":"l3","store_ID":"s3"})"));
    CHECK(listed.field == QStringLiteral("ID"));
    CHECK(listed.reason.code == ErrorCode::RecordIdDiffers);
    CHECK(describe(listed.reason).contains(QStringLiteral("\"l3\"")));
    CHECK(listed.since.isValid());
    CHECK(valueOf(file->records().get("Location", "theirs")).has_value());
}

TEST_CASE("A4: what stands in quarantine is migrated with its data, and counts towards its site's share")
{
    const OldFile old(4);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(valueOf(file->quarantine().count()) == 7);
    CHECK(valueOf(file->quarantine().countWithoutData()) == 0);
    const QList<Quarantine::Entry> entries = valueOf(file->quarantine().entries());
    REQUIRE(entries.size() == 7);
    CHECK(entries.at(1).record == Record {"unit", "another", Action::Update, "{}"});
    CHECK(entries.at(5).record.data == "nonsense");
    CHECK(entries.at(6).isKept);
    qint64 bytes = 0;
    for (const Quarantine::Entry &entry : entries)
        bytes += entry.record.table.size() + entry.record.id.size() + entry.record.data.size();
    CHECK(valueOf(KeptCount(file->connection(), KeptCount::Kind::QuarantineBytes).total()) == bytes);
    CHECK(valueOf(file->outbox().lastSetAside()) == RecordKey {"Location", "went"});
}

TEST_CASE("A datafile of schema 5 keeps what waits and what is only counted, and knows no program of its sites yet")
{
    const OldFile old(5);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(QFile::exists(old.backup()));
    const QList<Quarantine::Entry> entries = valueOf(file->quarantine().entries());
    REQUIRE(entries.size() == 8);
    CHECK(entries.last().record.id == "early");
    CHECK(valueOf(file->connection().value("SELECT waits_for FROM quarantine WHERE record_id = 'early'"_sql)).toString()
        == QStringLiteral("name/away"));
    CHECK(valueOf(file->quarantine().countWithoutData()) == 7);
    CHECK(valueOf(file->connection().value("SELECT joins FROM join_count WHERE site = 3"_sql)).toInt() == 4);
    CHECK(valueOf(file->connection().value("SELECT COUNT(*) FROM peer WHERE app || app_version || time_zone <> ''"_sql))
              .toInt()
        == 0);
}

TEST_CASE("D6: names of sites that count as one now both stay, sign in as before, and are named in the log")
{
    OldFile old(3);
    old.sql(QStringLiteral("UPDATE peer SET user_name = '\uff28ILL CLINIC' WHERE sync_id = 3"));
    old.sql(QStringLiteral("DELETE FROM log"));
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    const auto idOf = [&file](const QString &name) {
        const auto caller = valueOf(file->peerStates().caller(name));
        return caller ? caller->syncId.value() : 0;
    };
    CHECK(idOf(QStringLiteral("Hill clinic")) == 2);
    CHECK(idOf(QStringLiteral("\uff28ILL CLINIC")) == 3);
    CHECK(idOf(QStringLiteral("hill clinic")) == 0); // which of them it would be nobody knows
    const QList<SyncLog::Entry> log = valueOf(file->log().last(10));
    REQUIRE(log.size() == 1);
    CHECK(log.first().what == QStringLiteral("site-names-same"));
    CHECK(log.first().details.value(QStringLiteral("syncId")) == 2);
    CHECK(log.first().details.value(QStringLiteral("otherSyncId")) == 3);

    const OldFile apart(3);
    const auto other = valueOf(Datafile::open(apart.address(), clock));
    CHECK(valueOf(other->peerStates().caller(QStringLiteral(" HILL clinic"))).has_value());
}

TEST_CASE("D6: a primary that listens beyond this machine may go on doing so by plain http, and that is said")
{
    const auto [listen, external, isSet] = GENERATE(table<QString, QString, bool>({
        {QStringLiteral("0.0.0.0:2048"), QString(), true},
        {QStringLiteral("[::]:2048"), QStringLiteral("http://hub.example"), true},
        {QStringLiteral("10.0.0.7:2048"), QString(), true},
        {QStringLiteral("0.0.0.0:2048"), QStringLiteral("https://hub.example"), false},
        {QStringLiteral("127.0.0.1:4000"), QStringLiteral("http://hub.example"), false},
        {QString(), QString(), false},
    }));
    OldFile old(3);
    old.sql(QStringLiteral("DELETE FROM preference WHERE name <> 'sync-id'"));
    old.sql(QStringLiteral("DELETE FROM log"));
    for (const auto &[name, value] : {std::pair("listen", listen), std::pair("external-url", external)}) {
        if (!value.isEmpty())
            old.sql(QStringLiteral("INSERT INTO preference VALUES ('%1', '%2')").arg(QLatin1String(name), value));
    }
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    SyncPreferences preferences;
    require(file->settings().readPreferences(preferences));
    CHECK(preferences.plainHttp.value() == isSet);
    const QList<SyncLog::Entry> log = valueOf(file->log().last(10));
    REQUIRE(log.size() == (isSet ? 1 : 0));
    if (isSet) {
        CHECK(log.first().what == QStringLiteral("preference-set"));
        CHECK(log.first().details.value(QStringLiteral("name")) == QStringLiteral("plain-http"));
        CHECK(log.first().details.value(QStringLiteral("why")).toString().contains(listen));
    }
}

TEST_CASE("11.2: records of version 6 from before get their links, and at a primary their place in its log")
{
    OldFile old(5);
    old.sql(QStringLiteral("DELETE FROM preference WHERE name = 'sync-id'"));
    const bool isPrimary = GENERATE(true, false);
    old.sql(QStringLiteral("INSERT INTO preference VALUES ('sync-id', '%1', NULL)").arg(isPrimary ? 1 : 5));
    const auto put = [&old](const char *table, const char *id, const char *data, int origin = 2) {
        old.sql(QStringLiteral("INSERT INTO record (table_name, record_id, data, category, origin)"
                               " VALUES ('%1', '%2', '%3', 6, %4)")
                    .arg(QLatin1String(table), QLatin1String(id), QLatin1String(data), QString::number(origin)));
    };
    put("asset_class", "c0", R"({"id":"c0"})", 1); // the primary's own; a site's is given to nobody else, as until now
    put("asset_class", "c1", R"({"id":"c1"})");
    put("asset", "a1", R"({"id":"a1","store_id":"s2"})");
    put("asset", "a2", R"({"id":"a2","store_id":"s2"})", 3); // of another site's store
    put("asset", "a3", R"({"id":"a3","store_id":"s2"})", 1);
    put("plugin_data", "d1", R"({"id":"d1","store_id":"s2"})", 3);
    put("asset_log", "l1", R"({"id":"l1","asset_id":"a1"})");
    put("asset_log", "l2", R"({"id":"l2","asset_id":"a1"})", 3);
    put("vaccination", "v1", R"({"id":"v1","patient_id":"p1"})");
    put("vaccination", "v2", R"({"id":"v2","patient_id":"p1"})", 3); // which does not see the patient
    old.sql(QStringLiteral("DELETE FROM record WHERE record_id IN ('s2', 'p1')"));
    old.sql(QStringLiteral("INSERT INTO record (table_name, record_id, data, category, store, store_site, origin)"
                           " VALUES ('store', 's2', '{}', 0, 's2', 2, 1), ('name', 'p1', '{}', 5, 's2', NULL, 2)"));
    put("contact_form", "f1", R"({"id":"f1"})");
    put("nobody_knows", "x", R"({"id":"x"})");
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    RecordTable records(file->connection());
    const auto log = valueOf(records.head({"asset_log", "l1"}));
    REQUIRE(log);
    CHECK(log->links.category == Category::Version6);
    CHECK(log->links.parent == "a1");
    CHECK(log->origin == SyncId {2});
    CHECK(valueOf(records.head({"nobody_knows", "x"}))->links.category == Category::Unknown);
    QByteArrayList logged;
    require(file->connection().each(
        "SELECT table_name || ' ' || reach || ' ' || coalesce(store, patient, '') || ' ' || author"
        " FROM v6_log ORDER BY serial"_sql,
        {}, [&logged](const Row &row) -> Result<> {
            logged.append(row.value(0).toByteArray());
            return {};
        }));
    CHECK(logged
        == (isPrimary ? QByteArrayList {"asset_class 1  1", "asset_class 0  2", "plugin_data 0 s2 3", "asset 2 s2 2",
                "asset 0 s2 3", "asset 2 s2 1", "asset_log 2 s2 2", "asset_log 0 s2 3", "vaccination 3 p1 2",
                "vaccination 0 p1 3"}
                      : QByteArrayList {}));
}

TEST_CASE("11: a site whose last fill has failed has what waited for it until then, and is not filled anew")
{
    OldFile old(5);
    old.sql(QStringLiteral("DELETE FROM preference WHERE name = 'sync-id'"));
    old.sql(QStringLiteral("INSERT INTO preference VALUES ('sync-id', '1', NULL)"));
    old.sql(QStringLiteral("DELETE FROM queue"));
    old.sql(QStringLiteral("UPDATE peer SET status = 3")); // blocked
    old.sql(QStringLiteral("INSERT INTO queue (site, table_name, record_id, gone) VALUES (2, 'unit', 'u', 0)"));
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    const auto statusOf = [&file](int site) {
        return valueOf(file->connection().value("SELECT status FROM peer WHERE sync_id = ?"_sql, {site})).toInt();
    };
    CHECK(statusOf(2) == static_cast<int>(PeerStatus::Ready));
    CHECK(statusOf(3) == static_cast<int>(PeerStatus::Blocked)); // for which nothing waits
    require(file->primaryRecords().finishInitialise(SyncId {2}));
    CHECK(valueOf(file->connection().value("SELECT count(*) FROM queue WHERE site = 2"_sql)).toInt() == 1);
}

TEST_CASE("12.1: a datafile of schema 6 gets an epoch of its own, and keeps all that is in it")
{
    const OldFile old(6);
    const OldFile other(6);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    const auto another = valueOf(Datafile::open(other.address(), clock));
    CHECK(QFile::exists(old.backup()));
    const QByteArray epoch = valueOf(Epoch(file->connection()).value());
    CHECK(epoch.size() == 32);
    CHECK(epoch != valueOf(Epoch(another->connection()).value()));
    const Settings settings = valueOf(file->settings().read());
    REQUIRE(settings.peers.size() == 2);
    CHECK(settings.peers.at(0).app == SiteApp {QStringLiteral("Mailboat"), QStringLiteral("0.9")});
    CHECK(settings.peers.at(0).timeZone == QStringLiteral("Pacific/Auckland"));
    CHECK(valueOf(file->peerStates().centralCursor(SyncId {3})) == 3);
    CHECK(valueOf(KeptCount(file->connection(), KeptCount::Kind::FileBytes).total()) == 12);
    CHECK(valueOf(file->connection().value("SELECT COUNT(*) FROM v6_log"_sql)).toInt() == 2);
    CHECK(valueOf(file->connection().value("SELECT mirror_id FROM mirror"_sql)).toString() == QStringLiteral("m1"));
}

TEST_CASE("A migrated datafile works")
{
    const OldFile old(GENERATE(1, 2, 3, 4, 5, 6, 7, 8, 9));
    const FakeClock clock;
    for (int time = 0; time < 2; ++time) {
        const auto file = valueOf(Datafile::open(old.address(), clock));
        CHECK(valueOf(file->primaryRecords().initialise(SyncId {2})) == 2 + time);
        require(file->records().put(
            {"Location", "new" + QByteArray::number(time), Action::Update, R"({"store_ID":"s2"})"}));
        require(file->peerStates().setResendRequested(SyncId {2}, true));
        CHECK(valueOf(file->queue().length(SyncId {2})) == 2 + time); // nothing is echoed
        CHECK(valueOf(file->requests().ask(EngineRequests::Kind::SyncNow)) > time);
    }
}

TEST_CASE("A migration that fails midway leaves the datafile byte for byte as it was")
{
    OldFile old;
    old.sql(QStringLiteral(
        "CREATE TABLE request (mine TEXT)")); // the last statement of the second step makes a table of that name
    const QByteArray before = old.bytes();
    const FakeClock clock;
    CHECK(codeOfFailure(Datafile::open(old.address(), clock)) == ErrorCode::MigrationFailed);
    CHECK(old.bytes() == before);
    CHECK_FALSE(QFile::exists(old.path() + QStringLiteral("-wal")));
    CHECK_FALSE(QFile::exists(old.backup()));
    CHECK(codeOfFailure(Datafile::open(old.address(), clock)) == ErrorCode::MigrationFailed);
}

TEST_CASE("Without a backup there is no migration")
{
    OldFile old;
    const QByteArray before = old.bytes();
    REQUIRE(QDir().mkpath(old.backup() + QStringLiteral("/in the way")));
    const FakeClock clock;
    CHECK(codeOfFailure(Datafile::open(old.address(), clock)) == ErrorCode::BackupFailed);
    CHECK(old.bytes() == before);
    CHECK_FALSE(QFile::exists(old.backup() + QStringLiteral(".new")));
    REQUIRE(QDir(old.backup()).removeRecursively());
    CHECK(Datafile::open(old.address(), clock).has_value());
    CHECK(QFile::exists(old.backup()));
}

TEST_CASE("A datafile of a newer schema is refused unchanged, and says which it is")
{
    OldFile old;
    old.sql(QStringLiteral("PRAGMA user_version = 99"));
    const QByteArray before = old.bytes();
    const FakeClock clock;
    const auto opened = Datafile::open(old.address(), clock);
    CHECK(codeOfFailure(opened) == ErrorCode::DatafileNewer);
    CHECK(opened.error().values.value(QStringLiteral("version")).toInt() == 99);
    CHECK(opened.error().values.value(QStringLiteral("known")).toInt() == datafileSchema().current());
    CHECK(old.bytes() == before);
    CHECK_FALSE(QFile::exists(old.backup()));
}

TEST_CASE("A new datafile and a migrated one have the same schema")
{
    const auto schema = [](Connection &connection) {
        QStringList lines;
        require(connection.each("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name"_sql, {},
            [&lines](const Row &row) -> Result<> {
                lines.append(row.value(0).toString() + row.value(1).toString() + row.value(2).toString());
                return {};
            }));
        require(connection.each("SELECT m.name, p.name, p.type FROM sqlite_schema m, pragma_table_info(m.name) p"
                                " ORDER BY m.name, p.cid"_sql,
            {}, [&lines](const Row &row) -> Result<> {
                lines.append(row.value(0).toString() + row.value(1).toString() + row.value(2).toString());
                return {};
            }));
        return lines;
    };
    const OldFile old(GENERATE(1, 2, 3, 4, 5, 6, 7, 8, 9));
    const FakeClock clock;
    const auto migrated = valueOf(Datafile::open(old.address(), clock));
    StoreSite fresh(0);
    CHECK(schema(migrated->connection()) == schema(fresh->connection()));
}

TEST_CASE("14.B1: a datafile of schema 8 knows a last success where nothing waits, and finds its log by site and kind")
{
    const OldFile old(8);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(QFile::exists(old.backup()));
    const QList<SiteRow> rows = valueOf(SiteContacts(file->connection()).rows(clock.utcNow()));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].waiting > 0);
    CHECK_FALSE(rows[0].lastSuccess.isValid());
    CHECK(rows[0].oldestWaiting.isValid()); // of what waited before: from the migration on
    CHECK(rows[1].waiting == 0);
    CHECK(rows[1].lastContact == QDateTime(QDate(2026, 11, 30), QTime(8, 0), Qt::UTC));
    CHECK(rows[1].lastSuccess == rows[1].lastContact);
    const auto of3 = valueOf(file->log().page({SyncLog::Filter::Kind::Contact, SyncId {3}}, 0, 10));
    REQUIRE(of3.size() == 1);
    CHECK(of3[0].what == QStringLiteral("site-new-address"));
    CHECK(valueOf(file->log().page({{}, SyncId {2}}, 0, 10)).size() == 1);
}

TEST_CASE("14.B1: a site that was stuck before schema 9 is behind by when its queue was first looked at")
{
    const OldFile old(8);
    FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    const auto stuck = [&] {
        const auto called = QStringLiteral("UPDATE peer SET status = 2, last_contact = %1 WHERE sync_id > 1")
                                .arg(clock.utcNow().toMSecsSinceEpoch());
        require(file->connection().apply(Statement(called)));
        return valueOf(SiteStates(*file).read()).constFirst();
    };
    const auto since = QStringLiteral("UPDATE state SET value = %1 WHERE name = 'queue-noted-since'")
                           .arg(clock.utcNow().toMSecsSinceEpoch());
    require(file->connection().apply(Statement(since))); // noted by the machine's clock
    CHECK(stuck().state == SiteState::Ok);
    clock.advance(std::chrono::hours(25));
    CHECK(stuck().state == SiteState::Behind);
}

TEST_CASE("13.3: a datafile of schema 9 keeps the numbers of its pushes, and notes repeated ones beside them")
{
    const OldFile old(9);
    const FakeClock clock;
    const auto file = valueOf(Datafile::open(old.address(), clock));
    CHECK(QFile::exists(old.backup()));
    RecordTable records(file->connection());
    const RecordKey key {"Location", "pushed"};
    CHECK(valueOf(records.pushOf(key, SyncId {3})) == 5);
    require(records.notePush({key}, SyncId {3}, 8));
    CHECK(valueOf(records.pushOf(key, SyncId {3})) == 8);
}

// How the committed files were made; tests/data/README.md says when to run it.
TEST_CASE("Make the datafile of a schema", "[.schema]")
{
    static constexpr std::array makers {makeSchemaOne, makeSchemaTwo, makeSchemaThree, makeSchemaFour, makeSchemaFive,
        makeSchemaSix, makeSchemaSeven, makeSchemaEight, makeSchemaNine};
    const QString target = qEnvironmentVariable("MAILBOAT_SCHEMA_FILE");
    const auto schema = static_cast<size_t>(qEnvironmentVariableIntValue("MAILBOAT_SCHEMA"));
    REQUIRE_FALSE(target.isEmpty());
    REQUIRE_FALSE(QFile::exists(target));
    REQUIRE(schema >= 1);
    makers.at(schema - 1)(target);
}
