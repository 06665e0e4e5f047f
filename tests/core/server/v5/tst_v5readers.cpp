// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary serves, as a strict reader meets it (protocol.md §2.7).
#include "core/domain/dialect.h"
#include "core/records/quarantineretry.h"
#include "core/records/recordstore.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/strictsite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

struct Unreadable {
    const char *id;
    QByteArray field; ///< of the data, with what is wrong in it
    const char *why;
};

/// Each is JSON, and stored.
QList<Unreadable> unreadable()
{
    return {
        {"number", R"("n":1e400)", "larger than a double"},
        {"long-number", R"("n":)" + QByteArray(400, '9'), "larger than a double"},
        {"depth", R"("n":)" + nested(100), "deeper than 100 levels"},
        {"nul", R"("n":"a\u0000b")", "the character U+0000"},
        {"twice", R"("n":1,"n":2)", "the key n stands there twice"},
        {"twice-inside", R"("n":{"m":1,"m":1})", "the key m stands there twice"},
    };
}

/// With all that a reader needs, so that nothing is adapted.
QByteArray dataOf(const QByteArray &table, const QByteArray &id, const QByteArray &fields = R"("n":1)")
{
    return withDefaults(table, R"({"ID":")" + id + "\"," + fields + '}');
}

/// Of store_a, which is hill's, for store_b, which is valley's.
QByteArray invoice(const QByteArray &id, const QByteArray &fields = R"("n":1)")
{
    return dataOf("transact", id,
        R"("store_ID":"store_a","name_ID":"name_store_b","type":"ci","entry_date":"2024-03-09",)" + fields);
}

QByteArray order(const QByteArray &id)
{
    return dataOf("requisition", id,
        R"("store_ID":"store_a","name_ID":"name_store_b","type":"request","date_entered":"2024-03-09")");
}

QByteArray pushOf(const QList<Record> &records)
{
    QByteArrayList entries;
    for (const Record &record : records)
        entries.append(R"({"syncOutId":"1","tableName":")" + record.table + R"(","recordId":")" + record.id
            + R"(","action":"Update","recordData":)" + record.data + '}');
    return R"({"queueLength":1,"data":[)" + entries.join(',') + "]}";
}

Record upsert(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    return {table, id, Action::Update, data};
}

/// A primary with hill and valley, which both have begun; hill's transfers to "name_store_b" go to valley.
struct Served {
    ServedPrimary primary;

    Served()
    {
        primary.start();
        V5Caller hill = primary.hill();
        REQUIRE(hill.post(initialiseCall, "{}").status == 200);
        V5Caller valley = primary.valley();
        REQUIRE(valley.post(initialiseCall, "{}").status == 200);
    }
    void push(const QList<Record> &records)
    {
        V5Caller hill = primary.hill();
        REQUIRE(hill.post(queueCall, pushOf(records)).status == 200);
    }
    QList<Quarantine::Entry> quarantine() { return *primary.datafile().quarantine().entries(); }
    /// "source table/id sites", in order of text.
    QByteArrayList named()
    {
        QByteArrayList lines;
        for (const Quarantine::Entry &entry : quarantine()) {
            CHECK(entry.reason.code == ErrorCode::RecordUnreadable);
            lines.append(QByteArray::number(entry.source.value()) + ' ' + entry.record.table + '/' + entry.record.id
                + ' ' + entry.reason.values.value(QStringLiteral("site")).toString().toUtf8());
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    }
};

} // namespace

TEST_CASE("A3: central records that a strict reader cannot take are withheld from it, and the others reach it")
{
    Served s;
    s.primary.put("unit", "first", dataOf("unit", "first"));
    for (const Unreadable &bad : unreadable())
        s.primary.put("unit", bad.id, dataOf("unit", bad.id, bad.field));
    s.primary.put("unit", "middle", dataOf("unit", "middle"));
    s.primary.put("item", "last-bad", dataOf("item", "last-bad", R"("n":1e999)"));
    for (const int limit : {1, 2, 3, 500}) {
        CAPTURE(limit);
        StrictSite valley(s.primary.valley());
        valley.limit = limit;
        valley.pull();
        CHECK(valley.dataOf("unit", "first") == dataOf("unit", "first"));
        CHECK(valley.dataOf("unit", "middle") == dataOf("unit", "middle"));
        CHECK(valley.records("unit/").size() == 2);
        CHECK(valley.records("item/").isEmpty());
        valley.pull(); // nothing is new: it ends at once
        CHECK(valley.requests() < 20);
    }
    // Each stands in quarantine once, however often it was met.
    const QList<Quarantine::Entry> entries = s.quarantine();
    REQUIRE(entries.size() == unreadable().size() + 1);
    for (qsizetype at = 0; at < unreadable().size(); ++at) {
        CHECK(entries[at].record.id == unreadable()[at].id);
        CHECK(entries[at].source == primarySyncId);
        CHECK(entries[at].reason.values.value(QStringLiteral("site")) == QStringLiteral("3"));
        CHECK(describe(entries[at].reason).contains(QString::fromLatin1(unreadable()[at].why)));
    }
    // What is corrected is sent as usual, and leaves the quarantine.
    StrictSite valley(s.primary.valley());
    valley.pull();
    s.primary.put("item", "last-bad", dataOf("item", "last-bad"));
    s.primary.put("unit", "number", dataOf("unit", "number"));
    CHECK(s.quarantine().size() == unreadable().size() - 1);
    valley.pull();
    CHECK(valley.dataOf("item", "last-bad") == dataOf("item", "last-bad"));
    CHECK(valley.dataOf("unit", "number") == dataOf("unit", "number"));
    CHECK(s.quarantine().size() == unreadable().size() - 1);
}

