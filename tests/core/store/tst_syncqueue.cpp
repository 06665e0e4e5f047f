// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sitepositions.h"
#include "tests/support/store/storesite.h"

#include <atomic>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr SyncId siteTwo {2};

QList<QByteArray> idsOf(const QList<QueuedRecord> &records)
{
    QList<QByteArray> ids;
    for (const QueuedRecord &queued : records)
        ids.append(queued.syncOutId);
    return ids;
}

} // namespace

TEST_CASE("The first records that wait come again until they are acknowledged")
{
    StoreSite primary(1);
    for (const char *id : {"a", "b", "c"}) {
        primary.put("pref", id);
        require(primary->queue().add(siteTwo, {"pref", id}));
    }
    const auto batch = valueOf(primary->queue().first(siteTwo, 2));
    CHECK(batch.queueLength == 3);
    CHECK(batch.records.size() == 2);
    CHECK(valueOf(primary->queue().first(siteTwo, 2)).records == batch.records);
    CHECK(valueOf(primary->queue().acknowledge(siteTwo, idsOf(batch.records))) == 2);
    CHECK(primary.queue(2) == Texts {"pref/c"});
    CHECK(valueOf(primary->queue().acknowledge(siteTwo, idsOf(batch.records))) == 0); // repeated
    CHECK(primary.queue(2) == Texts {"pref/c"});
}

TEST_CASE("An acknowledgement never removes a change newer than what was handed out")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addStore("s2", 2);
    primary.put("pref", "p", R"({"store_ID":"s2"})");
    const auto handedOut = valueOf(primary->queue().first(siteTwo, 10));
    primary.put("pref", "p", R"({"store_ID":"s2","x":1})");
    CHECK(valueOf(primary->queue().acknowledge(siteTwo, idsOf(handedOut.records))) == 0);
    const auto again = valueOf(primary->queue().first(siteTwo, 10));
    REQUIRE(again.records.size() == 1);
    CHECK(again.records.constFirst().record.data == R"({"store_ID":"s2","x":1})");
    CHECK(again.records.constFirst().syncOutId != handedOut.records.constFirst().syncOutId);
}

TEST_CASE("Acknowledged are exactly the ids listed, of that site alone, odd ones are no harm")
{
    StoreSite primary(1);
    require(primary->queue().add(siteTwo, {"pref", "p"}));
    require(primary->queue().add(SyncId {3}, {"pref", "p"}));
    const auto ids = idsOf(valueOf(primary->queue().first(SyncId {3}, 10)).records);
    CHECK(valueOf(primary->queue().acknowledge(siteTwo, ids)) == 0);
    CHECK(valueOf(primary->queue().acknowledge(siteTwo, {"", "x", "99999999999999999999", "-1", "1 OR 1=1", "q-901"}))
        == 0);
    CHECK(valueOf(primary->queue().length(siteTwo)) == 1);
    CHECK(valueOf(primary->queue().length(SyncId {3})) == 1);
}

TEST_CASE("Content is read when it is sent: newer data, or a delete of what has gone meanwhile")
{
    StoreSite primary(1);
    primary.put("plugin_data", "a", R"({"n":1})");
    require(primary->queue().add(siteTwo, {"plugin_data", "a"}));
    require(primary->queue().add(siteTwo, {"plugin_data", "b"}));
    primary.put("plugin_data", "a", R"({"n":2})");
    const auto records = valueOf(primary->queue().first(siteTwo, 10)).records;
    CHECK(records.at(0).record == Record {"plugin_data", "a", Action::Update, R"({"n":2})"});
    CHECK(records.at(1).record == Record {"plugin_data", "b", Action::Delete, {}});
}

TEST_CASE("A site can be told to delete what exists here, a later change takes that back")
{
    StoreSite primary(1);
    primary.put("plugin_data", "a");
    require(primary->queue().add(siteTwo, {"plugin_data", "a"}, true));
    CHECK(primary.queue(2) == Texts {"-plugin_data/a"});
    require(primary->queue().add(siteTwo, {"plugin_data", "a"}));
    CHECK(primary.queue(2) == Texts {"plugin_data/a"});
}

