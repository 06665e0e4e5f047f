// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/coding.h"
#include "core/http/inflater.h"
#include "core/wire/primaryapi.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;
using End = ScriptedAnswer::End;

namespace {

constexpr const char *siteBody = R"({"id":"uuid","siteId":12,"code":"S12","name":"Hill","initialisationStatus":"new",
    "isOmSupplyCentralServer":false,"omSupplyCentralServerUrl":"","mSupplyCentralSiteId":1})";

struct ApiFixture {
    ScriptedServer server;
    HttpClient http {{}};
    PrimaryApi api {http, {server.url(), QStringLiteral("hill:é"), QByteArray(64, 'a'), QStringLiteral("hardware")}};

    QCoro::Task<Result<wire::PushAnswer>> push(const wire::QueueBatch &batch)
    {
        return api.push(wire::compose(batch, wire::Writing::Satellite), batch.queueLength == 0);
    }
};

} // namespace

TEST_CASE("every call carries who, which machine and which version asks")
{
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody}});
    REQUIRE(QCoro::waitFor(f.api.site()).has_value());
    const ScriptedRequest request = f.server.requests().first();
    CHECK(QByteArray::fromBase64(request.header("authorization").mid(6)) == "hill:é:" + QByteArray(64, 'a'));
    CHECK(request.header("msupply-site-uuid") == "hardware");
    CHECK(request.header("app-name") == "Mailboat");
    CHECK_FALSE(request.header("app-version").isEmpty());
    CHECK(request.header("version") == "14");
    CHECK(request.header("mailboat") == "1");
    CHECK(request.header("mailboat-check").isEmpty());
}

TEST_CASE("a check says that it is one")
{
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody}});
    Endpoint endpoint = f.api.endpoint();
    endpoint.isCheck = true;
    f.api.setEndpoint(endpoint);
    REQUIRE(QCoro::waitFor(f.api.site()).has_value());
    CHECK(f.server.requests().first().header("mailboat-check") == "1");
}

TEST_CASE("only the root of the configured URL counts")
{
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody}});
    Endpoint endpoint = f.api.endpoint();
    endpoint.url.setPath(QStringLiteral("/some/prefix"));
    endpoint.url.setQuery(QStringLiteral("a=b"));
    f.api.setEndpoint(endpoint);
    CHECK(QCoro::waitFor(f.api.site()).has_value());
}

TEST_CASE("the seven calls go where the protocol says")
{
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site_status", {{.body = R"({"code":"idle","message":"","data":null})"}});
    f.server.row("POST", "/sync/v5/initialise", {{.body = R"({"queueLength":1840,"data":[]})"}});
    f.server.row("GET", "/sync/v5/central_records", {{.body = R"({"maxCursor":9})"}});
    f.server.row("GET", "/sync/v5/queued_records", {{.body = R"({"queueLength":0,"data":[]})"}});
    f.server.row("POST", "/sync/v5/acknowledged_records", {{.status = 204}});
    f.server.row("POST", "/sync/v5/queued_records", {{.body = R"({"integrationStarted":false})"}});
    CHECK(QCoro::waitFor(f.api.siteStatus())->code == wire::Busy::Idle);
    CHECK(QCoro::waitFor(f.api.initialise(500))->queueLength == 1840);
    CHECK(QCoro::waitFor(f.api.centralRecords(7, 20))->maxCursor == 9);
    CHECK(QCoro::waitFor(f.api.queuedRecords(20, "a b&c"))->queueLength == 0);
    CHECK(QCoro::waitFor(f.api.acknowledge({"q-1"})).has_value());
    CHECK_FALSE(QCoro::waitFor(f.push({1, {}}))->integrationStarted);
    const auto &seen = f.server.requests();
    CHECK(seen[1].body == "{}");
    CHECK(seen[2].query == "cursor=7&limit=20");
    CHECK(seen[3].query == "limit=20&ack=a%20b%26c");
    CHECK(seen[4].body == R"({"syncIDs":["q-1"]})");
    CHECK(seen[5].body == R"({"queueLength":1,"data":[]})");
}

TEST_CASE("204 is an answer where nothing is needed, and none where records are")
{
    ApiFixture f;
    for (const char *path : {"/sync/v5/initialise", "/sync/v5/queued_records", "/sync/v5/acknowledged_records"})
        f.server.row("POST", path, {{.status = 204}});
    for (const char *path : {"/sync/v5/central_records", "/sync/v5/queued_records"})
        f.server.row("GET", path, {{.status = 204}});
    CHECK(QCoro::waitFor(f.api.initialise(500))->queueLength == 0);
    CHECK(QCoro::waitFor(f.push({0, {}}))->integrationStarted);
    CHECK_FALSE(QCoro::waitFor(f.push({5, {}}))->integrationStarted);
    CHECK(QCoro::waitFor(f.api.acknowledge({})).has_value());
    CHECK(QCoro::waitFor(f.api.centralRecords(0, 1)).error().code == ErrorCode::AnswerNotJson);
    CHECK(QCoro::waitFor(f.api.queuedRecords(1)).error().code == ErrorCode::AnswerNotJson);
}

