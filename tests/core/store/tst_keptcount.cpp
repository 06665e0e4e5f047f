// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/quarantineretry.h"
#include "core/store/keptcount.h"
#include "tests/support/store/storesite.h"

#include <QRandomGenerator>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr SyncId two {2};

/// What is kept and what there is, as texts that say of which.
Texts kept(Datafile &file)
{
    Texts texts;
    require(file.connection().each(
        "SELECT kind, site, records FROM kept_count WHERE records <> 0 AND kind <> 7 ORDER BY kind, site"_sql, {},
        [&texts](const Row &row) -> Result<> {
            texts.append(
                row.value(0).toByteArray() + ' ' + row.value(1).toByteArray() + ": " + row.value(2).toByteArray());
            return {};
        }));
    return texts;
}

Texts counted(Datafile &file)
{
    Texts texts;
    require(file.connection().each("SELECT 1, site, COUNT(*) FROM queue GROUP BY site UNION ALL"
                                   " SELECT 2, 0, COUNT(*) FROM outbox HAVING COUNT(*) > 0 UNION ALL"
                                   " SELECT 3, source, COUNT(*) FROM quarantine GROUP BY source UNION ALL"
                                   " SELECT 4, source, SUM(is_kept) FROM quarantine GROUP BY source UNION ALL"
                                   " SELECT 5, source, SUM(LENGTH(CAST(data AS BLOB)) + LENGTH(table_name)"
                                   " + LENGTH(record_id)) FROM quarantine GROUP BY source ORDER BY 1, 2"_sql,
        {}, [&texts](const Row &row) -> Result<> {
            texts.append(
                row.value(0).toByteArray() + ' ' + row.value(1).toByteArray() + ": " + row.value(2).toByteArray());
            return {};
        }));
    return texts;
}

/// A site to which anything happens that changes what waits. Many of the steps are refused, which is well: nothing may have
/// changed then.
class AnySite
{
public:
    explicit AnySite(quint32 seed)
        : m_random(seed)
    {
        for (int id = 2; id <= lastSite; ++id)
            m_site.addPeer(id, id == lastSite ? PeerStatus::New : PeerStatus::Ready);
        m_site.sql("PRAGMA synchronous = OFF"); // thousands of transactions, and no power that could fail
        m_site.addStore("s2", 2);
        m_site.addStore("s3", 3);
    }

    Datafile &file() { return *m_site; }

    void step()
    {
        if (any(0, 5) != 0)
            return change();
        (void)file().connection().transact([this]() -> Result<> { // fails, too, where a part of it did
            for (int left = any(1, 4); left > 0; --left)
                change();
            return any(0, 2) == 0 ? Result<>() : failure(ErrorCode::Cancelled);
        });
    }

private:
    static constexpr int lastSite = 6;

