// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/enginerequests.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/synclog.h"
#include "core/store/syncstate.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

#include <QThread>

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct CycleFixture {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};

    void requireOk(const CycleReport &report)
    {
        INFO((report.error ? describe(*report.error).toStdString() : std::string()));
        INFO(primary.sequence().toStdString());
        REQUIRE(report.ok);
    }
    void initialise() { requireOk(satellite.synchronise()); }
};

QByteArray unitData(int n)
{
    return "{\"ID\":\"u" + QByteArray::number(n) + "\",\"units\":\"tablet\",\"order_number\":0.10}";
}

void addUnits(ScriptedPrimary &primary, int from, int to)
{
    for (int n = from; n <= to; ++n)
        primary.log.append({n, upsert("unit", "u" + QByteArray::number(n), unitData(n))});
}

} // namespace

TEST_CASE("a first sync asks, initialises, pulls both ways, acknowledges, and leaves the site initialised")
{
    CycleFixture f;
    addUnits(f.primary, 1, 3);
    f.primary.queue = {{"q1", upsert("abc", "r1", R"({"ID":"r1"})")}, {"q2", upsert("abc", "r2", R"({"ID":"r2"})")}};
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(f.primary.sequence()
        == "GET site, POST initialise, GET central_records, GET central_records, GET queued_records, "
           "POST acknowledged_records, GET queued_records");
    CHECK(report.pulledCentral == 3);
    CHECK(report.pulledRemote == 2);
    CHECK(report.pushed == 0);
    CHECK(f.satellite.dataOf("unit", "u2") == unitData(2));
    CHECK(f.satellite.dataOf("abc", "r1") == QByteArray(R"({"ID":"r1"})"));
    CHECK(f.satellite.cursor() == 3);
    CHECK(*f.satellite.datafile().state().isInitialised());
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("14.A8: a cycle that asks nobody counts as a failure, and as no try")
{
    CycleFixture f;
    f.satellite.setPreference(QStringLiteral("sync-id"), QStringLiteral("0"));
    const CycleReport report = f.satellite.synchronise();
    CHECK(report.error->code == ErrorCode::NotSetUp);
    const Result<SyncState::Times> never = f.satellite.datafile().state().times();
    REQUIRE(never);
    CHECK_FALSE(never->lastSync.isValid());
    CHECK(never->lastError->code == ErrorCode::NotSetUp);
    CHECK(never->failuresInARow == 1);
    CHECK(never->failingSince.isValid());

    f.satellite.setPreference(QStringLiteral("sync-id"), QStringLiteral("2"));
    f.initialise();
    const QDateTime last = f.satellite.datafile().state().times()->lastSync;
    CHECK(last.isValid());
    f.satellite.clock.advance(std::chrono::hours(1));
    f.satellite.setPreference(QStringLiteral("sync-id"), QStringLiteral("0"));
    CHECK_FALSE(f.satellite.synchronise().ok);
    CHECK(f.satellite.datafile().state().times()->lastSync == last);
}

TEST_CASE("a second sync moves nothing, and still ends its push")
{
    CycleFixture f;
    addUnits(f.primary, 1, 3);
    f.initialise();
    const auto before = f.primary.server.requests().size();
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pulledCentral + report.pulledRemote + report.pushed == 0);
    CHECK(f.primary.server.requests().size() - before == 5);
    CHECK(f.primary.pushes() == QList<QByteArray> {R"({"queueLength":0,"data":[]})"});
    CHECK(f.primary.sequence().endsWith(
        "GET site, POST queued_records, GET site_status, GET central_records, GET queued_records"));
}

TEST_CASE("gaps in serials and empty batches below maxCursor are followed serial by serial")
{
    CycleFixture f;
    f.primary.servesWindows = true;
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    addUnits(f.primary, 1, 2);
    addUnits(f.primary, 8, 9);
    f.primary.maxCursor = 12;
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pulledCentral == 4);
    CHECK(f.satellite.dataOf("unit", "u9") == unitData(9));
    CHECK(f.satellite.cursor() == 12);
}

