// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/server/v6/v6records.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QJsonObject siteInfoOf(V5Caller caller)
{
    return jsonOf(caller.get(siteCall));
}

} // namespace

TEST_CASE("11.2: /site names this primary as the central server of version 6, whose first pull is empty")
{
    V6Central central;
    const QJsonObject site = siteInfoOf(central.primary.hill());
    CHECK(site.value(QStringLiteral("omSupplyCentralServerUrl")).toString() == central.primary.server().address());
    CHECK(site.value(QStringLiteral("isOmSupplyCentralServer")) == false);
    const RawReply first = central.hill->call("pull", R"("cursor":12,"batchSize":500,"isInitialised":false)");
    CHECK(first.status == 200);
    CHECK(first.body == R"({"data":{"end_cursor":0,"total_records":0,"is_last_batch":true,"records":[]}})");
    CHECK(central.hill->call("site_status", "").body == R"({"data":{"is_integrating":false}})");
    CHECK(central.hill->call("push", R"("batch":{"end_cursor":0,"total_records":0,"records":[],"is_last_batch":true})")
              .body
        == R"({"data":{"records_pushed":0}})");
}

TEST_CASE("11.2: what a site pushes is kept, not echoed, and comes back when it begins anew")
{
    V6Central central;
    CHECK(central.hill->push({assetRecord("a1", "store_a"), assetLogRecord("l1", "a1")}).body
        == R"({"data":{"records_pushed":2}})");
    CHECK(central.primary.dataOf("asset", "a1") == assetRecord("a1", "store_a").data);
    CHECK(central.hill->pull().isEmpty());
    CHECK(central.valley->pull().isEmpty());
    V6Caller again(central.primary.hill());
    CHECK(again.pull(false) == Names {"asset/a1", "asset_log/l1"});
    CHECK(again.dataOf("asset", "a1") == assetRecord("a1", "store_a").data);
    // The newest form alone, in its newest place; and again nothing new.
    CHECK(central.hill->push({assetRecord("a1", "store_a", "repaired")}).status == 200);
    V6Caller third(central.primary.hill());
    CHECK(third.pull(false) == Names {"asset_log/l1", "asset/a1"});
    CHECK(third.pull(false).isEmpty());
}

TEST_CASE("11.2: what the primary writes reaches all sites, and with a store that store's site")
{
    V6Central central;
    central.primary.put("asset_class", "c1", R"({"id":"c1","name":"Cold chain"})");
    central.primary.put("preference", "p1", R"({"id":"p1","key":"k","value":"v","store_id":"store_b"})");
    central.primary.put("preference", "p2", R"({"id":"p2","key":"k","value":"v","store_id":null})");
    central.primary.put("asset", "a1", assetRecord("a1", "store_a").data);
    CHECK(central.hill->pull() == Names {"asset_class/c1", "preference/p2", "asset/a1"});
    CHECK(central.valley->pull() == Names {"asset_class/c1", "preference/p1", "preference/p2"});
    // A site may write none of it.
    CHECK(outcomeOfV6(central.valley->push({v6Record("asset_class", "c1", R"("name":"Mine")")})) == "data");
    CHECK(refusedAt(central.primary) == Names {"asset_class/c1 record_central"});
    CHECK(central.hill->pull().isEmpty());
}

TEST_CASE("11.2: cursors are inclusive, and lead past what others get")
{
    V6Central central;
    QList<Record> records;
    for (int i = 0; i < 7; ++i)
        records.append(assetRecord("a" + QByteArray::number(i), i % 2 ? "store_b" : "store_a"));
    for (const Record &record : records)
        central.primary.put(record.table, record.id, record.data);
    central.hill->batchSize = 2;
    CHECK(central.hill->pull() == Names {"asset/a0", "asset/a2", "asset/a4", "asset/a6"});
    CHECK(central.hill->requests() == 2);
    CHECK(central.hill->cursor == 8);
    const RawReply page = central.valley->call("pull", R"("cursor":2,"batchSize":1,"isInitialised":true)");
    CHECK(page.body.startsWith(
        R"({"data":{"end_cursor":2,"total_records":6,"is_last_batch":false,"records":[{"cursor":2,)"));
}

