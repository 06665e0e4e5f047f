// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sitestate.h"
#include "core/records/sitestates.h"
#include "core/sql/connection.h"
#include "core/store/absences.h"
#include "core/store/enginerequests.h"
#include "core/store/sitecontacts.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("14.B1: what is noted of 4,000 sites is written and read together")
{
    StoreSite primary(1);
    constexpr int sites = 4000;
    require(primary->connection().transact([&]() -> Result<> {
        for (int id = 2; id < sites + 2; ++id) {
            const Result<> added = primary->connection().apply(
                "INSERT INTO peer (sync_id, user_name, name_key, url, site_uuid, status, last_contact)"
                " VALUES (?, ?, ?, '', ?, 2, ?)"_sql,
                {id, QString::number(id), QString::number(id), QString::number(id),
                    primary.clock().utcNow().toMSecsSinceEpoch()});
            if (!added)
                return added;
        }
        return {};
    }));
    QHash<SyncId, SiteContacts::Change> changes;
    for (int id = 2; id < sites + 2; id += 2)
        changes.insert(
            SyncId {id}, {primary.clock().utcNow(), QStringLiteral("10.0.0.7"), 100, primary.clock().utcNow()});
    changes.insert(SyncId {sites + 10}, {primary.clock().utcNow(), {}, 1}); // removed since
    SiteContacts contacts(primary->connection());
    require(contacts.record(changes));
    require(contacts.record(changes));
    const QList<SiteRow> rows = valueOf(SiteStates(*primary).read());
    REQUIRE(rows.size() == sites);
    CHECK(summaryOf(rows).ok == sites);
    CHECK(rows[0].bytesThisMonth == 200);
    CHECK(rows[0].address == QStringLiteral("10.0.0.7"));
    CHECK(rows[0].lastSuccess == primary.clock().utcNow());
    CHECK(rows[1].bytesThisMonth == 0);
    CHECK_FALSE(rows[1].lastSuccess.isValid());
}

TEST_CASE("14.B1: a first load is counted up to what there was, and gone once it has ended")
{
    StoreSite primary(1);
    primary.addPeer(2);
    SiteContacts contacts(primary->connection());
    const QDateTime now = primary.clock().utcNow();
    const auto record = [&](const SiteContacts::Change &change) { require(contacts.record({{SyncId {2}, change}})); };
    const auto load = [&] { return valueOf(contacts.rows(now)).constFirst().load; };
    record({now, {}, 0, {}, 500});
    CHECK(load() == SiteLoad {0, 500, now});
    record({now, {}, 0, {}, {}, 200});
    CHECK(load() == SiteLoad {200, 500, now});
    record({now, {}, 0, {}, {}, 400});
    CHECK(load() == SiteLoad {500, 500, now});
    record({now, {}, 0, now});
    CHECK_FALSE(load());
    record({now, {}, 0, {}, {}, 10}); // of no first load
    CHECK_FALSE(load());
}

TEST_CASE("14.B1: the oldest record that waits for a site says since when")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addStore("s2", 2);
    const auto oldest = [&] { return valueOf(primary->queue().oldest(SyncId {2})); };
    require(primary->queue().drop(SyncId {2}));
    CHECK_FALSE(oldest().isValid());
    const QDateTime first = primary.clock().utcNow();
    require(primary->queue().add(SyncId {2}, {"Location", "a"}));
    primary.clock().advance(std::chrono::hours(1));
    require(primary->queue().add(SyncId {2}, {"Location", "b"}));
    CHECK(oldest() == first);
    require(primary->queue().add(SyncId {2}, {"Location", "a"})); // has changed: it is in its newest place
    CHECK(oldest() == first.addSecs(3600));
}

TEST_CASE("14.B6: the log is found by kind, site, text and time, page by page, and purged in parts")
{
    StoreSite primary(1);
    const QDateTime begin = primary.clock().utcNow();
    SyncLog &log = primary->log();
    for (int i = 0; i < 10; ++i) {
        require(log.addContact(i % 2 ? QStringLiteral("site-refused") : QStringLiteral("site-contact"),
            {{QStringLiteral("syncId"), 2 + i % 3}, {QStringLiteral("address"), QStringLiteral("10.0.0.%1").arg(i)}}));
        primary.clock().advance(std::chrono::minutes(1));
    }
    require(log.addAudit(QStringLiteral("peer-edited"), {}, {{QStringLiteral("syncId"), 2}}));
    using Kind = SyncLog::Filter::Kind;
    const auto count = [&](const SyncLog::Filter &filter) { return valueOf(log.page(filter, 0, 100)).size(); };
    CHECK(count({Kind::Contact}) == 10);
    CHECK(count({Kind::Refusal}) == 5);
    CHECK(count({Kind::Contact, SyncId {2}}) == 4);
    CHECK(count({{}, SyncId {2}}) == 5);
    CHECK(count({Kind::Cycle}) == 0);
    CHECK(count({{}, {}, QStringLiteral("10.0.0.7")}) == 1);
    CHECK(count({{}, {}, QStringLiteral("SITE-REFUSED")}) == 5);
    CHECK(count({{}, {}, QStringLiteral("10_0_0_7")}) == 0); // no pattern
    CHECK(count({Kind::Contact, {}, {}, begin.addSecs(120), begin.addSecs(300)}) == 3);
    const auto page = valueOf(log.page({Kind::Contact}, 0, 3));
    REQUIRE(page.size() == 3);
    CHECK(page[0].number < page[2].number);
    const auto older = valueOf(log.page({Kind::Contact}, page[0].number, 3));
    CHECK(older[2].number == page[0].number - 1);
    CHECK(valueOf(log.after({Kind::Contact}, older[2].number, 2)).constFirst().number == page[0].number);

    const QDateTime later = primary.clock().utcNow().addDays(1);
    CHECK(valueOf(log.purge(later, 4)) == 4);
    CHECK(valueOf(log.page({}, 0, 100)).size() == 8);
    CHECK(valueOf(log.purge(later, 100)) == 6);
    CHECK(valueOf(log.last(100)).size() == 2); // the audit entries: its role has one, too
}