TEST_CASE(
    "A3: what one site pushes and another cannot read is kept as it came, leaves that one's queue, and never blocks")
{
    Served s;
    QList<Record> records {upsert("transact", "first", invoice("first"))};
    for (const Unreadable &bad : unreadable())
        records.append(upsert("transact", bad.id, invoice(bad.id, bad.field)));
    records.append(upsert("transact", "last", invoice("last")));
    s.push(records);
    for (const Record &record : records)
        CHECK(s.primary.dataOf("transact", record.id) == record.data);
    StrictSite valley(s.primary.valley());
    valley.limit = 2;
    valley.pull();
    CHECK(valley.records("transact/") == QByteArrayList {"transact/first", "transact/last"});
    CHECK(s.primary.datafile().queue().length(SyncId {3}) == 0);
    REQUIRE(s.named().size() == unreadable().size());
    CHECK(s.named().contains("2 transact/number 3"));
    // A site that begins again meets them again; they are named once.
    StrictSite again(s.primary.valley());
    again.initialise();
    CHECK(again.records("transact/") == QByteArrayList {"transact/first", "transact/last"});
    CHECK(s.named().size() == unreadable().size());
    // Its own site gets them back, byte for byte.
    V5Caller hill = s.primary.hill();
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
    const QByteArray queue = hill.get(queueCall).body;
    for (const Record &record : records)
        CHECK(queue.contains(record.data));
    CHECK(s.named().size() == unreadable().size());
    // Corrected, it is sent as usual.
    s.push({upsert("transact", "nul", invoice("nul"))});
    CHECK(s.named().size() == unreadable().size() - 1);
    again.pull();
    CHECK(again.dataOf("transact", "nul") == invoice("nul"));
}

TEST_CASE("A3: a Mailboat is given every record as it came")
{
    Served s;
    QByteArrayList all;
    QList<Record> records;
    for (const Unreadable &bad : unreadable()) {
        s.primary.put("unit", bad.id, dataOf("unit", bad.id, bad.field));
        records.append(upsert("transact", bad.id, invoice(bad.id, bad.field)));
        all += {dataOf("unit", bad.id, bad.field), invoice(bad.id, bad.field)};
    }
    s.push(records);
    V5Caller valley = s.primary.valley();
    valley.headers = {{"mailboat", "1"}};
    const QByteArray given = valley.get(centralCall + "?cursor=0").body + valley.get(queueCall).body;
    for (const QByteArray &data : all)
        CHECK(given.contains(data));
    CHECK(s.quarantine().isEmpty());
    CHECK(s.primary.datafile().queue().length(SyncId {3}) == unreadable().size());
}

