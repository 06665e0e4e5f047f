// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/positions.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

const PrimaryPositions primary {"aa", {"0f"}, 100, 50, 40, 7};
const SatellitePositions satellite {"aa", "cc", 100, 45, 7, 7};

std::optional<ErrorCode> errorOf(const std::optional<Error> &misfit)
{
    return misfit ? std::optional(misfit->code) : std::nullopt;
}

std::optional<ErrorCode> with(qint64 SatellitePositions::*position, qint64 value)
{
    SatellitePositions changed = satellite;
    changed.*position = value;
    return errorOf(misfitOf(changed, primary));
}

} // namespace

TEST_CASE("12.2: neither end may have seen more of the other than that has")
{
    CHECK(misfitOf(satellite, primary) == std::nullopt);
    CHECK(with(&SatellitePositions::cursor, 101) == ErrorCode::PrimaryOlder);
    CHECK(with(&SatellitePositions::cursor, 0) == std::nullopt); // what is behind it comes again
    CHECK(with(&SatellitePositions::held, 51) == ErrorCode::PrimaryOlder);
    CHECK(with(&SatellitePositions::held, 39) == ErrorCode::DatafileOlder);
    CHECK(with(&SatellitePositions::answered, 8) == ErrorCode::PrimaryOlder);
    CHECK(with(&SatellitePositions::answered, 6) == std::nullopt); // the answer was lost
    CHECK(with(&SatellitePositions::sent, 6) == ErrorCode::DatafileOlder);
    CHECK(with(&SatellitePositions::sent, 9) == std::nullopt); // the push was lost
}

TEST_CASE("12.2: an epoch is the primary's own, or one that it has gone on from")
{
    SatellitePositions other = satellite;
    other.epoch = "bb";
    CHECK(errorOf(misfitOf(other, primary)) == ErrorCode::EpochDiffers);
    CHECK(errorOf(misfitOf(SyncId {2}, other, primary)) == ErrorCode::SiteNewer);
    other.cursor = 1000;
    for (const char *fitting : {"", "0f"}) {
        other.epoch = fitting;
        CHECK(misfitOf(other, primary) == std::nullopt);
    }
}

TEST_CASE("12.2: what a site has counted goes on over epochs of its primary")
{
    SatellitePositions other = satellite;
    other.epoch = "0f";
    other.answered = 1000; // of pushes that the restored primary knows nothing of
    CHECK(misfitOf(other, primary) == std::nullopt);
    other.sent = 6;
    CHECK(errorOf(misfitOf(other, primary)) == ErrorCode::DatafileOlder);
    CHECK(errorOf(misfitOf(SyncId {2}, other, primary)) == ErrorCode::SiteOlder);
    other.sent = 7;
    other.held = 39;
    CHECK(errorOf(misfitOf(other, primary)) == ErrorCode::DatafileOlder);
}

TEST_CASE("12.2: a primary that was older than a site has seen stays that until somebody has chosen")
{
    const SiteMisfit noted {{ErrorCode::SiteNewer, {{QStringLiteral("cursor"), 120}}, {}}, "cc"};
    SatellitePositions other = satellite;
    for (const char *copy :
        {"cc", "dd", ""}) { // whichever copy of the site calls, also one that goes on in a former epoch
        other.copy = copy;
        for (const char *epoch : {"aa", "0f"}) {
            other.epoch = epoch;
            CHECK(misfitToNote(SyncId {2}, other, primary, noted) == noted);
        }
    }
    other.sent = 6; // an older one of the site is no reason to serve it either
    CHECK(misfitToNote(SyncId {2}, other, primary, noted) == noted);
    other = satellite;
    other.cursor = 130;
    const auto higher = misfitToNote(SyncId {2}, other, primary, noted);
    REQUIRE(higher.has_value());
    CHECK(higher->error.values.value(QStringLiteral("cursor")) == 130);
    other.cursor = 110;
    CHECK(misfitToNote(SyncId {2}, other, primary, higher) == higher);
    SatellitePositions afresh = satellite;
    afresh.epoch.clear();
    afresh.copy.clear();
    CHECK(misfitToNote(SyncId {2}, afresh, primary, noted) == std::nullopt);
}

TEST_CASE("12.2: a satellite takes the primary's word that it is an older copy, whatever the numbers are by now")
{
    PrimaryPositions older = primary;
    older.isOlder = true;
    SatellitePositions other = satellite;
    for (const char *epoch : {"aa", "0f"}) {
        other.epoch = epoch;
        CHECK(errorOf(misfitOf(other, older)) == ErrorCode::PrimaryOlder);
    }
    other.epoch.clear();
    CHECK(misfitOf(other, older) == std::nullopt);
}

TEST_CASE("12.2: the primary names the site, and how far it has come")
{
    SatellitePositions ahead = satellite;
    ahead.cursor = 120;
    const auto newer = misfitOf(SyncId {2}, ahead, primary);
    REQUIRE(newer.has_value());
    CHECK(describe(*newer).contains(QStringLiteral("Sync ID 2 ")));
    CHECK(describe(*newer).contains(QStringLiteral("known there: 120, found here: 100")));
    CHECK(errorOf(misfitOfCursor(SyncId {2}, 100, 100)) == std::nullopt);
    CHECK(errorOf(misfitOfCursor(SyncId {2}, 101, 100)) == ErrorCode::SiteNewer);
    CHECK(errorOf(misfitOfCursor(SyncId {2}, 100 + mostBeyondOwn, 100)) == ErrorCode::SiteNewer);
    CHECK(errorOf(misfitOfCursor(SyncId {2}, 101 + mostBeyondOwn, 100)) == ErrorCode::PositionImpossible);
}
