// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A site with a program of another make, whose primary is put back from a copy: it cannot be asked for what it holds.
#include "tests/core/engine/copiesforeign.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const RecordKey known {"Location", "LCknown"}; // that the copy has
const RecordKey unknown {"Location", "LCunknown"}; // pushed since
const RecordKey unsent {"Location", "LCunsent"};
const RecordKey addressed {"transact", "TA1"}; // from store A, since
const RecordKey lostUnit {"unit", "Ulost"}; // made at the primary since

/// A primary, a Mailboat with store A, and a site of another make; all of them have gone on since `backup` was made.
struct RestoredHub {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> a;
    CopiesForeign foreign;
    QString backup;

    RestoredHub()
    {
        for (const auto &[id, store] : {std::pair(2, "A"), std::pair(CopiesForeign::id, "C")}) {
            primary.addSatellite(id);
            addStore(primary, store, id);
        }
        primary.start();
        a = std::make_unique<SatelliteSite>(2, primary.url());
        REQUIRE(a->synchronise().ok);
        REQUIRE(foreign.synchronise(primary.port()));
        foreign.put(known, 1);
        REQUIRE(foreign.synchronise(primary.port()));
        makeBackup();
        a->put(addressed.table, addressed.id, mailboat::test::dataOf(addressed, 1));
        primary.put(lostUnit.table, lostUnit.id, mailboat::test::dataOf(lostUnit, 1));
        foreign.put(known, 2);
        foreign.put(unknown, 1);
        REQUIRE(a->synchronise().ok);
        REQUIRE(foreign.synchronise(primary.port()));
        foreign.put(unsent, 1);
        restore();
    }
    void makeBackup()
    {
        primary.stop();
        primary.close();
        backup = primary.path() + QStringLiteral(".backup");
        REQUIRE(QFile::copy(primary.path(), backup));
        primary.reopen();
        start();
    }
    void restore()
    {
        primary.stop();
        primary.close();
        REQUIRE(QFile::remove(primary.path()));
        REQUIRE(QFile::copy(backup, primary.path()));
        primary.reopen();
        primary.standStill(ErrorCode::RestoredUnconfirmed);
        start();
    }
    void start()
    {
        primary.start();
        a->editPeerUrl(primarySyncId, primary.url().toString());
    }
    int versionAt(const Holdings &held, const RecordKey &key) const
    {
        const auto found = held.find({key.table, key.id});
        return found == held.end() ? -1 : versionOf(*found);
    }
};

} // namespace

TEST_CASE("12.3: a program of another make that initialises anew loses what it alone holds, and nothing else")
{
    RestoredHub hub;
    CHECK_FALSE(hub.foreign.synchronise(hub.primary.port()));
    CHECK(hub.foreign.told() == QStringLiteral("503 sync_is_disabled"));
    hub.primary.recover(Recovery::Choice::Collect);
    REQUIRE(hub.a->synchronise().ok);

    // Nobody has told it anything: it pushes what waits, gets all that is new to it, and keeps what it has.
    REQUIRE(hub.foreign.synchronise(hub.primary.port()));
    for (const RecordKey &key : {known, unknown, unsent, addressed, lostUnit})
        CHECK(hub.versionAt(hub.foreign.records(), key) == (key == known ? 2 : 1));
    CHECK(hub.versionAt(hub.primary.holdings(), unsent) == 1);
    CHECK(hub.versionAt(hub.primary.holdings(), known) == 1);
    CHECK(hub.versionAt(hub.primary.holdings(), unknown) == -1);

    hub.foreign.beginAnew();
    REQUIRE(hub.foreign.synchronise(hub.primary.port()));
    CHECK(hub.versionAt(hub.foreign.records(), known) == 1);
    CHECK(hub.versionAt(hub.foreign.records(), unknown) == -1);
    CHECK(hub.versionAt(hub.foreign.records(), unsent) == 1);
    CHECK(hub.versionAt(hub.foreign.records(), addressed) == 1);
    CHECK(hub.versionAt(hub.foreign.records(), lostUnit) == -1);
    CHECK(keysOf(hub.foreign.records()) == keysOf(expectedAt(SyncId {CopiesForeign::id}, hub.primary.holdings())));
}
