// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Our satellite at primaries of earlier builds, as those were seen to answer (tests/data/exchanges).
#include "core/store/syncstate.h"
#include "tests/core/sync/recordedprimary.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QStringList asItShould;

bool hasPushNumber(const ScriptedRequest &request)
{
    return !request.header("mailboat-push").isEmpty();
}

} // namespace

TEST_CASE("12.6: a satellite works with a primary that knows of no positions, as it did before")
{
    RecordedPrimary primary(QStringLiteral("primary-before-positions.json"));
    CHECK(primary.play() == asItShould);
    const Result<SatellitePositions> positions = primary.satellite().datafile().state().positions();
    REQUIRE(positions.has_value());
    CHECK(positions->epoch.isEmpty());
    CHECK(std::ranges::none_of(primary.requests(), hasPushNumber));
}

TEST_CASE("12.6: a satellite works with a primary that knows of positions and of nothing that came later")
{
    RecordedPrimary primary(QStringLiteral("primary-epoch.json"));
    CHECK(primary.play() == asItShould);
    const Result<SatellitePositions> positions = primary.satellite().datafile().state().positions();
    REQUIRE(positions.has_value());
    CHECK_FALSE(positions->epoch.isEmpty());
    CHECK(std::ranges::any_of(primary.requests(), hasPushNumber));
}