TEST_CASE("A batch ends once its data are large enough")
{
    StoreSite primary(1);
    for (const char *id : {"a", "b", "c"}) {
        primary.put("unit", id, R"({"x":")" + QByteArray(1000, 'x') + R"("})");
        require(primary->queue().add(siteTwo, {"unit", id}));
    }
    CHECK(valueOf(primary->queue().first(siteTwo, 10, 1500)).records.size() == 2);
    CHECK(valueOf(primary->queue().first(siteTwo, 10, 1)).records.size() == 1);
    CHECK(valueOf(primary->queue().first(siteTwo, 10, 1)).queueLength == 3);
    CHECK(valueOf(primary->changeLog().after(0, 10, 1500)).records.size() == 2);
    CHECK(valueOf(primary->changeLog().after(0, 10, 1500)).maxCursor == 3);
}

TEST_CASE("Serials of the change log become visible in their own order")
{
    StoreSite primary(1);
    const auto other = primary.another();
    primary.put("unit", "a");
    require(other->connection().execute(QStringLiteral("PRAGMA busy_timeout = 0")));
    require(primary->connection().transact([&]() -> Result<> {
        require(primary->records().put(upsert("unit", "b", "{}")));
        // The second has no serial that the first could come after: it waits for the first to end.
        CHECK(codeOfFailure(other->records().put(upsert("unit", "c", "{}"))) == ErrorCode::DatafileBusy);
        CHECK(valueOf(other->changeLog().highest()) == 1);
        return {};
    }));
    require(other->records().put(upsert("unit", "c", "{}")));
    CHECK(primary.changeLog() == Texts {"unit/a", "unit/b", "unit/c"});
}

TEST_CASE("12.1: the change log is read by an exclusive cursor, ascending, and maxCursor is the highest ever given")
{
    StoreSite primary(1);
    CHECK(valueOf(primary->changeLog().after(0, 10)).maxCursor == 0);
    CHECK(valueOf(primary->changeLog().after(77, 10)).maxCursor == 0); // it is not bent to what a site shows
    for (const char *id : {"a", "b", "c"})
        primary.put("unit", id);
    const auto first = valueOf(primary->changeLog().after(0, 2));
    CHECK(first.maxCursor == 3);
    CHECK(first.records.size() == 2);
    const auto second = valueOf(primary->changeLog().after(first.records.constLast().serial, 2));
    CHECK(second.records.size() == 1);
    CHECK(valueOf(primary->changeLog().after(second.records.constLast().serial, 2)).records.isEmpty());
    CHECK(valueOf(primary->changeLog().after(0, 0)).records.isEmpty());
    CHECK(valueOf(primary->changeLog().after(0, -1)).records.isEmpty());
}

TEST_CASE("A serial is never given twice, even where the newest entry has gone")
{
    StoreSite primary(1);
    primary.put("unit", "a");
    primary.put("unit", "b");
    require(primary->changeLog().forget({"unit", "b"}));
    primary.put("unit", "c");
    CHECK(valueOf(primary->changeLog().highest()) == 4); // one went with b
}

TEST_CASE("Serials that clients cannot keep are not given out")
{
    StoreSite primary(1);
    primary.put("unit", "a");
    primary.sql("UPDATE sqlite_sequence SET seq = 2147483646 WHERE name = 'change_log'");
    primary.put("unit", "b");
    CHECK_FALSE(primary->records().put(upsert("unit", "c", "{}")));
    CHECK(primary.data("unit", "c").isEmpty());
}

TEST_CASE("An acknowledged push leaves the outbox, a record changed meanwhile stays")
{
    StoreSite satellite(0);
    satellite.put("Location", "a");
    satellite.put("Location", "b");
    const auto sent = valueOf(satellite->outbox().first(10));
    CHECK(sent.waiting == 2);
    satellite.put("Location", "a", R"({"n":2})");
    require(satellite->outbox().acknowledge(sent));
    CHECK(satellite.outbox() == Texts {"Location/a"});
    CHECK(valueOf(satellite->outbox().first(10)).records.constFirst().record.data == R"({"n":2})");
    require(satellite->outbox().acknowledge(sent));
    CHECK(valueOf(satellite->outbox().waiting()) == 1);
}

TEST_CASE("The newest record of the outbox, changed while its push is under way, is not taken for what was sent")
{
    StoreSite satellite(0);
    satellite.put("Location", "a");
    const auto sent = valueOf(satellite->outbox().first(10));
    satellite.put("Location", "a", R"({"n":2})");
    require(satellite->outbox().acknowledge(sent));
    CHECK(satellite.outbox() == Texts {"Location/a"});
}