TEST_CASE("a delete without recordData is applied, a record that cannot be taken goes to quarantine, the rest goes on")
{
    CycleFixture f;
    addUnits(f.primary, 1, 2);
    f.primary.log.append({3, deletion("unit", "u1")});
    f.primary.queue = {{"q1", R"("tableName":"abc","recordId":"bad","action":"update")"},
        {"q2", R"("tableName":"abc","recordId":"worse","action":"UPSERT","recordData":{"ID":"worse"})"},
        {"q3", upsert("abc", "good", R"({"ID":"good"})")}};
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK_FALSE(f.satellite.dataOf("unit", "u1").has_value());
    CHECK(f.satellite.dataOf("abc", "good").has_value());
    CHECK_FALSE(f.satellite.dataOf("abc", "bad").has_value());
    CHECK_FALSE(f.satellite.dataOf("abc", "worse").has_value());
    CHECK(report.quarantined == 2);
    CHECK(*f.satellite.datafile().quarantine().count() == 2);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("what is put before the first sync is pushed at its end, not before")
{
    CycleFixture f;
    f.satellite.put("abc", "mine", R"({"ID":"mine","a":0.10})");
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pushed == 1);
    CHECK(
        f.primary.sequence().endsWith("GET queued_records, POST queued_records, POST queued_records, GET site_status"));
    CHECK(f.primary.pushes().first().contains(
        R"("tableName":"abc","recordId":"mine","action":"Update","recordData":{"ID":"mine","a":0.10})"));
    CHECK(*f.satellite.datafile().outbox().waiting() == 0);
}

TEST_CASE("a push goes in batches of the request size and ends with an empty one, whatever it is answered")
{
    CycleFixture f;
    f.primary.answersPush = GENERATE(true, false);
    f.initialise();
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    for (const char *id : {"a", "b", "c", "d", "e"})
        f.satellite.put("abc", id, "{}");
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pushed == 5);
    const QList<QByteArray> pushes = f.primary.pushes();
    REQUIRE(pushes.size() == 4);
    CHECK(pushes[0].startsWith(R"({"queueLength":5,)"));
    CHECK(pushes[0].count("syncOutId") == 2);
    CHECK(pushes[1].startsWith(R"({"queueLength":3,)"));
    CHECK(pushes[2].startsWith(R"({"queueLength":1,)"));
    CHECK(pushes[3] == R"({"queueLength":0,"data":[]})");
}

TEST_CASE("a body that is too large for the primary is sent in halves")
{
    CycleFixture f;
    f.initialise();
    for (int n = 0; n < 8; ++n)
        f.satellite.put("abc", QByteArray::number(n), "{}");
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.verb == "POST" && request.body.count("syncOutId") > 3)
            return ScriptedAnswer {.status = 413, .body = ""};
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pushed == 8);
}

TEST_CASE("another primary, another site and another Sync ID stop the cycle before anything moves")
{
    CycleFixture f;
    addUnits(f.primary, 1, 3);
    f.initialise();
    f.satellite.put("abc", "mine", "{}");
    ErrorCode code {};
    bool blocks = true;
    SECTION("primary")
    {
        f.primary.centralId = "9";
        code = ErrorCode::WrongPrimary;
    }
    SECTION("site")
    {
        f.primary.uuid = "other";
        code = ErrorCode::WrongSite;
    }
    SECTION("Sync ID")
    {
        f.primary.siteId = "3";
        code = ErrorCode::SyncIdDiffers;
        blocks = false;
    }
    const auto before = f.primary.server.requests().size();
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == code);
    CHECK(report.failedStep == Step::Site);
    CHECK(f.primary.server.requests().size() - before == 1);
    CHECK(*f.satellite.datafile().outbox().waiting() == 1);
    CHECK(f.satellite.datafile().state().blocked()->has_value() == blocks);
    if (!blocks)
        return;
    CHECK(f.satellite.synchronise().error->code == code);
    // Retrieve accepts it
    REQUIRE(f.satellite.datafile().state().resetForRetrieve(true).has_value());
    f.requireOk(f.satellite.synchronise());
    CHECK_FALSE(f.satellite.datafile().state().blocked()->has_value());
}