TEST_CASE("a kept connection that was closed under a request is asked again, once")
{
    ApiFixture f;
    f.server.row("POST", "/sync/v5/acknowledged_records", {{.end = End::CutBefore}, {}});
    CHECK(QCoro::waitFor(f.api.acknowledge({"1"})).has_value());
    ApiFixture g;
    g.server.row("POST", "/sync/v5/acknowledged_records", {{.end = End::CutBefore}});
    const Result<> lost = QCoro::waitFor(g.api.acknowledge({"1"}));
    REQUIRE_FALSE(lost.has_value());
    CHECK(lost.error().code == ErrorCode::ConnectionLost);
}

TEST_CASE("an answer shows whether a Mailboat gave it, when, and when to come back")
{
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site",
        {{.body = siteBody, .headers = {{"Mailboat", "1"}, {"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}}},
            {.status = 503, .body = "", .headers = {{"Retry-After", "120"}}},
            {.status = 503,
                .body = "",
                .headers
                = {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"}}},
            {.status = 503, .body = "", .headers = {{"Retry-After", "1000000"}}}});
    REQUIRE(QCoro::waitFor(f.api.site()).has_value());
    CHECK(f.api.isMailboat());
    CHECK(f.api.traffic().serverDate() == QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC));
    const Result<wire::SiteInfo> busy = QCoro::waitFor(f.api.site());
    CHECK(busy.error().code == ErrorCode::HttpServerError);
    CHECK(busy.error().values.value(QStringLiteral("retryAfter")) == 120);
    CHECK_FALSE(f.api.isMailboat());
    CHECK(f.api.traffic().retryAfter == std::chrono::seconds(120));
    QCoro::waitFor(f.api.site());
    CHECK(f.api.traffic().retryAfter == std::chrono::seconds(60));
    QCoro::waitFor(f.api.site());
    CHECK(f.api.traffic().retryAfter == std::chrono::hours(1));
}

TEST_CASE("traffic counts requests and bytes of bodies")
{
    ApiFixture f;
    f.server.row("POST", "/sync/v5/initialise", {{.body = R"({"queueLength":1})"}});
    REQUIRE(QCoro::waitFor(f.api.initialise(500)).has_value());
    CHECK(f.http.traffic().requests == 1);
    CHECK(f.http.traffic().bytesSent == 2);
    CHECK(f.api.traffic().bytesReceived == 17);
}

TEST_CASE("a captive portal is called so, wherever it appears")
{
    ApiFixture f;
    const ScriptedAnswer page {.body = "<html>sign in</html>", .type = "text/html; charset=utf-8"};
    f.server.handle([&](const ScriptedRequest &) { return std::optional(page); });
    CHECK(QCoro::waitFor(f.api.site()).error().code == ErrorCode::NetworkSignIn);
    CHECK(QCoro::waitFor(f.api.acknowledge({"1"})).error().code == ErrorCode::NetworkSignIn);
    CHECK(QCoro::waitFor(f.push({0, {}})).error().code == ErrorCode::NetworkSignIn);
}

TEST_CASE("a redirect is a finding that names where it leads, without credentials")
{
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site",
        {{.status = 301, .body = "", .headers = {{"Location", "https://u:p@hub.example/sync/v5/site"}}}});
    const Result<wire::SiteInfo> site = QCoro::waitFor(f.api.site());
    CHECK(site.error().code == ErrorCode::Redirected);
    CHECK(site.error().values.value(QStringLiteral("to")) == QStringLiteral("https://hub.example"));
    CHECK(f.server.requests().size() == 1);
}

TEST_CASE("bodies are sent compressed once the primary has shown that it reads that, small ones never")
{
    ApiFixture f;
    f.http.setOptions({.throughNode = GENERATE(false, true)});
    const QByteArray accepted = GENERATE(as<QByteArray>(), "gzip", "gzip, zstd");
    const Coding best = accepted == "gzip" ? Coding::Gzip : Coding::Zstd;
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody, .headers = {{"mailboat-accept-encoding", accepted}}}});
    f.server.row("POST", "/sync/v5/queued_records",
        {{.body = R"({"integrationStarted":true})", .headers = {{"mailboat-accept-encoding", accepted}}}});
    const QByteArray data = R"({"ID":"a","text":")" + QByteArray(5000, 'x') + "\"}";
    const wire::QueueBatch batch {1, {{"1", {"unit", "a", Action::Update, data}}}};
    REQUIRE(QCoro::waitFor(f.push(batch)).has_value());
    CHECK(f.server.requests().last().header("content-encoding").isEmpty());
    const QByteArray plain = f.server.requests().last().body;

    REQUIRE(QCoro::waitFor(f.api.site()).has_value());
    f.http.lineTo(f.server.url()).forget(); // which may have looked fast
    REQUIRE(QCoro::waitFor(f.push(batch)).has_value());
    const ScriptedRequest small = f.server.requests().last();
    CHECK(small.header("content-encoding") == codingName(best));
    CHECK(small.body.size() < plain.size() / 10);
    CHECK(decoded(small.body, best, 1 << 20) == plain);
    REQUIRE(QCoro::waitFor(f.push(wire::QueueBatch {})).has_value());
    CHECK(f.server.requests().last().header("content-encoding").isEmpty());
}

