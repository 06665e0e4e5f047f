// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers of pushes that nobody can have come to, and those of builds that counted otherwise.
#include "core/store/peerstates.h"
#include "core/store/sitepositions.h"
#include "core/store/statetable.h"
#include "core/store/syncstate.h"
#include "core/wire/positions.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"
#include "tests/support/v5caller.h"

#include <limits>

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct PushEnds {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> site;

    PushEnds()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        site = std::make_unique<SatelliteSite>(2, primary.url());
        for (int time = 0; time < 2; ++time)
            REQUIRE(site->synchronise().ok);
    }
    void put(const QByteArray &id) { site->put("Location", id, R"({"ID":")" + id + R"(","code":"C","store_ID":"A"})"); }
    qint64 taken() { return SitePositions(primary.datafile().connection()).of(SyncId {2})->taken; }
    SyncState &state() { return site->datafile().state(); }
};

/// Who answers for the primary, and is not.
PrimaryPositions hostile(qint64 number)
{
    return {"bad0", {}, number, number, number, number};
}

bool canBeSaid(const SatellitePositions &positions)
{
    const auto read = wire::parsePositions(wire::compose(positions));
    return read && *read == positions;
}

} // namespace

TEST_CASE("12.2: a push whose number no site can have come to is refused, and stops nobody")
{
    PushEnds ends;
    ends.put("first");
    REQUIRE(ends.site->synchronise().ok);
    const qint64 before = ends.taken();
    V5Caller caller(ends.primary.port(), QStringLiteral("site 2"), QStringLiteral("secret-2"));
    caller.hardwareId
        = ends.primary.datafile().peerStates().caller(QStringLiteral("site 2"))->value().hardwareId.toUtf8();
    const QByteArray push = R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":"Location","recordId":"far",)"
                            R"("action":"insert","recordData":{"ID":"far","code":"F","store_ID":"A"}}]})";
    for (const qint64 number : {before + mostPushesAhead + 1, qint64(1) << 52, highestPosition}) {
        CAPTURE(number);
        caller.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch"}, {"mailboat-push", QByteArray::number(number)}};
        CHECK(caller.post(queueCall, push).status == 400);
    }
    CHECK(ends.taken() == before);
    CHECK_FALSE(ends.primary.dataOf("Location", "far").has_value());
    ends.put("second");
    REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.primary.dataOf("Location", "second").has_value());

    const qint64 highest = ends.taken() + mostPushesAhead;
    caller.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch"}, {"mailboat-push", QByteArray::number(highest)}};
    CHECK(caller.post(queueCall, push).status == 200);
    CHECK(ends.taken() == highest);
}

TEST_CASE("12.2: a site that has believed an impossible number gets on with its primary after a fetch, or a collect")
{
    PushEnds ends;
    const qint64 number = GENERATE(qint64(1) << 40, highestAnswered, highestPosition);
    const bool isFetched = GENERATE(true, false);
    CAPTURE(number, isFetched);
    REQUIRE(ends.state().adopt(hostile(number)).has_value());
    REQUIRE(ends.state().nextPush().has_value());
    REQUIRE(ends.state().noteHeld(number).has_value());
    if (isFetched) {
        ends.site->recover(Recovery::Choice::Fetch);
    } else {
        CHECK(ends.site->synchronise().error->code == ErrorCode::EpochDiffers);
        ends.primary.stop(); // and has written what it noted
        ends.primary.recover(Recovery::Choice::Collect);
        ends.primary.start();
        ends.site->editPeerUrl(primarySyncId, ends.primary.url().toString());
    }
    for (int time = 0; time < 3; ++time) {
        ends.put("shelf-" + QByteArray::number(time));
        REQUIRE(ends.site->synchronise().ok);
        CHECK(ends.primary.dataOf("Location", "shelf-" + QByteArray::number(time)).has_value());
    }
    CHECK(ends.taken() < mostPushesAhead);
    CHECK(ends.state().positions()->sent < mostPushesAhead);
}

TEST_CASE("12.2: whatever a site is told, its own positions can be said")
{
    PushEnds ends;
    REQUIRE(ends.state().adopt(hostile(highestPosition)).has_value());
    for (int time = 0; time < 3; ++time)
        CHECK(*ends.state().nextPush() == highestPosition);
    CHECK(canBeSaid(*ends.state().positions()));
    for (const qint64 number : {highestPosition + 1, std::numeric_limits<qint64>::max()}) {
        REQUIRE(ends.state().noteHeld(number).has_value());
        REQUIRE(ends.state().setCursor(number).has_value());
        CHECK(canBeSaid(*ends.state().positions()));
    }
}

TEST_CASE("12.2: what the site itself has counted goes on where a primary can have been that far")
{
    PushEnds ends;
    StateTable state(ends.site->datafile().connection());
    const PrimaryPositions good {"aa", {}, 0, 0, 0, 1000};
    REQUIRE(state.set(QStringLiteral("push-sent"), 1000 + mostSentAhead).has_value());
    REQUIRE(ends.state().adopt(good).has_value());
    CHECK(ends.state().positions()->sent > 1000 + mostSentAhead);
    REQUIRE(state.set(QStringLiteral("push-sent"), 1001 + mostSentAhead).has_value());
    REQUIRE(ends.state().adopt(good).has_value());
    CHECK(ends.state().positions()->sent < mostSentAhead);
    CHECK(ends.state().positions()->sent > 1000);
}

TEST_CASE("12.2: a push of an earlier build that was taken, and not answered, is still this site's own")
{
    PushEnds ends;
    ends.put("first");
    REQUIRE(ends.site->synchronise().ok);
    StateTable state(ends.site->datafile().connection());
    const qint64 answered = ends.state().positions()->answered;
    const int lost = GENERATE(0, 2); // pushes of that build that never arrived, after the one that did
    REQUIRE(state.set(QStringLiteral("pushes-unanswered"), {}).has_value());
    REQUIRE(state.set(QStringLiteral("push-sent"), answered + 1 + lost).has_value());
    REQUIRE(SitePositions(ends.primary.datafile().connection()).noteTaken(SyncId {2}, answered + 1).has_value());
    REQUIRE(ends.state().nextPush().has_value()); // of this build; it never arrives
    CHECK(*ends.state().isOwnPush(answered + 1));
    CHECK_FALSE(*ends.state().isOwnPush(answered + 2 + lost + (1 << 20)));
    ends.put("second");
    REQUIRE(ends.site->synchronise().ok);
    CHECK(ends.primary.dataOf("Location", "second").has_value());
}
