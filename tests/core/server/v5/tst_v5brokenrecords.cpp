// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pushes with records that are no JSON.
#include "core/records/recordstore.h"
#include "core/store/quarantine.h"
#include "tests/support/brokenjson.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray pushed(const QByteArray &id, const QByteArray &data)
{
    return R"({"syncOutId":"1","tableName":"Location","recordId":")" + id + R"(","action":"Update","recordData":)"
        + data + '}';
}

QByteArray shelf(const QByteArray &id)
{
    return R"({"ID":")" + id + R"(","store_ID":"store_a"})";
}

QByteArray batch(const QByteArrayList &entries)
{
    return R"({"queueLength":3,"data":[)" + entries.join(',') + "]}";
}

} // namespace

TEST_CASE("A1: a push with a record that is no JSON is taken, that record goes to quarantine by name")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        const QByteArray kind = QByteArray(broken.kind).replace(' ', '-');
        const QByteArray bad = pushed(kind + "-2", broken.data);
        const QByteArray body
            = batch({pushed(kind + "-1", shelf(kind + "-1")), bad, pushed(kind + "-3", shelf(kind + "-3"))});
        for (int time = 0; time < 2; ++time) { // sent twice, as any POST may be
            CHECK(hill.post(queueCall, body).status == 200);
            CHECK(primary.dataOf("Location", kind + "-1"));
            CHECK_FALSE(primary.dataOf("Location", kind + "-2"));
            CHECK(primary.dataOf("Location", kind + "-3"));
        }
        const QList<Quarantine::Entry> entries = *primary.datafile().quarantine().entries();
        REQUIRE(entries.size() == 1);
        const Quarantine::Entry &entry = entries.first();
        CHECK(entry.source == SyncId {2});
        CHECK(entry.record.table == "Location");
        CHECK(entry.record.id == kind + "-2");
        CHECK(bad.contains(entry.record.data));
        CHECK(entry.record.data.contains(broken.data));
        CHECK(entry.reason.code == ErrorCode::RecordDataBroken);
        CHECK(describe(entry.reason).contains(QStringLiteral("at byte ")));
        REQUIRE(hill.post(queueCall, batch({pushed(kind + "-2", shelf(kind + "-2"))})).status == 200);
        CHECK(primary.datafile().quarantine().count() == 0); // a good form of it came
    }
}

TEST_CASE("A1: pushed records whose table or ID cannot be read stand in quarantine each, and once")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray body
        = batch({"nonsense", R"({"tableName":"Location",007})", pushed("good", shelf("good")), "{\"x\":\"\x01\"}"});
    for (int time = 0; time < 2; ++time)
        CHECK(hill.post(queueCall, body).status == 200);
    CHECK(primary.dataOf("Location", "good"));
    const QList<Quarantine::Entry> entries = *primary.datafile().quarantine().entries();
    REQUIRE(entries.size() == 3);
    CHECK(entries[1].record.table == "Location");
    CHECK(entries[2].record.data == "{\"x\":\"\x01\"}");
    for (const Quarantine::Entry &entry : entries)
        CHECK(entry.reason.code == ErrorCode::RecordDataBroken);
}

TEST_CASE("13.7: of pushed records that nobody can name some stand in quarantine, the others in one entry, once")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    QByteArrayList entries(1000, "{}");
    entries.append({pushed("good", shelf("good")), pushed("bad", "[1]")});
    for (int time = 0; time < 2; ++time)
        CHECK(hill.post(queueCall, batch(entries)).status == 200);
    CHECK(primary.dataOf("Location", "good"));
    const QList<Quarantine::Entry> heads = *primary.datafile().quarantine().heads();
    REQUIRE(heads.size() == 3);
    CHECK(heads[1].record.id == "bad");
    CHECK(heads[2].records == 900);
    CHECK(heads[2].source == SyncId {2});
}

TEST_CASE(
    "A1: what breaks the envelope of a push is refused with the byte and the last whole record, and nothing is taken")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200); // whose machine it is, is noted once
    const auto before = primary.tables();
    const QByteArray open = pushed("open", R"({"n":"a)");
    const QByteArray body = batch({pushed("first", shelf("first")), open, pushed("last", shelf("last"))});
    const RawReply reply = hill.post(queueCall, body);
    CHECK(outcome(reply) == "400 request_malformed");
    CHECK(reply.body.contains("first of Location"));
    const QByteArray place = QByteArray::number(body.indexOf(open) + 1);
    CHECK(reply.body.contains(QByteArray("at byte " + place)));
    CHECK((primary.tables() == before));
}

TEST_CASE("A4: a Mailboat is told which of its records found no room in quarantine, another client is not")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray large = R"({"n":")" + QByteArray(9 << 20, 'x') + '\n' + R"("})";
    const QByteArray body = batch({pushed("small", "{,}"), pushed("good", shelf("good")), pushed("large", large)});
    CHECK(hill.post(queueCall, body).body == R"({"integrationStarted":false})");
    hill.headers = {{"mailboat", "1"}};
    const QByteArray numbered = QByteArray(body).replace(R"("syncOutId":"1","tableName":"Location","recordId":"large")",
        R"("syncOutId":"7","tableName":"Location","recordId":"large")");
    const QJsonObject answer = jsonOf(hill.post(queueCall, numbered));
    CHECK(answer.value(QStringLiteral("integrationStarted")) == false);
    const QJsonArray notKept = answer.value(QStringLiteral("notKept")).toArray();
    REQUIRE(notKept.size() == 1);
    CHECK(notKept.at(0).toObject().value(QStringLiteral("syncOutId")) == QStringLiteral("7"));
    CHECK(notKept.at(0).toObject().value(QStringLiteral("code")) == QStringLiteral("record_data_broken"));
    CHECK(notKept.at(0).toObject().value(QStringLiteral("message")).toString().contains(QStringLiteral("at byte ")));
    CHECK(primary.dataOf("Location", "good"));
    CHECK(primary.datafile().quarantine().count() == 2);
    CHECK(primary.datafile().quarantine().countWithoutData() == 1);
}
