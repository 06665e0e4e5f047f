// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keptcount.h"
#include "core/store/namesakes.h"
#include "core/store/recordtable.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

Quarantine::Entry withheld(int source, const QByteArray &id)
{
    return {0, {"item", id, Action::Update, {}}, SyncId {source}, {},
        {ErrorCode::RecordUnreadable, {{QStringLiteral("site"), QStringLiteral("0")}}},
        QDateTime::fromMSecsSinceEpoch(1767225600000, Qt::UTC)};
}

QByteArray sitesOf(const Quarantine::Entry &entry)
{
    return entry.reason.values.value(QStringLiteral("site")).toString().toUtf8();
}

qint64 kept(StoreSite &site, KeptCount::Kind kind)
{
    return valueOf(KeptCount(site->connection(), kind).total());
}

} // namespace

TEST_CASE("A3: what is withheld is one entry a record, which names the sites, and is counted as it stands")
{
    StoreSite primary(1);
    Quarantine &quarantine = primary->quarantine();
    for (const int site : {3, 4, 3})
        require(quarantine.addWithheld(withheld(2, "a"), SyncId {site}));
    require(quarantine.addWithheld(withheld(2, "b"), SyncId {4}));
    const auto entries = valueOf(quarantine.entries());
    REQUIRE(entries.size() == 2);
    CHECK(sitesOf(entries[0]) == "3, 4");
    CHECK(sitesOf(entries[1]) == "4");
    CHECK(entries[0].isKept);
    CHECK(valueOf(quarantine.isWithheld(SyncId {2}, {"item", "a"}, SyncId {4})));
    CHECK_FALSE(valueOf(quarantine.isWithheld(SyncId {2}, {"item", "a"}, SyncId {5})));
    CHECK_FALSE(valueOf(quarantine.isWithheld(SyncId {1}, {"item", "a"}, SyncId {4})));
    CHECK(kept(primary, KeptCount::Kind::Quarantine) == 2);
    CHECK(kept(primary, KeptCount::Kind::QuarantineBytes) == 10);

    // What was refused of the same record is another entry: neither takes the other's place, or goes with it.
    require(quarantine.add(
        {0, upsert("item", "a", "{}"), SyncId {2}, {}, {ErrorCode::RecordCentral}, primary.clock().utcNow()}));
    CHECK(valueOf(quarantine.find(SyncId {2}, {"item", "a"}))->reason.code == ErrorCode::RecordCentral);
    require(quarantine.drop(SyncId {2}, {"item", "a"}));
    CHECK_FALSE(valueOf(quarantine.find(SyncId {2}, {"item", "a"})));
    require(quarantine.move(SyncId {2}, SyncId {7}));
    CHECK(valueOf(quarantine.isWithheld(SyncId {7}, {"item", "a"}, SyncId {4})));
    for (int time = 0; time < 2; ++time)
        require(quarantine.dropWithheld(SyncId {7}, {"item", "a"}));
    require(quarantine.dropWithheld(SyncId {7}, {"item", "b"}));
    for (const auto kind : {KeptCount::Kind::Quarantine, KeptCount::Kind::QuarantineWhole,
             KeptCount::Kind::QuarantineBytes, KeptCount::Kind::QuarantineMore})
        CHECK(kept(primary, kind) == 0);
}

TEST_CASE("A3: an entry names twenty sites at most, and a full list takes no further entry")
{
    StoreSite primary(1);
    for (int site = 2; site < 40; ++site)
        require(primary->quarantine().addWithheld(withheld(1, "a"), SyncId {site}));
    CHECK(sitesOf(valueOf(primary->quarantine().entries()).constFirst()).split(',').size() == 20);
    require(primary->connection().transact([&]() -> Result<> {
        for (int n = 0; n < Quarantine::mostListed + 5; ++n) {
            if (const Result<> added
                = primary->quarantine().addWithheld(withheld(2, QByteArray::number(n)), SyncId {3});
                !added)
                return added;
        }
        return {};
    }));
    CHECK(valueOf(primary->quarantine().count()) == Quarantine::mostListed + 1);
}

TEST_CASE("Records of one ID are found in all tables of the protocol, in the order in which they came")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.put("unit", "x");
    primary.put("item", "x");
    primary.put("own_table", "x");
    primary.put("unit", "y");
    primary.put("name", "x");
    primary.put("unit", "x", R"({"n":1})");
    const Namesakes namesakes(primary->connection());
    CHECK(valueOf(namesakes.of("x")) == QList<RecordKey> {{"unit", "x"}, {"item", "x"}, {"name", "x"}});
    CHECK(valueOf(namesakes.of("y")).size() == 1);
    CHECK(valueOf(namesakes.of("z")).isEmpty());
    const auto log = valueOf(primary->changeLog().after(0, 10)).records;
    QSet<qint64> sharing;
    for (const LoggedRecord &entry : log) {
        if (entry.record.id == "x")
            sharing.insert(entry.serial);
    }
    CHECK(sharing.size() == 3);
    CHECK(valueOf(namesakes.inChangeLog(0, log.constLast().serial)) == sharing);
    CHECK(valueOf(namesakes.inChangeLog(log.constLast().serial, log.constLast().serial)).isEmpty());

    for (const char *table : {"unit", "own_table"}) {
        for (const char *id : {"x", "y"})
            require(primary->queue().add(SyncId {2}, {table, id}));
    }
    require(primary->queue().add(SyncId {2}, {"Location", "y"}, true)); // a delete, of what is not here
    CHECK(valueOf(namesakes.inQueue(SyncId {2}, 1, 100)) == QSet<qint64> {1, 5});
    CHECK(valueOf(namesakes.inQueue(SyncId {2}, 2, 4)).isEmpty());
    CHECK(valueOf(namesakes.inQueue(SyncId {3}, 1, 100)).isEmpty());
}

TEST_CASE("Whose bytes a record has is kept beside its origin")
{
    StoreSite primary(1);
    primary.addPeer(2);
    primary.addStore("s2", 2);
    const QByteArray data = R"({"store_ID":"s2"})";
    const auto head = [&](const QByteArray &id) {
        RecordTable records(primary->connection());
        return valueOf(records.head({"Location", id})).value_or(RecordHead {});
    };
    primary.put("Location", "ours", data);
    primary.push(2, "Location", "theirs", data);
    CHECK(head("ours").origin == SyncId {2});
    CHECK(head("ours").author == primarySyncId);
    CHECK(head("theirs").author == SyncId {2});
    primary.push(2, "Location", "ours", R"({"store_ID":"s2","n":1})");
    CHECK(head("ours").author == SyncId {2});
    require(primary->connection().transact(
        [&] { return RecordTable::moveSite(primary->connection(), SyncId {2}, SyncId {7}); }));
    CHECK(head("theirs").origin == SyncId {7});
    CHECK(head("theirs").author == SyncId {7});
}