    int any(int least, int most) { return m_random.bounded(least, most + 1); }
    SyncId site() { return SyncId {any(2, lastSite)}; }
    RecordKey key()
    {
        static const Texts tables {"pref", "transact", "trans_line", "plugin_data", "unit"};
        return {tables.at(any(0, 4)), QByteArray::number(any(0, 3))};
    }
    Record record()
    {
        const RecordKey key = this->key();
        if (any(0, 4) == 0)
            return deletion(key.table, key.id);
        const QByteArray number = QByteArray::number(any(0, 3));
        const QByteArray data = "{\"store_ID\":\"s" + QByteArray::number(any(2, 3)) + R"(","name_ID":"name_s)"
            + QByteArray::number(any(2, 3)) + R"(","transaction_ID":")" + number + R"(","n":)" + number + '}';
        return upsert(key.table, key.id, any(0, 9) == 0 ? QByteArray("{") : data);
    }
    /// What was handed out of a list, of another one, unknown, twice.
    template<class Batch>
    QList<QByteArray> ids(const Batch &batch)
    {
        QList<QByteArray> ids {"0", "none", QByteArray::number(any(1, 200))};
        for (const QueuedRecord &queued : batch.records) {
            for (int times = any(0, 2); times > 0; --times)
                ids.append(queued.syncOutId);
        }
        return ids;
    }

    void change()
    {
        static constexpr void (AnySite::*changes[])() {&AnySite::changeQueue, &AnySite::changeQueue,
            &AnySite::changeOutbox, &AnySite::changeQuarantine, &AnySite::changeRecords, &AnySite::changeRecords,
            &AnySite::changeSettings};
        std::invoke(changes[any(0, std::size(changes) - 1)], this);
    }

    void changeQueue()
    {
        SyncQueue &queue = file().queue();
        switch (any(0, 5)) {
        case 0:
            return require(queue.drop(site()));
        case 1:
            return (void)valueOf(queue.acknowledge(site(), ids(valueOf(queue.first(site(), 5)))));
        case 2:
            return (void)file().primaryRecords().generate(site());
        case 3:
            return (void)file().primaryRecords().initialise(site());
        default:
            return require(queue.add(site(), key(), any(0, 1) == 0));
        }
    }

    void changeOutbox()
    {
        Outbox &outbox = file().outbox();
        switch (any(0, 6)) {
        case 0:
            return require(outbox.clear());
        case 1:
            return require(outbox.acknowledge(valueOf(outbox.first(5))));
        case 2:
            return (void)valueOf(file().satelliteRecords().queueOwned());
        case 3:
            return require(outbox.remove(key()));
        case 4:
            return (void)file().satelliteRecords().reviewOutbox();
        default:
            return require(outbox.add(key(), m_site.clock().utcNow()));
        }
    }

    void changeQuarantine()
    {
        Quarantine &quarantine = file().quarantine();
        switch (any(0, 6)) {
        case 0:
            return (void)retryQuarantined(file());
        case 1:
            return require(quarantine.discard(any(0, 100)));
        case 2:
            return require(quarantine.drop(site(), key()));
        case 3:
            return require(quarantine.move(site(), site()));
        default:
            return require(
                quarantine.add({0, record(), site(), {}, {ErrorCode::RecordCentral}, m_site.clock().utcNow()}));
        }
    }

    void changeRecords()
    {
        switch (any(0, 3)) {
        case 0:
            return (void)file().records().put(record());
        case 1:
            return require(file().records().put( // a store that moves
                upsert("store", "s3",
                    "{\"name_ID\":\"name_s3\",\"sync_id_remote_site\":" + QByteArray::number(any(3, 4)) + '}')));
        default:
            return (void)file().primaryRecords().acceptPush(site(), {record(), record(), record()});
        }
    }

    /// The list of sites, or the role.
    void changeSettings()
    {
        SettingsChange change;
        const auto renumber = [&](SyncId from, SyncId to) {
            Peer peer;
            peer.syncId = to;
            peer.userName = QStringLiteral("site %1").arg(any(0, 1'000'000));
            change.peers.append({from, peer});
        };
        switch (any(0, 4)) {
        case 0:
            change.preferences.insert(QStringLiteral("sync-id"), QString::number(any(0, 1)));
            break;
        case 1:
            change.peers.append({site(), {}});
            break;
        case 2: {
            Peer peer;
            peer.syncId = site();
            peer.userName = QStringLiteral("site %1").arg(any(0, 1'000'000));
            change.peers.append({{}, peer});
            break;
        }
        case 3:
            renumber(SyncId {4}, SyncId {5});
            renumber(SyncId {5}, SyncId {4});
            break;
        default:
            renumber(site(), site());
        }
        (void)file().settings().commit(change, {}, valueOf(file().settings().revision()));
    }

    StoreSite m_site {1};
    QRandomGenerator m_random;
};

} // namespace

TEST_CASE("Whatever happens, as many records are kept count of as there are")
{
    const auto seed = static_cast<quint32>(GENERATE(range(1, 5)));
    CAPTURE(seed);
    AnySite any(seed);
    qsizetype most = 0;
    for (int step = 0; step < 400; ++step) {
        CAPTURE(step);
        any.step();
        const Texts there = counted(any.file());
        REQUIRE(kept(any.file()) == there);
        most = std::max(most, there.size());
    }
    CHECK(most > 10); // there was something to count
}

TEST_CASE("What is asked of queue, outbox and quarantine is what is kept of them")
{
    StoreSite site(1);
    require(site->queue().add(two, {"pref", "a"}));
    require(site->queue().add(two, {"pref", "b"}));
    require(site->queue().add(two, {"pref", "a"}, true)); // again
    require(site->queue().add(SyncId {3}, {"pref", "a"}));
    require(site->outbox().add({"pref", "a"}, site.clock().utcNow()));
    CHECK(valueOf(site->quarantine().isEmpty()));
    require(
        site->quarantine().add({0, deletion("unit", "u"), two, {}, {ErrorCode::RecordCentral}, site.clock().utcNow()}));
    CHECK(kept(*site) == Texts {"1 2: 2", "1 3: 1", "2 0: 1", "3 2: 1", "4 2: 1", "5 2: 5"});
    CHECK(valueOf(site->queue().length(two)) == 2);
    CHECK(valueOf(site->queue().length(SyncId {4})) == 0);
    CHECK(valueOf(site->queue().total()) == 3);
    CHECK(valueOf(site->outbox().waiting()) == 1);
    CHECK(valueOf(site->quarantine().count()) == 1);
    CHECK_FALSE(valueOf(site->quarantine().isEmpty()));
}

TEST_CASE("What cannot be kept count of does not change")
{
    StoreSite site(1);
    require(site->queue().add(two, {"pref", "a"}));
    const auto ids = QList<QByteArray> {valueOf(site->queue().first(two, 1)).records.constFirst().syncOutId};
    site.sql("CREATE TRIGGER no_count BEFORE INSERT ON kept_count BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK_FALSE(site->queue().add(two, {"pref", "b"}));
    CHECK_FALSE(site->queue().acknowledge(two, ids));
    CHECK_FALSE(site->outbox().add({"pref", "a"}, site.clock().utcNow()));
    CHECK_FALSE(
        site->quarantine().add({0, deletion("unit", "u"), two, {}, {ErrorCode::RecordCentral}, site.clock().utcNow()}));
    CHECK(counted(*site) == Texts {"1 2: 1"});
    CHECK(kept(*site) == Texts {"1 2: 1"});
}