TEST_CASE("the known primary, back at its URL, lifts the block by itself")
{
    CycleFixture f;
    f.initialise();
    f.primary.centralId = "9";
    CHECK_FALSE(f.satellite.synchronise().ok);
    f.primary.centralId = "1";
    f.requireOk(f.satellite.synchronise());
    CHECK_FALSE(f.satellite.datafile().state().blocked()->has_value());
}

TEST_CASE("sync that is turned off at the primary says why")
{
    CycleFixture f;
    f.primary.moreOfSite = R"(,"syncDisabled":"a URL on the list")";
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::SyncDisabled);
    CHECK(report.error->values.value(QStringLiteral("why")) == QStringLiteral("a URL on the list"));
}

TEST_CASE("a failure that may heal is tried again within the cycle, whichever request it hits")
{
    CycleFixture f;
    addUnits(f.primary, 1, 3);
    f.primary.queue = {{"q1", upsert("abc", "r1", "{}")}};
    const ScriptedAnswer trouble
        = GENERATE(ScriptedAnswer {.status = 408, .body = ""}, ScriptedAnswer {.status = 429, .body = ""},
            ScriptedAnswer {.status = 502, .body = "<html>", .type = "text/html"},
            ScriptedAnswer {.status = 503, .body = R"({"error":{"code":"sync_is_running","message":"wait"}})"},
            ScriptedAnswer {.status = 504, .body = ""}, ScriptedAnswer {.end = ScriptedAnswer::End::CutInHeaders});
    QHash<QByteArray, int> troubles;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (++troubles[request.verb + request.path] <= 2)
            return trouble;
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise({.byHand = false});
    f.requireOk(report);
    CHECK(f.satellite.dataOf("unit", "u3").has_value());
    CHECK(f.satellite.dataOf("abc", "r1").has_value());
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("credentials, machine and version faults are not repeated within a cycle")
{
    CycleFixture f;
    const QByteArray code = GENERATE(
        as<QByteArray>(), "site_incorrect_password", "site_incorrect_hardware_id", "api_version_incompatible");
    f.primary.fault = [&](const ScriptedRequest &) -> std::optional<ScriptedAnswer> {
        return ScriptedAnswer {.status = 401, .body = R"({"error":{"code":")" + code + R"(","message":"no"}})"};
    };
    CHECK_FALSE(f.satellite.synchronise({.byHand = false}).ok);
    CHECK(f.primary.server.requests().size() == 1);
}

TEST_CASE("by hand a cycle ends within a minute where the primary is busy, and says so")
{
    CycleFixture f;
    f.initialise();
    f.primary.status = "integration_in_progress";
    const auto begun = f.satellite.clock.monotonic();
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK((report.error->code == ErrorCode::IntegrationTimeout || report.error->code == ErrorCode::PrimaryBusy));
    CHECK(f.satellite.clock.monotonic() - begun <= std::chrono::seconds(60));
}

TEST_CASE("by hand a cycle ends within a minute where the primary is away, and says so")
{
    CycleFixture f;
    f.primary.server.stopListening();
    const auto begun = f.satellite.clock.monotonic();
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::ConnectionRefused);
    CHECK(f.satellite.clock.monotonic() - begun <= std::chrono::seconds(60));
}

TEST_CASE("a queue that is being filled already is waited for, not asked for again")
{
    CycleFixture f;
    f.primary.initialisationStatus = "started";
    f.primary.status = "initialisation_in_progress";
    int polls = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/site_status" && ++polls == 3) {
            f.primary.status = "idle";
            f.primary.initialisationStatus = "completed";
        }
        return std::nullopt;
    };
    f.requireOk(f.satellite.synchronise());
    CHECK(f.primary.count("POST", "initialise") == 0);
    CHECK(polls == 3);
}

