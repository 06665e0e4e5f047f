// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/protocolversions.h"

#include "core/server/httphandler.h"
#include "core/server/v5/v5api.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace mailboat;

namespace {

ProtocolVersions versions()
{
    std::vector<std::unique_ptr<ProtocolVersion>> all;
    all.push_back(std::make_unique<V5Api>(
        V5Api::Listener {QStringLiteral("http"), QHostAddress(QHostAddress::LocalHost), 80}, 0));
    return ProtocolVersions(std::move(all));
}

ServerRequest requestFor(const QByteArray &method, const QByteArray &target)
{
    ServerRequest request;
    request.method = method;
    setTarget(request, target);
    return request;
}

} // namespace

TEST_CASE("A path with a NUL names nothing")
{
    const ProtocolVersions spoken = versions();
    CHECK_FALSE(spoken.routeOf(requestFor("GET", "/sync/v5/site%00x")));
    CHECK_FALSE(spoken.routeOf(requestFor("GET", "/sync/v5/site%00")));
}

TEST_CASE("Routes match exactly")
{
    const ProtocolVersions spoken = versions();
    CHECK(spoken.routeOf(requestFor("GET", "/sync/v5/site")));
    for (const char *path :
        {"/sync/v5/site//", "//sync/v5/site", "/sync/v5/Site", "/sync/v5", "/sync/v5/", "/", "//", "", "*"}) {
        CAPTURE(path);
        const auto route = spoken.routeOf(requestFor("GET", path));
        REQUIRE_FALSE(route);
        CHECK(route.error().code == ErrorCode::RequestPathUnknown);
    }
    const auto wrong = spoken.routeOf(requestFor("DELETE", "/sync/v5/queued_records"));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::RequestMethodWrong);
    CHECK(wrong.error().values.value(QStringLiteral("allowed")) == QStringLiteral("GET, POST"));
    CHECK_FALSE(spoken.routeOf(requestFor("get", "/sync/v5/site")));
}

TEST_CASE("A path may have a slash at its end")
{
    const ProtocolVersions spoken = versions();
    for (const char *path :
        {"/sync/v5/queued_records", "/sync/v5/queued_records/", "/sync/v5/queued_records/?limit=1"}) {
        CAPTURE(path);
        const auto route = spoken.routeOf(requestFor("POST", path));
        REQUIRE(route);
        CHECK(QByteArray((*route)->path) == "/sync/v5/queued_records");
        CHECK((*route)->work == WorkerPool::Work::Push);
    }
    const auto wrong = spoken.routeOf(requestFor("DELETE", "/sync/v5/site/"));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::RequestMethodWrong);
    CHECK(wrong.error().values.value(QStringLiteral("path")) == QStringLiteral("/sync/v5/site/"));
}

TEST_CASE("D2: a 503 says what is really the matter, and when to come again")
{
    const ProtocolVersions spoken = versions();
    const ServerRequest request = requestFor("GET", "/sync/v5/site");
    const auto said = [&](const Error &error) {
        const ServerAnswer answer = spoken.answerTo(request, error);
        CHECK(answer.status == 503);
        CHECK(std::any_of(answer.headers.begin(), answer.headers.end(),
            [](const ServerAnswer::Header &header) { return header.name == "Retry-After"; }));
        return answer.body;
    };
    const QByteArray busy = said({ErrorCode::DatafileBusy, {{QStringLiteral("path"), QStringLiteral("/secret")}}});
    CHECK(busy.contains("server_full"));
    CHECK(busy.contains("datafile is busy"));
    CHECK_FALSE(busy.contains("/secret"));
    const QByteArray full = said({ErrorCode::ServerFull, {{QStringLiteral("why"), QStringLiteral("a reason")}}});
    CHECK(full.contains(R"("why":"a reason")"));
    const QByteArray stopping = said(stoppingError());
    CHECK(stopping.contains("being stopped"));
    CHECK(said({ErrorCode::PrimaryBusy}).contains("sync_is_running")); // this site's own requests wait
}
