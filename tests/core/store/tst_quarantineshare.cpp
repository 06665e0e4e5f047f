// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keptcount.h"
#include "tests/support/store/storesite.h"

#include <QFileInfo>

using namespace mailboat;
using namespace mailboat::test;

namespace {

Quarantine::Entry bad(int site, const QByteArray &id, const QByteArray &data)
{
    return {0, {"item", id, Action::Update, data}, SyncId {site}, {}, {ErrorCode::RecordDataBroken},
        QDateTime::fromMSecsSinceEpoch(1767225600000, Qt::UTC)};
}

/// What is kept as a number is what counting would give.
void requireCounted(StoreSite &site)
{
    const auto counted = [&site](const char *sql) {
        return valueOf(site->connection().value(Statement(QString::fromLatin1(sql)))).toLongLong();
    };
    const auto kept = [&site](KeptCount::Kind kind) { return valueOf(KeptCount(site->connection(), kind).total()); };
    const qint64 more = counted("SELECT SUM(records) FROM quarantine_more");
    CHECK(kept(KeptCount::Kind::Quarantine) == counted("SELECT COUNT(*) FROM quarantine") + more);
    CHECK(kept(KeptCount::Kind::QuarantineWhole) == counted("SELECT COUNT(*) FROM quarantine WHERE is_kept = 1"));
    CHECK(kept(KeptCount::Kind::QuarantineMore) == more);
    CHECK(kept(KeptCount::Kind::QuarantineBytes)
        == counted("SELECT SUM(LENGTH(CAST(data AS BLOB)) + LENGTH(CAST(table_name AS BLOB))"
                   " + LENGTH(CAST(record_id AS BLOB))) FROM quarantine"));
}

/// Adds `count` bad records of a site in one transaction; how many of them are kept.
int addMany(StoreSite &site, int source, int count, const QByteArray &data = "x", const QByteArray &name = "r")
{
    return valueOf(site->connection().transact([&]() -> Result<int> {
        int whole = 0;
        for (int n = 0; n < count; ++n) {
            const Result<bool> kept
                = site->quarantine().addWithinShare(bad(source, name + QByteArray::number(n), data));
            if (!kept)
                return failure(kept.error());
            whole += *kept ? 1 : 0;
        }
        return whole;
    }));
}

} // namespace

TEST_CASE(
    "A4: beyond its share a site's records are named in quarantine, beyond that counted, and other sites' are kept")
{
    StoreSite primary(1);
    CHECK(addMany(primary, 2, 10500) == 1000);
    CHECK(addMany(primary, 3, 5) == 5);
    CHECK(valueOf(primary->quarantine().count()) == 10505);
    CHECK(valueOf(primary->quarantine().countWithoutData()) == 9500);
    requireCounted(primary);

    const QList<Quarantine::Entry> heads = valueOf(primary->quarantine().heads());
    REQUIRE(heads.size() == 10006);
    CHECK(heads.at(999).isKept);
    CHECK(valueOf(primary->quarantine().entry(heads.at(999).number))->record.data == "x");
    CHECK_FALSE(heads.at(1000).isKept);
    CHECK(heads.at(1000).record.table == "item");
    CHECK(heads.at(1000).record.id == "r1000");
    CHECK(heads.at(1000).reason.code == ErrorCode::RecordDataBroken);
    CHECK(valueOf(primary->quarantine().entry(heads.at(1000).number))->record.data == "");
    const Quarantine::Entry &counted = heads.constLast();
    CHECK(counted.number == 0);
    CHECK(counted.source == SyncId {2});
    CHECK(counted.records == 500);
    CHECK(counted.record.id == "r10499");
    CHECK_FALSE(counted.isKept);

    // Room is made by what goes, and a record that is there already takes no more of it.
    require(primary->quarantine().discard(heads.at(0).number));
    CHECK(valueOf(primary->quarantine().addWithinShare(bad(2, "new", "y"))));
    CHECK(valueOf(primary->quarantine().addWithinShare(bad(2, "new", "z"))));
    CHECK_FALSE(valueOf(primary->quarantine().addWithinShare(bad(2, "newer", "y"))));
    requireCounted(primary);
}