TEST_CASE("an initialise whose answer is lost is waited for, and counts where it was seen to run")
{
    CycleFixture f;
    f.primary.status = "initialisation_in_progress";
    int posts = 0;
    int polls = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/initialise") {
            ++posts;
            return ScriptedAnswer {.end = ScriptedAnswer::End::CutBefore};
        }
        if (request.path == "/sync/v5/site_status" && ++polls == 2) {
            f.primary.status = "idle";
            f.primary.initialisationStatus = "completed";
        }
        return std::nullopt;
    };
    f.requireOk(f.satellite.synchronise());
    // Either of the two kept connections may have been closed under it: Qt and the client each ask again once.
    CHECK(posts <= 4);
    CHECK(polls == 2);
    CHECK(f.primary.sequence().indexOf("site_status") > f.primary.sequence().lastIndexOf("initialise"));
}

TEST_CASE("an initialise that the primary refuses ends the cycle, and the next one asks again")
{
    CycleFixture f;
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/initialise")
            return ScriptedAnswer {.status = 500, .body = R"({"error":{"code":"own","message":"full"}})"};
        return std::nullopt;
    };
    CHECK(f.satellite.synchronise().failedStep == Step::Initialise);
    CHECK_FALSE(*f.satellite.datafile().state().isQueuePrepared());
    f.primary.fault = {};
    f.requireOk(f.satellite.synchronise());
}

TEST_CASE("a cycle that breaks off goes on where it was, and nothing is pushed before a first sync has ended")
{
    CycleFixture f;
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    f.satellite.put("abc", "mine", "{}");
    addUnits(f.primary, 1, 6);
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/central_records" && request.query.startsWith("cursor=4"))
            return ScriptedAnswer {.status = 400, .body = "no"};
        return std::nullopt;
    };
    CHECK_FALSE(f.satellite.synchronise().ok);
    CHECK(f.satellite.cursor() == 4);
    CHECK_FALSE(f.satellite.synchronise().ok);
    CHECK(f.primary.pushes().isEmpty());
    CHECK(f.satellite.dataOf("unit", "u4").has_value()); // what had landed was merged at the start of the second
    f.primary.fault = {};
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pulledCentral == 2);
    CHECK(report.pushed == 1);
    CHECK(f.primary.count("POST", "initialise") == 1);
}

TEST_CASE("an acknowledgement that was lost is said first by the next cycle")
{
    CycleFixture f;
    f.primary.queue = {{"q1", upsert("abc", "r1", "{}")}};
    bool isLost = true;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (isLost && request.path == "/sync/v5/acknowledged_records")
            return ScriptedAnswer {.status = 400, .body = "no"};
        return std::nullopt;
    };
    CHECK(f.satellite.synchronise().failedStep == Step::PullQueued);
    isLost = false;
    f.requireOk(f.satellite.synchronise());
    CHECK(f.primary.queue.isEmpty());
    CHECK(f.primary.sequence().endsWith("POST acknowledged_records, GET queued_records"));
    CHECK(f.satellite.dataOf("abc", "r1").has_value());
}

TEST_CASE("the same batch again and again although it was acknowledged is no progress")
{
    CycleFixture f;
    f.primary.queue = {{"q1", upsert("abc", "r1", "{}")}};
    f.primary.keepsAcknowledged = true;
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::NoProgress);
    CHECK(f.primary.count("GET", "queued_records") <= 5);
}

TEST_CASE("between two Mailboats the acknowledgement travels with the next request, and nothing is asked in vain")
{
    CycleFixture f;
    f.primary.isMailboat = true;
    f.primary.givesFirstBatch = GENERATE(true, false);
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    addUnits(f.primary, 1, 4);
    for (const char *id : {"q1", "q2", "q3"})
        f.primary.queue.append({id, upsert("abc", id, "{}")});
    f.requireOk(f.satellite.synchronise());
    // The first central batch is asked for before its turn: only how many there are is sure.
    CHECK(f.primary.sequence().startsWith("GET site, "));
    CHECK(f.primary.sequence().endsWith("GET queued_records, POST acknowledged_records"));
    CHECK(f.primary.count("POST", "initialise") == 1);
    CHECK(f.primary.count("GET", "central_records") == 2);
    const int asked = f.primary.givesFirstBatch ? 1 : 2;
    CHECK(f.primary.count("GET", "queued_records") == asked);
    CHECK(f.primary.server.requests().size() == 5 + asked);
    CHECK(f.primary.queue.isEmpty());
    CHECK(f.satellite.dataOf("abc", "q3").has_value());
}

