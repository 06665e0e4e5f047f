// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncstate.h"
#include "core/sync/primaryendpoint.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("retrieve asks for everything, starts from 0, and accepts another primary")
{
    ScriptedPrimary primary;
    Satellite satellite(primary.server.url());
    primary.log = {{1, upsert("unit", "u1", "{}")}};
    REQUIRE(satellite.synchronise().ok);
    primary.centralId = "9";
    primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/initialise")
            return ScriptedAnswer {.body = R"({"queueLength":1840})"};
        return std::nullopt;
    };
    const Result<qint64> queued = QCoro::waitFor(retrieveFromPrimary(satellite.datafile(), satellite.http()));
    REQUIRE(queued.has_value());
    CHECK(*queued == 1840);
    CHECK(satellite.cursor() == 0);
    const CycleReport report = satellite.synchronise();
    CHECK(report.ok);
    CHECK(report.pulledCentral == 1);
    CHECK(primary.count("POST", "initialise") == 2);
}

TEST_CASE("a retrieve that fails changes nothing")
{
    ScriptedPrimary primary;
    Satellite satellite(primary.server.url());
    primary.log = {{1, upsert("unit", "u1", "{}")}};
    REQUIRE(satellite.synchronise().ok);
    ErrorCode code {};
    SECTION("another Sync ID")
    {
        primary.siteId = "7";
        code = ErrorCode::SyncIdDiffers;
    }
    SECTION("turned off")
    {
        primary.moreOfSite = R"(,"syncDisabled":"why")";
        code = ErrorCode::SyncDisabled;
    }
    SECTION("refused")
    {
        primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
            if (request.path == "/sync/v5/initialise")
                return ScriptedAnswer {
                    .status = 503, .body = R"({"error":{"code":"sync_is_running","message":"wait"}})"};
            return std::nullopt;
        };
        code = ErrorCode::PrimaryBusy;
    }
    const Result<qint64> queued = QCoro::waitFor(retrieveFromPrimary(satellite.datafile(), satellite.http()));
    REQUIRE_FALSE(queued.has_value());
    CHECK(queued.error().code == code);
    CHECK(satellite.cursor() == 1);
    CHECK(satellite.datafile().state().known()->has_value());
}