TEST_CASE("14.B6: which site an entry is about is said by its details themselves, not by what is nested in them")
{
    StoreSite primary(1);
    SyncLog &log = primary->log();
    const auto syncId = [](int id) { return QJsonObject {{QStringLiteral("syncId"), id}}; };
    require(log.addContact(QStringLiteral("sites-are-back"), {{QStringLiteral("a"), syncId(7)}}));
    QJsonObject both = syncId(2);
    both.insert(QStringLiteral("a"), syncId(5));
    require(log.addAudit(QStringLiteral("peer-edited"), {}, both));
    const auto of = [&](int id) { return valueOf(log.page({{}, SyncId {id}}, 0, 10)).size(); };
    CHECK(of(7) == 0);
    CHECK(of(5) == 0);
    CHECK(of(2) == 1);
}

TEST_CASE("14.B6: refusals, and what is purged, are found by an index of their own: other entries are very many")
{
    StoreSite primary(1);
    const auto plan = [&primary](const Statement &statement) {
        QString words;
        require(primary->connection().each(statement, {}, [&words](const Row &row) -> Result<> {
            words += row.value(3).toString() + u';';
            return {};
        }));
        return words;
    };
    const QString refusals = plan("EXPLAIN QUERY PLAN SELECT number FROM log WHERE kind = 'contact'"
                                  " AND what <> 'site-contact' AND what IN ('site-refused', 'site-other-machine')"
                                  " AND number < 100 ORDER BY number DESC LIMIT 10"_sql);
    CHECK(refusals.contains(QStringLiteral("log_told (kind=? AND number<?)")));
    CHECK_FALSE(refusals.contains(QStringLiteral("TEMP B-TREE")));
    const QVariant audit = valueOf(primary->connection().value(
        "SELECT sql FROM sqlite_schema WHERE name = 'log_time' AND sql LIKE '%<> ''audit''%'"_sql));
    CHECK_FALSE(audit.isNull());
}

TEST_CASE("A first load says when it last moved, and nothing is kept of it once it has ended")
{
    StoreSite primary(1);
    const auto add = [&](int id) {
        require(primary->connection().apply("INSERT INTO peer (sync_id, user_name, name_key, url, site_uuid, status,"
                                            " last_contact) VALUES (?, ?, ?, '', ?, 2, ?)"_sql,
            {id, QString::number(id), QString::number(id), QString::number(id),
                primary.clock().utcNow().toMSecsSinceEpoch()}));
    };
    add(2);
    SiteContacts contacts(primary->connection());
    const auto load = [&] { return valueOf(contacts.rows(primary.clock().utcNow())).constFirst().load; };
    SiteContacts::Change change {primary.clock().utcNow(), {}, 1};
    change.loadTotal = 500;
    require(contacts.record({{SyncId {2}, change}}));
    REQUIRE(load());
    CHECK(load()->moved == primary.clock().utcNow());
    const QDateTime moved = primary.clock().utcNow().addSecs(60);
    change = {moved, {}, 1};
    change.loaded = 10;
    require(contacts.record({{SyncId {2}, change}}));
    CHECK(*load() == SiteLoad {10, 500, moved});
    require(contacts.record({{SyncId {2}, {moved.addDays(7), {}, 1}}})); // it called, and took nothing
    CHECK(load()->moved == moved);
    require(contacts.move(SyncId {2}, SyncId {-2}));
    require(contacts.move(SyncId {-2}, SyncId {2}));
    CHECK(load()->moved == moved);
    require(contacts.record({{SyncId {2}, {moved, {}, 1, moved}}}));
    CHECK_FALSE(load());
    CHECK(valueOf(primary->connection().value("SELECT COUNT(*) FROM state WHERE name LIKE 'load-moved%'"_sql)) == 0);
}

TEST_CASE("A primary notes when it did not listen, also where it was killed")
{
    StoreSite primary(1);
    EngineRequests &requests = primary->requests();
    const Absences absences(primary->connection());
    const auto noted = [&] { return valueOf(absences.until(primary.clock().utcNow())); };
    const auto now = [&] { return primary.clock().utcNow(); };
    require(requests.setListening({}));
    primary.clock().advance(std::chrono::hours(60));
    CHECK(noted().isEmpty()); // it has never listened
    const QString url = QStringLiteral("http://127.0.0.1:2048");
    require(requests.setListening(url));
    primary.clock().advance(std::chrono::hours(2));
    require(requests.setListening(url)); // another address
    const QDateTime left = now();
    require(requests.setListening({}));
    primary.clock().advance(std::chrono::hours(60));
    require(requests.setListening({}));
    require(requests.dropListening());
    CHECK(noted() == QList<Absence> {{left, now()}});
    const QDateTime back = now();
    require(requests.setListening(url));
    primary.clock().advance(std::chrono::hours(5)); // and is killed: no site has called
    CHECK(noted() == QList<Absence> {{left, back}});
    require(requests.dropListening());
    require(requests.setListening(url));
    CHECK(noted() == QList<Absence> {{left, back}, {back, now()}});
    require(requests.setListening({}));
    primary.clock().advance(std::chrono::seconds(5)); // is started anew
    require(requests.setListening(url));
    CHECK(noted().size() == 2);
}