TEST_CASE("11.2: a record of another site's store is kept undelivered and named, and the others go on")
{
    V6Central central;
    CHECK(outcomeOfV6(central.hill->push({assetRecord("a1", "store_a")})) == "data");
    CHECK(outcomeOfV6(central.valley->push({assetRecord("a1", "store_a", "stolen"),
              assetRecord("a1", "store_b", "taken"), assetRecord("b1", "store_b"), assetLogRecord("l1", "a1")}))
        == "data");
    CHECK(refusedAt(central.primary) == Names {"asset/a1 record_not_owned", "asset_log/l1 record_not_owned"});
    CHECK(central.hill->pull(false) == Names {"asset/a1"});
    CHECK(central.hill->dataOf("asset", "a1") == assetRecord("a1", "store_a").data);
    CHECK(central.valley->pull(false) == Names {"asset/b1"});
}

TEST_CASE("11.2: a line that comes before its asset goes where that goes, once it is there")
{
    V6Central central;
    CHECK(outcomeOfV6(central.hill->push({assetLogRecord("l1", "a1")})) == "data");
    V6Caller early(central.primary.hill());
    CHECK(early.pull(false) == Names {"asset_log/l1"}); // who wrote it gets it back
    central.primary.put("asset", "a1", assetRecord("a1", "store_a").data);
    CHECK(early.pull(true) == Names {"asset/a1"});
    V6Caller late(central.primary.hill());
    CHECK(late.pull(false) == Names {"asset/a1", "asset_log/l1"});
}

TEST_CASE("11.2: a store that moves takes its records of version 6 along")
{
    V6Central central;
    CHECK(outcomeOfV6(central.hill->push({assetRecord("a1", "store_a"), assetLogRecord("l1", "a1")})) == "data");
    CHECK(central.valley->pull().isEmpty());
    central.primary.putStore("store_a", 3);
    CHECK(central.valley->pull() == Names {"asset/a1", "asset_log/l1"});
}

TEST_CASE("11.2: a delete reaches those who had the record")
{
    V6Central central;
    central.primary.put("asset", "a1", assetRecord("a1", "store_a").data);
    CHECK(central.hill->pull() == Names {"asset/a1"});
    CHECK(central.primary.datafile().records().remove("asset", "a1"));
    CHECK(central.hill->pull() == Names {"-asset/a1"});
    CHECK(central.valley->pull().isEmpty());
    CHECK(
        outcomeOfV6(central.hill->push({assetRecord("a2", "store_a"), v6Gone("asset", "a2"), v6Gone("asset", "never")}))
        == "data");
    CHECK_FALSE(central.primary.dataOf("asset", "a2"));
}

TEST_CASE("11.2: a line that is deleted after its asset is deleted wherever it had gone")
{
    V6Central central;
    central.primary.put("asset", "a1", assetRecord("a1", "store_a").data);
    central.primary.put("asset_log", "l1", assetLogRecord("l1", "a1").data);
    CHECK(central.hill->pull() == Names {"asset/a1", "asset_log/l1"});
    CHECK(central.primary.datafile().records().remove("asset", "a1"));
    CHECK(central.hill->pull() == Names {"-asset/a1"});
    CHECK(central.primary.datafile().records().remove("asset_log", "l1"));
    CHECK(central.hill->pull() == Names {"-asset_log/l1"});
    CHECK(central.valley->pull().isEmpty());
}

TEST_CASE("11.2: what only a central server is told is kept, and goes to nobody")
{
    V6Central central;
    CHECK(outcomeOfV6(central.hill->push({v6Record("contact_form", "f1", R"("store_id":"store_a","body":"Help")"),
              v6Record("system_log", "s1", R"("message":"started","is_error":false)")}))
        == "data");
    CHECK(central.primary.dataOf("contact_form", "f1"));
    CHECK(central.primary.dataOf("system_log", "s1"));
    CHECK(central.hill->pull(false).isEmpty());
    CHECK(refusedAt(central.primary).isEmpty());
}

TEST_CASE("11.2: data of a plug-in without a store are for all, and stay whose they are")
{
    V6Central central;
    const Record data
        = v6Record("plugin_data", "d1", R"("store_id":null,"plugin_code":"p","data_identifier":"i","data":"x")");
    CHECK(outcomeOfV6(central.hill->push({data})) == "data");
    CHECK(central.valley->pull() == Names {"plugin_data/d1"});
    CHECK(outcomeOfV6(central.valley->push(
              {v6Record("plugin_data", "d1", R"("store_id":null,"plugin_code":"p","data_identifier":"i","data":"y")")}))
        == "data");
    CHECK(refusedAt(central.primary) == Names {"plugin_data/d1 record_not_owned"});
}

