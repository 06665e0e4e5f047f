// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Known callers, whom the listener's own thread answers: they are judged as by the reception.
#include "core/prefs/draft.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// One that has called until it is known.
V5Caller knownHill(const ServedPrimary &primary)
{
    V5Caller hill = primary.hill();
    for (int call = 0; call < 3; ++call)
        REQUIRE(outcome(hill.get(statusCall)) == "200");
    return hill;
}

Peer hillOf(ServedPrimary &primary)
{
    const auto settings = primary.datafile().settings().read();
    REQUIRE(settings);
    for (const Peer &peer : settings->peers)
        if (peer.syncId == SyncId {2})
            return peer;
    return {};
}

} // namespace

TEST_CASE("13: what changes of a known caller takes effect at its next request")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = knownHill(primary);
    SECTION("its password")
    {
        primary.edit([](Draft &draft) {
            return draft.peers.edit(SyncId {2}, *draft.peers.find(SyncId {2}), QStringLiteral("another one"));
        });
        CHECK(outcome(hill.get(statusCall)) == "401 site_incorrect_password");
        hill.password = QStringLiteral("another one");
        CHECK(outcome(hill.get(statusCall)) == "200");
        CHECK(outcome(hill.get(statusCall)) == "200");
        hill.password = QStringLiteral("secret-2");
        CHECK(outcome(hill.get(statusCall)) == "401 site_incorrect_password");
    }
    SECTION("its machine")
    {
        hill.hardwareId = "another machine";
        CHECK(outcome(hill.get(statusCall)) == "401 site_incorrect_hardware_id");
        primary.edit([](Draft &draft) { return draft.peers.clearHardwareId(SyncId {2}); });
        CHECK(outcome(hill.get(statusCall)) == "200"); // and is bound to it
        hill.hardwareId = "machine";
        CHECK(outcome(hill.get(statusCall)) == "401 site_incorrect_hardware_id");
    }
    SECTION("its name")
    {
        primary.edit([](Draft &draft) {
            Peer peer = *draft.peers.find(SyncId {2});
            peer.userName = QStringLiteral("mountain");
            return draft.peers.edit(SyncId {2}, peer, {});
        });
        CHECK(outcome(hill.get(statusCall)) == "401 site_name_not_found");
    }
    SECTION("its place on the list")
    {
        primary.putStore("store_a", 3); // else it may not go
        primary.edit([](Draft &draft) { return draft.peers.remove({SyncId {2}}); });
        CHECK(outcome(hill.get(statusCall)) == "401 site_name_not_found");
    }
    SECTION("its store")
    {
        primary.putStore("store_a", 3);
        CHECK(outcome(hill.get(statusCall)) == "403 site_has_no_store");
    }
    SECTION("the versions that are taken")
    {
        primary.setPreference(QStringLiteral("max-version"), QStringLiteral("13"));
        CHECK(outcome(hill.get(statusCall)) == "409 api_version_incompatible");
    }
}

TEST_CASE("13: wrong passwords of a known caller count, and no right one is held up by them")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-sign-in-failures"), QStringLiteral("3"));
    primary.start();
    V5Caller hill = knownHill(primary);
    V5Caller thief = primary.hill();
    thief.password = QStringLiteral("guess");
    for (int i = 0; i < 3; ++i)
        CHECK(outcome(thief.get(statusCall)) == "401 site_incorrect_password");
    const RawReply paused = thief.get(statusCall);
    CHECK(outcome(paused).substr(4) == "site_auth_timeout");
    CHECK(paused.header("retry-after") == "5");
    primary.stop();
    CHECK(hillOf(primary).wrongSignIns == 4);
    primary.start();
    hill = knownHill(primary);
    primary.stop();
    CHECK(hillOf(primary).wrongSignIns == 0);
}

TEST_CASE("13: a known caller has been in contact when it called last")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = knownHill(primary);
    primary.clock().advance(std::chrono::hours(1));
    CHECK(outcome(hill.get(statusCall)) == "200");
    primary.stop();
    CHECK(hillOf(primary).lastContact == primary.clock().utcNow());
}