TEST_CASE("A4: where the share is full, a record with a name longer than any comes again and holds up nothing")
{
    StoreSite primary(1);
    CHECK(addMany(primary, 2, 1000) == 1000);
    const QByteArray id = QByteArray(300, 'i');
    for (const QByteArray &name : {id, id, QByteArray(id + "other")})
        CHECK(valueOf(primary->quarantine().addWithinShare(bad(2, name, "x"))) == false);
    CHECK(valueOf(primary->quarantine().count()) == 1001);
    requireCounted(primary);
}

TEST_CASE("A4: the share is one of bytes, too, and what exists nowhere else is kept whatever it is")
{
    StoreSite primary(1);
    const QByteArray large(3 << 20, 'x');
    CHECK(addMany(primary, 2, 4, large) == 2);
    CHECK_FALSE(valueOf(primary->quarantine().addWithinShare(bad(3, "huge", QByteArray(9 << 20, 'x')))));
    require(primary->quarantine().add(bad(2, "sent away", large)));
    CHECK(valueOf(primary->quarantine().find(SyncId {2}, {"item", "sent away"}))->record.data == large);
    requireCounted(primary);
    const QByteArray name(1 << 20, 'n'); // a name may be as long as it likes, too
    CHECK_FALSE(valueOf(primary->quarantine().addWithinShare(bad(2, name + name, "x"))));
    CHECK(valueOf(primary->quarantine().heads()).constLast().record.id.size() == maxRecordIdLength);
    requireCounted(primary);
}

TEST_CASE("A4: what was only counted is forgotten once nothing of that site is listed")
{
    StoreSite primary(1);
    addMany(primary, 2, 10002);
    addMany(primary, 3, 1);
    require(primary->connection().transact([&]() -> Result<> {
        for (int n = 0; n < 10000; ++n) {
            if (const Result<> gone = primary->quarantine().drop(SyncId {2}, {"item", "r" + QByteArray::number(n)});
                !gone)
                return gone;
        }
        return {};
    }));
    CHECK(valueOf(primary->quarantine().count()) == 1);
    requireCounted(primary);
}

TEST_CASE("A4: a site that has another Sync ID takes its share with it")
{
    StoreSite primary(1);
    addMany(primary, 2, 1002, "first");
    addMany(primary, 3, 3, "other");
    require(primary->quarantine().move(SyncId {2}, SyncId {3}));
    CHECK(valueOf(primary->quarantine().count()) == 1002);
    CHECK(valueOf(primary->quarantine().countWithoutData()) == 2);
    CHECK_FALSE(valueOf(primary->quarantine().addWithinShare(bad(3, "new", "y"))));
    requireCounted(primary);
}

TEST_CASE("A4: thousands of bad records do not fill the disk")
{
    StoreSite primary(1);
    for (int round = 0; round < 30; ++round)
        addMany(primary, 2, 1000, QByteArray(1000, 'x'), "round " + QByteArray::number(round) + '-');
    CHECK(valueOf(primary->quarantine().count()) == 30000);
    primary.close();
    CHECK(QFileInfo(primary.path()).size() < (16 << 20));
}

TEST_CASE("13.7: what is counted because it has no name takes no place from records that have one")
{
    StoreSite primary(1);
    require(primary->quarantine().addNameless(SyncId {2}, {1'000'000, {}, {}}, primary->clock().utcNow()));
    CHECK(addMany(primary, 2, 1100) == 1000);
    requireCounted(primary);
    const QList<Quarantine::Entry> heads = valueOf(primary->quarantine().heads());
    REQUIRE(heads.size() == 1101);
    CHECK(heads.at(1099).record.id == "r1099");
    CHECK(heads.constLast().records == 1'000'000);
    CHECK(heads.constLast().reason.code == ErrorCode::TableNameInvalid);
    CHECK(valueOf(primary->quarantine().count()) == 1'001'100);
}