TEST_CASE("11.2: versions 0 to 5 are spoken, others get the protocol's own error")
{
    V6Central central;
    central.hill->version = {};
    CHECK(outcomeOfV6(central.hill->call("site_status", "")) == "data");
    central.hill->version = 5;
    CHECK(outcomeOfV6(central.hill->call("site_status", "")) == "data");
    for (const int version : {6, -1, 2000000000}) {
        central.hill->version = version;
        const std::string mismatch = "syncVersionMismatch [0,5," + std::to_string(version) + ']';
        CHECK(outcomeOfV6(central.hill->call("site_status", "")) == mismatch);
        CHECK(outcomeOfV6(central.hill->push({assetRecord("a1", "store_a")})) == mismatch);
        CHECK(outcomeOfV6(central.hill->upload("f1", "bytes")) == mismatch);
        const RawReply download = central.hill->download("f1");
        CHECK(download.status == 400);
        CHECK(download.body == "{\"syncVersionMismatch\":[0,5," + QByteArray::number(version) + "]}");
    }
    CHECK_FALSE(central.primary.dataOf("asset", "a1"));
}

TEST_CASE("11.2: with a real Open mSupply central beside it a primary names that one, and is none itself")
{
    V6Central central;
    central.primary.setPreference(QStringLiteral("oms-central-url"), QStringLiteral("https://oms.example"));
    CHECK(siteInfoOf(central.primary.hill()).value(QStringLiteral("omSupplyCentralServerUrl"))
        == QLatin1String("https://oms.example"));
    CHECK(outcomeOfV6(central.hill->call("site_status", "")) == "notACentralServer");
    CHECK(outcomeOfV6(central.hill->push({assetRecord("a1", "store_a")})) == "notACentralServer");
    CHECK(central.hill->download("f1").body == "\"notACentralServer\"");
    CHECK(central.hill->download("f1").status == 400);
    CHECK(central.hill->join("j1", "n1", "store_a").status == 400);
    CHECK_FALSE(central.primary.dataOf("asset", "a1"));
    central.primary.setPreference(QStringLiteral("oms-central-url"), QString());
    CHECK(outcomeOfV6(central.hill->call("site_status", "")) == "data");
}

TEST_CASE("11.2: who cannot sign in gets version 5's error within version 6's")
{
    V6Central central;
    central.hill->password = QStringLiteral("wrong");
    CHECK(outcomeOfV6(central.hill->call("site_status", "")) == "legacyServerError site_incorrect_password");
    CHECK(central.hill->call("site_status", "").status == 200);
    CHECK(central.hill->join("j1", "n1", "store_a").status == 401);
    CHECK(central.hill->download("f1").status == 401);
    V6Caller other(central.primary.valley());
    other.hardwareId = "another machine";
    CHECK(outcomeOfV6(other.call("site_status", "")) == "legacyServerError site_incorrect_hardware_id");
    V6Caller without(central.primary.hill());
    without.hardwareId = {};
    CHECK(outcomeOfV6(without.push({assetRecord("a1", "store_a")})) == "legacyServerError site_incorrect_hardware_id");
    V6Caller empty(V5Caller(central.primary.port(), QStringLiteral("empty"), QStringLiteral("secret-4")));
    CHECK(outcomeOfV6(empty.call("site_status", "")) == "legacyServerError site_has_no_store");
    for (const QByteArray &body : {QByteArrayLiteral(""), QByteArrayLiteral("{}"), QByteArrayLiteral("[]"),
             QByteArrayLiteral(R"({"syncV5Settings":null})"), QByteArrayLiteral(R"({"syncV5Settings":{}})"),
             QByteArrayLiteral(R"({"syncV5Settings":{"username":"hill"}})"),
             QByteArrayLiteral(R"({"syncV5Settings":{"username":"hill","passwordSha256":)"),
             QByteArray("[").repeated(9000)}) {
        CAPTURE(body);
        CHECK(outcomeOfV6(central.hill->post("/central/sync/push", body)) == "otherServerError");
    }
    const QByteArray rubbish = central.hill->post("/central/sync/push", "\x1f\x8brubbish").body;
    CHECK(rubbish.contains("The request cannot be read: "));
    CHECK(central.hill->post("/central/sync/push", "{}").body.contains("no user name and password"));
}