TEST_CASE("The outbox knows since when its oldest record waits")
{
    StoreSite satellite(0);
    CHECK_FALSE(valueOf(satellite->outbox().oldest()).isValid());
    const QDateTime start = satellite.clock().utcNow();
    satellite.put("Location", "a");
    satellite.clock().advance(std::chrono::minutes(5));
    satellite.put("Location", "b");
    CHECK(valueOf(satellite->outbox().oldest()) == start);
    require(satellite->outbox().acknowledge(valueOf(satellite->outbox().first(1))));
    CHECK(valueOf(satellite->outbox().oldest()) == start.addSecs(300));
}

TEST_CASE("A delete of what was never pushed is pushed all the same")
{
    StoreSite satellite(0);
    satellite.put("Location", "a");
    satellite.remove("Location", "a");
    CHECK(satellite.outbox() == Texts {"-Location/a"});
}

TEST_CASE(
    "11.3: what the change log has after a cursor is put in its order, each record in its newest place, for one site")
{
    StoreSite primary(1);
    for (const char *id : {"a", "b", "c"})
        primary.put("unit", id);
    require(primary->queue().add(siteTwo, {"unit", "a"}));
    require(primary->queue().add(siteTwo, {"pref", "p"}));
    require(primary->queue().add(SyncId {3}, {"unit", "b"}));
    const auto handedOut = valueOf(primary->queue().first(siteTwo, 1));
    primary.remove("unit", "b");
    require(primary->queue().addLogged(siteTwo, 0));
    CHECK(primary.queue(2) == Texts {"-pref/p", "unit/a", "unit/c", "-unit/b"});
    CHECK(valueOf(primary->queue().length(siteTwo)) == 4);
    CHECK(valueOf(primary->queue().length(SyncId {3})) == 1);
    CHECK(valueOf(primary->queue().acknowledge(siteTwo, idsOf(handedOut.records))) == 0);
    const qint64 highest = valueOf(primary->changeLog().highest());
    require(primary->queue().addLogged(siteTwo, highest));
    CHECK(valueOf(primary->queue().length(siteTwo)) == 4);
}

TEST_CASE("13.5: a range that was handed out goes at once, of that site alone, and nothing that came in since")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addPeer(3);
    SyncQueue &queue = primary->queue();
    for (const char *id : {"a", "b", "c", "d"}) {
        require(queue.add(siteTwo, {"pref", id}, *id == 'b'));
        require(queue.add(SyncId {3}, {"pref", id}));
    }
    const auto batch = idsOf(valueOf(queue.first(siteTwo, 3)).records);
    const SyncQueue::Range range {batch.constFirst().toLongLong(), batch.constLast().toLongLong()};
    require(queue.add(siteTwo, {"pref", "a"})); // in its newest place
    CHECK(valueOf(queue.acknowledge(siteTwo, {range})) == 2);
    CHECK(primary.queue(2) == Texts {"-pref/d", "-pref/a"});
    CHECK(valueOf(queue.length(siteTwo)) == 2);
    CHECK(valueOf(queue.length(SyncId {3})) == 4);
    CHECK(valueOf(queue.deletesTaken(siteTwo)) == 1);
    CHECK(valueOf(SitePositions(primary->connection()).of(siteTwo)).held == range.last);
    CHECK(valueOf(queue.acknowledge(siteTwo, {range})) == 0); // again
    CHECK(valueOf(queue.acknowledge(siteTwo, {SyncQueue::Range {9, 1}})) == 0);
    CHECK(valueOf(queue.length(siteTwo)) == 2);
}