TEST_CASE("a plain primary is not asked for a first batch, and one that it brings is left out")
{
    CycleFixture f;
    f.primary.queue = {{"q1", upsert("abc", "q1", "{}")}};
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/initialise")
            return std::nullopt;
        CHECK(request.query.isEmpty());
        return ScriptedAnswer {.body = R"({"queueLength":1,"data":["anything"]})"};
    };
    f.requireOk(f.satellite.synchronise());
    CHECK(f.satellite.dataOf("abc", "q1").has_value());
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("a token that is not understood is followed by the ids themselves")
{
    CycleFixture f;
    f.primary.isMailboat = true;
    f.primary.readsTokens = false;
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    for (const char *id : {"q1", "q2", "q3", "q4", "q5"})
        f.primary.queue.append({id, upsert("abc", id, "{}")});
    f.requireOk(f.satellite.synchronise());
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("serials that do not ascend refuse the batch and leave everything as it was")
{
    CycleFixture f;
    const auto [first, second] = GENERATE(table<qint64, qint64>({{5, 5}, {5, 4}, {0, 1}}));
    f.primary.maxCursor = 9;
    const qint64 a = first;
    const qint64 b = second;
    f.primary.fault = [a, b](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/central_records")
            return std::nullopt;
        return ScriptedAnswer {.body = "{\"maxCursor\":9,\"data\":[{\"ID\":" + QByteArray::number(a) + ','
                + upsert("unit", "a", "{}") + "},{\"ID\":" + QByteArray::number(b) + ',' + upsert("unit", "b", "{}")
                + "}]}"};
    };
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::AnswerInvalid);
    CHECK(f.satellite.cursor() == 0);
    CHECK_FALSE(f.satellite.dataOf("unit", "a").has_value());
}

TEST_CASE("interval 0 pauses after the batch in hand, which is kept")
{
    CycleFixture f;
    addUnits(f.primary, 1, 6);
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/central_records" && request.query.startsWith("cursor=2"))
            f.satellite.setPreference(QStringLiteral("sync-interval"), QStringLiteral("0"));
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise({.byHand = false});
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::Paused);
    CHECK(f.satellite.cursor() == 4);
    f.primary.fault = {};
    f.requireOk(f.satellite.synchronise()); // by hand it works all the same
    CHECK(f.satellite.cursor() == 6);
}

TEST_CASE("a changed request size counts from the next batch")
{
    CycleFixture f;
    addUnits(f.primary, 1, 9);
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/central_records" && request.query.startsWith("cursor=2"))
            f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("5"));
        return std::nullopt;
    };
    f.requireOk(f.satellite.synchronise());
    const auto asked = f.primary.server.requestsTo("/sync/v5/central_records");
    CHECK(asked[1].query == "cursor=2&limit=2");
    CHECK(asked[2].query == "cursor=4&limit=5");
}

TEST_CASE("another role, or a primary somewhere else, ends the cycle between two batches")
{
    CycleFixture f;
    addUnits(f.primary, 1, 6);
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    const bool isUrl = GENERATE(false, true);
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/central_records" && request.query.startsWith("cursor=2")) {
            if (isUrl)
                f.satellite.setUrl(QUrl(QStringLiteral("http://127.0.0.1:1")));
            else
                f.satellite.setPreference(QStringLiteral("sync-id"), QStringLiteral("7"));
        }
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::StateChanged);
    CHECK(f.satellite.cursor() == 4);
}