TEST_CASE("A3: of two records of one ID a strict reader is given the one that was here first")
{
    Served s;
    s.primary.put("unit", "x", dataOf("unit", "x"));
    s.primary.put("item", "x", dataOf("item", "x"));
    s.primary.put("unit", "x", dataOf("unit", "x", R"("n":2)")); // changed later, but still the first
    s.push({upsert("Location", "y", dataOf("Location", "y", R"("store_ID":"store_a")")),
        upsert("transact", "x", invoice("x")), upsert("transact", "z", invoice("z")),
        upsert("requisition", "z", order("z"))});
    s.primary.put("unit", "z", dataOf("unit", "z"));
    s.primary.put("unit", "y", dataOf("unit", "y")); // a Location of that ID is at hill, not at valley
    StrictSite valley(s.primary.valley());
    valley.initialise();
    CHECK(valley.records("/x") == QByteArrayList {"unit/x"});
    CHECK(valley.records("/y") == QByteArrayList {"unit/y"});
    CHECK(valley.records("/z") == QByteArrayList {"transact/z"});
    CHECK(s.named() == QByteArrayList {"1 item/x 3", "1 unit/z 3", "2 requisition/z 3", "2 transact/x 3"});
    CHECK(describe(s.quarantine().constFirst().reason)
              .contains(QStringLiteral("a record of unit there has the same ID")));

    StrictSite hill(s.primary.hill());
    hill.pull(); // central data alone: its own went out from there
    CHECK(hill.records("/y").isEmpty());
    CHECK(s.named().contains("1 unit/y 2"));
    CHECK(s.named().contains("1 item/x 3, 2"));

    // Once the first is gone, the other one is sent: by hand, or when it changes.
    REQUIRE(s.primary.datafile().records().remove("transact", "z"));
    CHECK(retryQuarantined(s.primary.datafile()) == 0); // the requisition and the unit are still two
    REQUIRE(s.primary.datafile().records().remove("unit", "z"));
    CHECK(retryQuarantined(s.primary.datafile()) == 1);
    valley.pull();
    CHECK(valley.records("/z") == QByteArrayList {"requisition/z"});
    CHECK_FALSE(s.named().contains("2 requisition/z 3"));
    REQUIRE(s.primary.datafile().records().remove("unit", "x"));
    s.primary.put("item", "x", dataOf("item", "x", R"("n":2)")); // changed: sent as usual
    valley.pull();
    CHECK(valley.records("/x") == QByteArrayList {"item/x"});
    StrictSite fresh(s.primary.valley());
    fresh.initialise();
    CHECK(fresh.records("/x") == QByteArrayList {"item/x"});
}

TEST_CASE("A3: a record that was withheld takes its namesake with it neither when it goes nor when it changes")
{
    Served s;
    s.primary.put("unit", "x", dataOf("unit", "x"));
    s.primary.put("item", "x", dataOf("item", "x"));
    StrictSite valley(s.primary.valley());
    valley.pull();
    REQUIRE(s.primary.datafile().records().remove("item", "x"));
    CHECK(s.quarantine().isEmpty());
    valley.pull();
    CHECK(valley.records("/x") == QByteArrayList {"unit/x"});
    StrictSite fresh(s.primary.valley()); // meets the delete behind the record
    fresh.initialise();
    CHECK(fresh.records("/x") == QByteArrayList {"unit/x"});
    CHECK(s.quarantine().isEmpty());
}

TEST_CASE("A3: what the primary writes on behalf of a site is not that site's own bytes")
{
    Served s;
    const QByteArray shelf = dataOf("Location", "shelf", R"("store_ID":"store_a","n":1e400)");
    const QByteArray other = dataOf("Location", "other", R"("store_ID":"store_a")");
    s.primary.put("Location", "shelf", shelf);
    s.primary.put("Location", "other", other);
    StrictSite hill(s.primary.hill());
    hill.initialise();
    CHECK(hill.records("Location/") == QByteArrayList {"Location/other"});
    CHECK(s.named() == QByteArrayList {"2 Location/shelf 2"});
    s.push({upsert("Location", "shelf", dataOf("Location", "shelf", R"("store_ID":"store_a","n":1)"))});
    CHECK(s.quarantine().isEmpty());
}

TEST_CASE("A3: tables that the protocol's readers do not know share IDs as they like")
{
    Served s;
    s.primary.put("name", "n", dataOf("name", "n"));
    s.push({upsert("name_oms_fields", "n", R"({"id":"n","properties":null})")});
    StrictSite hill(s.primary.hill());
    hill.pull();
    CHECK(hill.dataOf("name", "n") == dataOf("name", "n"));
    V5Caller caller = s.primary.hill();
    REQUIRE(caller.post(initialiseCall, "{}").status == 200);
    CHECK(caller.get(queueCall).body.contains("name_oms_fields"));
    CHECK(s.quarantine().isEmpty());
}

TEST_CASE("A3: a refusal in quarantine and what is withheld of the same record stand beside each other")
{
    Served s;
    s.push({upsert("transact", "t", invoice("t", R"("n":1e400)"))});
    StrictSite valley(s.primary.valley());
    valley.pull();
    CHECK(s.named() == QByteArrayList {"2 transact/t 3"});
    s.push({upsert("transact", "t", R"({"ID":"other"})")});
    CHECK(s.quarantine().size() == 2);
    s.push({upsert("transact", "t", invoice("t", R"("n":1e400)"))}); // as it stands: still withheld
    CHECK(s.named() == QByteArrayList {"2 transact/t 3"});
    s.push({upsert("transact", "t", invoice("t"))});
    CHECK(s.quarantine().isEmpty());
}