TEST_CASE("13.5: what is acknowledged in more than one transaction goes to its end")
{
    StoreSite primary(1);
    require(primary->connection().transact([&]() -> Result<> {
        for (int i = 0; i < 10'001; ++i)
            if (const Result<> added = primary->queue().add(siteTwo, {"pref", QByteArray::number(i)}); !added)
                return added;
        return {};
    }));
    SECTION("one range")
    {
        CHECK(valueOf(primary->queue().acknowledge(siteTwo, {SyncQueue::Range {0, 1 << 30}})) == 10'001);
    }
    SECTION("several, of which one ends where a transaction is full, and one holds nothing")
    {
        const QList<SyncQueue::Range> batches {{1, 20}, {21, 5000}, {0, 0}, {5001, 9000}, {9001, 1 << 30}};
        CHECK(valueOf(primary->queue().acknowledge(siteTwo, batches)) == 10'001);
    }
    CHECK(valueOf(primary->queue().length(siteTwo)) == 0);
}

TEST_CASE("13.5: reading stops where a batch is full")
{
    StoreSite primary(1);
    constexpr int many = 3000; // to go over them takes more of SQLite's steps than go by between two looks at the flag
    require(primary->connection().transact([&]() -> Result<> {
        for (int i = 0; i < many; ++i) {
            const QByteArray id = QByteArray::number(i);
            const Result<> done = primary->records().put({"item", id, Action::Update, "{}"}).and_then([&] {
                return primary->queue().add(siteTwo, {"item", id});
            });
            if (!done)
                return done;
        }
        return {};
    }));
    const std::unique_ptr<Datafile> reader = primary.another(); // with nothing prepared
    const std::atomic<bool> asked {true};
    reader->connection().setCancelFlag(&asked);
    CHECK(codeOfFailure(reader->queue().first(siteTwo, many)) == ErrorCode::Cancelled);
    CHECK(codeOfFailure(reader->changeLog().after(0, many)) == ErrorCode::Cancelled);
    CHECK(valueOf(reader->queue().first(siteTwo, many, 1)).records.size() == 1);
    CHECK(valueOf(reader->changeLog().after(0, many, 1)).records.size() == 1);
    reader->connection().setCancelFlag(nullptr);
    CHECK(valueOf(reader->queue().first(siteTwo, many)).records.size() == many);
}

TEST_CASE("13.3: what was pushed leaves the outbox at once, but for what was set aside or changed meanwhile")
{
    StoreSite satellite(0);
    Outbox &outbox = satellite->outbox();
    for (const char *id : {"aside", "again", "edited", "refused", "sent", "later"})
        satellite.put("Location", id);
    const auto idOf = [](const Outbox::Batch &batch, const QByteArray &id) {
        for (const QueuedRecord &record : batch.records) {
            if (record.record.id == id)
                return record.syncOutId;
        }
        return QByteArray();
    };
    const auto all = valueOf(outbox.first(10));
    for (const char *id : {"aside", "again"})
        REQUIRE(valueOf(outbox.setAside(idOf(all, id))));
    REQUIRE(valueOf(outbox.tryAgain({"Location", "again"})));
    const auto sent = valueOf(outbox.first(4));
    REQUIRE(sent.records.size() == 4);
    CHECK(valueOf(outbox.isUnchanged(sent)));

    REQUIRE(valueOf(outbox.tryAgain({"Location", "aside"}))); // it was not sent
    CHECK_FALSE(valueOf(outbox.isUnchanged(sent)));
    REQUIRE(valueOf(outbox.setAside(idOf(all, "refused"))));
    satellite.put("Location", "edited", R"({"n":2})");
    require(outbox.acknowledge(sent));
    CHECK(satellite.outbox() == Texts {"Location/aside", "Location/later", "Location/edited"});
    CHECK(valueOf(outbox.waiting()) == 4);
    require(outbox.acknowledge(sent));
    CHECK(valueOf(outbox.waiting()) == 4);
}

TEST_CASE("13.2: of a batch that was read ahead it is seen whether anything in it has changed")
{
    StoreSite satellite(0);
    Outbox &outbox = satellite->outbox();
    for (const char *id : {"a", "b", "c", "d"})
        satellite.put("Location", id);
    const auto first = valueOf(outbox.first(2));
    const auto ahead = valueOf(outbox.first(2, first.last));
    require(outbox.acknowledge(first));
    satellite.put("Location", "new");
    CHECK(valueOf(outbox.isUnchanged(ahead)));
    satellite.put("Location", "d", R"({"n":2})");
    CHECK_FALSE(valueOf(outbox.isUnchanged(ahead)));
}

TEST_CASE("13.2: a batch to push ends with the record that fills it")
{
    StoreSite satellite(0);
    const QByteArray data = R"({"n":")" + QByteArray(Outbox::mostBytes / 3, 'x') + "\"}";
    for (const char *id : {"a", "b", "c", "d"})
        satellite.put("Location", id, data);
    const auto batch = valueOf(satellite->outbox().first(10));
    CHECK(batch.records.size() == 3);
    CHECK(batch.waiting == 4);
    require(satellite->outbox().acknowledge(batch));
    CHECK(satellite.outbox() == Texts {"Location/d"});
}