TEST_CASE("a cursor that was reset meanwhile ends the cycle, and the batch is not taken")
{
    CycleFixture f;
    addUnits(f.primary, 1, 6);
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/central_records" || !request.query.startsWith("cursor=2"))
            return std::nullopt;
        while (f.satellite.cursor() == 0) // until the first batch is stored: before that there is nothing to reset
            QThread::yieldCurrentThread();
        REQUIRE(f.satellite.datafile().state().resetForRetrieve(true).has_value());
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::StateChanged);
    CHECK(f.satellite.cursor() == 0);
    f.primary.fault = {};
    f.requireOk(f.satellite.synchronise());
    CHECK(f.satellite.cursor() == 6);
}

TEST_CASE("cancel gives the request in hand up at once")
{
    CycleFixture f;
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/central_records")
            return ScriptedAnswer {.end = ScriptedAnswer::End::Silent};
        return std::nullopt;
    };
    const auto cycle = f.satellite.cycle();
    QObject::connect(
        &f.primary.server, &ScriptedServer::requested, cycle.get(),
        [&](const ScriptedRequest &request) {
            if (request.path == "/sync/v5/central_records")
                cycle->cancel();
        },
        Qt::QueuedConnection);
    const CycleReport report = f.satellite.run(cycle);
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::Cancelled);
    f.primary.fault = {};
    f.requireOk(f.satellite.synchronise());
}

TEST_CASE("a cycle that is to finish takes the batch in hand and no other")
{
    CycleFixture f;
    addUnits(f.primary, 1, 6);
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    const auto cycle = f.satellite.cycle({.byHand = false});
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/central_records" && request.query.startsWith("cursor=2"))
            cycle->finishBatch();
        return std::nullopt;
    };
    // Its own watch over the answer in hand is the one timer that must not fire.
    const CycleReport report = f.satellite.run(cycle);
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::Cancelled);
    CHECK(f.satellite.cursor() == 4);
}

TEST_CASE("a cycle that is to finish does not wait for a silent primary for long")
{
    CycleFixture f;
    const auto cycle = f.satellite.cycle({.byHand = false});
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/central_records")
            return std::nullopt;
        cycle->finishBatch();
        return ScriptedAnswer {.end = ScriptedAnswer::End::Silent};
    };
    CHECK(f.satellite.run(cycle, 0).error->code == ErrorCode::Cancelled);
}

TEST_CASE("a wish of the primary to have everything again is fulfilled with the next push")
{
    CycleFixture f;
    f.primary.isMailboat = true;
    f.initialise();
    f.satellite.put("abc", "mine", "{}");
    f.requireOk(f.satellite.synchronise());
    const auto before = f.primary.pushes().size();
    f.primary.moreOfSite = R"(,"resendRequested":true)";
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pushed == 1);
    CHECK(f.primary.pushes().at(before).contains("mine"));
}

TEST_CASE("12.3: the progress of a pull counts records, wherever the serials of the log begin")
{
    CycleFixture f;
    const qint64 gap = GENERATE(qint64 {0}, qint64 {1} << 24); // as after a primary has numbered its log anew
    f.primary.isMailboat = GENERATE(false, true);
    f.primary.servesWindows = GENERATE(false, true) && gap == 0; // a log with gaps inside, too
    for (const qint64 serial : {1, 2, 3, 9})
        f.primary.log.append({gap + serial, upsert("unit", QByteArray::number(serial), "{}")});
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    const auto cycle = f.satellite.cycle();
    QList<Progress> shown;
    QObject::connect(cycle.get(), &SyncCycle::progressed, cycle.get(), [&](const Progress &progress) {
        if (progress.step == Step::PullCentral)
            shown.append(progress);
        f.satellite.clock.advance(std::chrono::seconds(1)); // so that each is shown
    });
    f.requireOk(f.satellite.run(cycle));
    REQUIRE(shown.size() > 2);
    CHECK(shown.first().total == 0);
    for (const Progress &progress : std::as_const(shown))
        CHECK(progress.total <= 9);
    CHECK(shown.last().done == 4);
    CHECK(shown.last().total == 4);
}