TEST_CASE("13.4: on a line that has shown to be fast nothing is compressed, either way")
{
    ApiFixture f;
    f.http.setOptions({.throughNode = GENERATE(false, true)});
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody, .headers = {{"mailboat-accept-encoding", "zstd, gzip"}}}});
    f.server.row("POST", "/sync/v5/queued_records", {{.body = R"({"integrationStarted":true})"}});
    REQUIRE(QCoro::waitFor(f.api.site()).has_value());
    CHECK(f.server.requests().last().header("accept-encoding") == acceptedCodings);

    LineSpeed &line = f.http.lineTo(f.server.url());
    line.carried(LineSpeed::large, std::chrono::microseconds(1), LineSpeed::Body::Coded);
    const QByteArray data = R"({"ID":"a","text":")" + QByteArray(5000, 'x') + "\"}";
    REQUIRE(QCoro::waitFor(f.push({1, {{"1", {"unit", "a", Action::Update, data}}}})).has_value());
    CHECK(f.server.requests().last().header("accept-encoding") == "identity");
    CHECK(f.server.requests().last().header("content-encoding").isEmpty());
    CHECK(f.server.requests().last().body.contains(data));

    CHECK_FALSE(f.http.lineTo(QUrl(QStringLiteral("http://elsewhere.example"))).isFast());
    CHECK_FALSE(f.http.lineTo(f.server.url()).isFast()); // of one at a time
}

TEST_CASE("13.4: the time that the primary says it had a request for is not the line's")
{
    ApiFixture f;
    const auto took = GENERATE(as<QByteArray>(), "", "1", "999999999999", "-5", "soon", "-9223372036854775808");
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody, .headers = {{"mailboat-took", took}}}});
    CHECK(QCoro::waitFor(f.api.site()).has_value()); // whatever it says
}

TEST_CASE("an answer that was damaged on the way is asked for again once, and never taken")
{
    ApiFixture f;
    ScriptedAnswer whole {.body = siteBody, .headers = {{"mailboat-crc32", wire::sumOf(siteBody)}}};
    ScriptedAnswer damaged = whole;
    damaged.body.replace("Hill", "Hall");
    f.server.row("GET", "/sync/v5/site", {damaged, whole, damaged, damaged});
    const auto good = QCoro::waitFor(f.api.site());
    REQUIRE(good.has_value());
    CHECK(good->name == QStringLiteral("Hill"));
    const auto bad = QCoro::waitFor(f.api.site());
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().code == ErrorCode::AnswerInvalid);
    CHECK(f.server.requests().size() == 4);
}

TEST_CASE("E6: what is said of a site may be no larger than that, what carries records may")
{
    const QByteArray room(2 * 1024 * 1024, ' ');
    ApiFixture f;
    f.server.row("GET", "/sync/v5/site", {{.body = siteBody + room}});
    f.server.row("GET", "/sync/v5/site_status", {{.body = R"({"code":"idle","message":""})" + room}});
    f.server.row("GET", "/sync/v5/central_records", {{.body = R"({"maxCursor":0,"data":[]})" + room}});
    CHECK(QCoro::waitFor(f.api.site()).error().code == ErrorCode::AnswerTooLarge);
    CHECK(QCoro::waitFor(f.api.siteStatus()).error().code == ErrorCode::AnswerTooLarge);
    CHECK(QCoro::waitFor(f.api.centralRecords(0, 10)).has_value());
}
