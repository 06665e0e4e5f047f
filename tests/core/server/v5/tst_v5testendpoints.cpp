// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The test endpoints of protocol.md §2.8, as upstream's integration tests call them.
#include "core/records/recordstore.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/strictsite.h"

#include <QUrl>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray createCall = "/sync/v5/test/create_site";
const QByteArray upsertCall = "/sync/v5/test/upsert";
const QByteArray deleteCall = "/sync/v5/test/delete";

/// A primary that was made for tests, and serves their endpoints.
struct TestPrimary : ServedPrimary {
    TestPrimary()
    {
        REQUIRE(datafile().settings().markForTests());
        start({.listen = {}, .testEndpoints = true});
    }

    /// A site, just made: signs in from a machine that all of them share.
    V5Caller newSite(const QByteArray &body = R"({"visibleNameIds":[]})")
    {
        const RawReply reply = hill().post(createCall, body);
        REQUIRE(reply.status == 200);
        made = jsonOf(reply);
        V5Caller site(port(), of("site", "name"), {});
        site.wirePassword = of("site", "password").toUtf8();
        return site;
    }
    QString of(const char *object, const char *key) const
    {
        return made.value(QLatin1StringView(object)).toObject().value(QLatin1StringView(key)).toString();
    }
    void upsert(const QByteArray &body)
    {
        const RawReply reply = hill().post(upsertCall, body);
        REQUIRE(reply.status == 200);
    }

    QJsonObject made;
};

} // namespace

TEST_CASE("11.5: there are no test endpoints where nobody asked for them")
{
    ServedPrimary primary;
    REQUIRE(primary.datafile().settings().markForTests());
    primary.start();
    for (const QByteArray &call : {createCall, upsertCall, deleteCall})
        CHECK(outcome(primary.hill().post(call, "{}")) == "404 request_path_unknown");
}

TEST_CASE("11.5: test endpoints are refused on a datafile for real data, and beyond this machine")
{
    ServedPrimary primary;
    const auto refusal = [&primary](const char *listen) -> std::optional<ErrorCode> {
        SyncServer server(
            primary.address(), {.listen = QString::fromLatin1(listen), .testEndpoints = true}, primary.clock());
        const Result<> started = server.start();
        return started ? std::nullopt : std::optional(started.error().code);
    };
    CHECK(refusal("127.0.0.1:0") == ErrorCode::TestDatafileOnly);
    REQUIRE(primary.datafile().settings().markForTests());
    CHECK(refusal("0.0.0.0:0") == ErrorCode::TestLoopbackOnly);
    CHECK(refusal("127.0.0.1:0") == std::nullopt);
    CHECK(refusal("[::1]:0") == std::nullopt);
}

TEST_CASE("11.5: what a proxy on this machine hands on from elsewhere reaches no test endpoint")
{
    TestPrimary primary;
    primary.stop();
    primary.setPreference(QStringLiteral("trusted-proxies"), QStringLiteral("127.0.0.1"));
    primary.start({.listen = {}, .testEndpoints = true});
    V5Caller caller = primary.hill();
    CHECK(caller.post(upsertCall, "{}").status == 200);
    caller.headers = {{"X-Forwarded-For", "192.0.2.7"}};
    CHECK(outcome(caller.post(upsertCall, "{}")) == "400 test_loopback_only");
}

TEST_CASE("11.5: test endpoints are for sites of the list, which stay as they are: without store or machine")
{
    TestPrimary primary;
    V5Caller stranger(primary.port(), QStringLiteral("nobody"), QStringLiteral("secret"));
    CHECK(outcome(stranger.post(createCall, "{}")) == "401 site_name_not_found");
    V5Caller wrong(primary.port(), QStringLiteral("hill"), QStringLiteral("wrong"));
    CHECK(outcome(wrong.post(createCall, "{}")) == "401 site_incorrect_password");

    V5Caller empty(primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4"));
    CHECK(empty.post(createCall, "{}").status == 200);
    empty.hardwareId = "another machine";
    CHECK(empty.post(upsertCall, "null").status == 200);
    empty.hardwareId.reset();
    CHECK(empty.post(deleteCall, "null").status == 200);
    const auto caller = primary.datafile().peerStates().caller(QStringLiteral("empty"));
    REQUIRE(caller);
    CHECK((*caller)->hardwareId.isEmpty());
}

TEST_CASE("11.5: a site that was made signs in, initialises, and gets what it is to see and what is put in for it")
{
    TestPrimary primary;
    primary.put("name", "supplier", R"({"ID":"supplier","type":"facility"})");
    StrictSite site(primary.newSite(R"({"visibleNameIds":["supplier"]})"));
    const QByteArray store = primary.of("store", "ID").toUtf8();
    const QByteArray name = primary.of("store", "name_ID").toUtf8();
    CHECK(primary.made.value(QStringLiteral("site")).toObject().value(QStringLiteral("site_ID")) == 5);
    const QJsonObject info = jsonOf(site.caller().get(siteCall));
    CHECK(info.value(QStringLiteral("id")) == primary.of("site", "ID"));
    CHECK(info.value(QStringLiteral("siteId")) == 5);

    site.initialise();
    CHECK(site.records("store/").contains("store/" + store));
    CHECK(site.records("name/").contains("name/" + name));
    CHECK(site.records("name/").contains("name/supplier"));
    CHECK(site.records("name_store_join/").size() == 1);
    CHECK(site.records("pref/").size() == 1);
    CHECK(site.records("currency/").size() == 1);

    primary.upsert(R"({"name_store_join":[{"ID":"j","name_ID":"n","store_ID":")" + store
        + R"("}],"item":[{"ID":"i","code":"c"}],"name":[{"ID":"n","type":"facility"}]})");
    site.pull();
    CHECK(site.records("item/") == QByteArrayList {"item/i"});
    CHECK(site.records("name_store_join/").contains("name_store_join/j"));
    CHECK(primary.hill().post(deleteCall, R"({"name_store_join":["j"],"item":["i","never there"]})").status == 200);
    site.pull();
    CHECK(site.records("item/").isEmpty());
    CHECK_FALSE(site.records("name_store_join/").contains("name_store_join/j"));
}