TEST_CASE("12.6: a primary that does not name the extension hears no number of a push, and of no base")
{
    CycleFixture f;
    f.primary.isMailboat = true;
    f.initialise();
    f.satellite.put("abc", "mine", "{}");
    REQUIRE(f.satellite.datafile().state().resetForRetrieve(true).has_value());
    const CycleReport report = f.satellite.synchronise();
    f.requireOk(report);
    CHECK(report.pushed == 1);
    for (const ScriptedRequest &request : f.primary.server.requests()) {
        CHECK(request.header("mailboat-push").isEmpty());
        CHECK(request.header("mailboat-push-base").isEmpty());
    }
}

TEST_CASE("a cycle leaves its line in the log, its times, and no progress")
{
    CycleFixture f;
    addUnits(f.primary, 1, 3);
    const auto cycle = f.satellite.cycle();
    QList<Progress> shown;
    QObject::connect(cycle.get(), &SyncCycle::progressed, cycle.get(), [&](const Progress &p) { shown.append(p); });
    const CycleReport report = f.satellite.run(cycle);
    f.requireOk(report);
    const auto log = f.satellite.datafile().log().last(10);
    REQUIRE(log.has_value());
    CHECK(std::any_of(
        log->begin(), log->end(), [](const SyncLog::Entry &e) { return e.kind == QStringLiteral("cycle"); }));
    const auto times = f.satellite.datafile().state().times();
    CHECK(times->lastSuccess.isValid());
    CHECK(times->failuresInARow == 0);
    CHECK_FALSE(f.satellite.datafile().requests().progress()->has_value());
    REQUIRE_FALSE(shown.isEmpty());
    CHECK(shown.last().step == Step::Done);
    CHECK(report.bytesReceived > 0);
    CHECK(report.requests == f.primary.server.requests().size());
}

TEST_CASE(
    "automatic batches grow with every quick answer, under the request size where there is one, and show their size")
{
    CycleFixture f;
    addUnits(f.primary, 1, 2000);
    const bool hasCeiling = GENERATE(false, true);
    if (hasCeiling)
        f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("300"));
    const auto cycle = f.satellite.cycle();
    QList<int> shown;
    QObject::connect(cycle.get(), &SyncCycle::progressed, cycle.get(), [&](const Progress &progress) {
        if (progress.step == Step::PullCentral)
            shown.append(progress.requestSize);
    });
    f.requireOk(f.satellite.run(cycle));
    QList<int> limits;
    for (const ScriptedRequest &request : f.primary.server.requestsTo("/sync/v5/central_records"))
        limits.append(request.query.mid(request.query.lastIndexOf('=') + 1).toInt());
    CAPTURE(limits.size());
    CHECK(limits[0] >= 20);
    CHECK(limits[0] < 300);
    CHECK(limits[1] == std::min(limits[0] * 8, hasCeiling ? 300 : 10000));
    CHECK(limits[2] == std::min(limits[0] * 64, hasCeiling ? 300 : 10000));
    REQUIRE_FALSE(shown.isEmpty());
    CHECK(shown.last() >= limits[2]);
}

TEST_CASE("after a batch that was lost on the line half of it is asked for")
{
    CycleFixture f;
    addUnits(f.primary, 1, 50);
    f.primary.fault = [tries = 0](const ScriptedRequest &request) mutable -> std::optional<ScriptedAnswer> {
        // Twice: a connection that is lost is asked again at once.
        if (request.path == "/sync/v5/central_records" && ++tries <= 2)
            return ScriptedAnswer {.body = QByteArray(1000, ' '), .end = ScriptedAnswer::End::CutInBody};
        return std::nullopt;
    };
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    f.requireOk(f.satellite.synchronise());
    const auto asked = f.primary.server.requestsTo("/sync/v5/central_records");
    CHECK(asked[1].query == "cursor=0&limit=20");
    CHECK(asked[2].query == "cursor=0&limit=10");
}