TEST_CASE("11.5: many sites are made, from one machine, each with its own; what all need is there once")
{
    TestPrimary primary;
    QSet<QString> names;
    for (int i = 0; i < 5; ++i) {
        V5Caller site = primary.newSite();
        CHECK(site.get(siteCall).status == 200); // bound now
        CHECK(site.post(initialiseCall, "{}").status == 200);
        names.insert(site.user);
    }
    CHECK(names.size() == 5);
    const auto count
        = [&primary](const char *table) { return primary.datafile().records().count(QByteArray(table)).value_or(-1); };
    CHECK(count("currency") == 1);
    CHECK(count("store") == 2 + 5);
    const auto entries = primary.datafile().log().last(100);
    REQUIRE(entries);
    CHECK(std::count_if(entries->begin(), entries->end(), [](const SyncLog::Entry &entry) {
        return entry.what == QStringLiteral("peer-added") && entry.who.contains(QStringLiteral("test endpoints"));
    }) == 5);
}

TEST_CASE("11.5: what a record leaves out stays as it was; one that is refused undoes all")
{
    TestPrimary primary;
    primary.upsert(R"({"unit":[{"ID":"u","units":"tablet","order_number":3}]})");
    primary.upsert(R"({"unit":[{"ID":"u","order_number":4}]})");
    const auto unit = primary.dataOf("unit", "u");
    REQUIRE(unit);
    CHECK(unit->contains(R"("units":"tablet")"));
    CHECK(unit->contains(R"("order_number":4)"));

    const QByteArray tooLong(maxRecordIdLength + 1, 'x');
    const RawReply refused
        = primary.hill().post(upsertCall, R"({"unit":[{"ID":"v"}],"item":[{"ID":")" + tooLong + R"("}]})");
    CHECK(refused.status == 400);
    CHECK_FALSE(primary.dataOf("unit", "v"));
    CHECK(outcome(primary.hill().post(upsertCall, R"({"unit":[{}]})")) == "400 request_malformed");
}

TEST_CASE("11.5: thousands of records come in one body, children before their parents")
{
    TestPrimary primary;
    StrictSite site(primary.newSite());
    const QByteArray store = primary.of("store", "ID").toUtf8();
    site.initialise();
    QByteArrayList joins;
    QByteArrayList names;
    for (int i = 0; i < 3000; ++i) {
        const QByteArray id = QByteArray::number(i);
        joins.append(R"({"ID":"j)" + id + R"(","name_ID":"p)" + id + R"(","store_ID":")" + store + R"("})");
        names.append(R"({"ID":"p)" + id + R"(","type":"patient","first":"P"})");
    }
    primary.upsert(R"({"name_store_join":[)" + joins.join(',') + R"(],"name":[)" + names.join(',') + "]}");
    site.pull();
    CHECK(site.records("name/p").size() == 3000);
}

TEST_CASE("11.5: what one made site ships reaches another made one with its lines, and its delete, too")
{
    TestPrimary primary;
    V5Caller sender = primary.newSite();
    const QByteArray from = primary.of("store", "ID").toUtf8();
    StrictSite receiver(
        primary.newSite(R"({"visibleNameIds":[")" + primary.of("store", "name_ID").toUtf8() + R"("]})"));
    const QByteArray to = primary.of("store", "name_ID").toUtf8();
    CHECK(sender.post(initialiseCall, "{}").status == 200);
    receiver.initialise();
    const QByteArray invoice = R"({"ID":"t","name_ID":")" + to + R"(","store_ID":")" + from
        + R"(","invoice_num":1,"type":"ci","status":"cn","entry_date":"2026-03-01T00:00:00","entry_time":"09:00:00","mode":"store"})";
    const QByteArray line
        = R"({"ID":"l","transaction_ID":"t","item_ID":"i","item_name":"Salt","type":"stock_out","quantity":2})";
    const auto push = [&sender](const QByteArray &records) {
        return sender.post(queueCall, R"({"queueLength":0,"data":[)" + records + "]}").status;
    };
    const auto changed
        = [](const char *table, const char *id, const QByteArray &action, const QByteArray &data) -> QByteArray {
        return R"({"syncOutId":"1","tableName":")" + QByteArray(table) + R"(","recordId":")" + id + R"(","action":")"
            + action + R"(","recordData":)" + data + '}';
    };
    CHECK(push(changed("trans_line", "l", "Update", line) + ',' + changed("transact", "t", "Update", invoice)) == 200);
    receiver.pull();
    CHECK(receiver.records("transact/") == QByteArrayList {"transact/t"});
    CHECK(receiver.records("trans_line/") == QByteArrayList {"trans_line/l"});
    CHECK(receiver.dataOf("transact", "t").contains(R"("entry_date":"2026-03-01")"));
    CHECK(push(changed("trans_line", "l", "Delete", "null") + ',' + changed("transact", "t", "Delete", "null")) == 200);
    receiver.pull();
    CHECK(receiver.records("trans").isEmpty());
}
