// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serverrequest.h"

#include "core/server/routes.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

ServerRequest requestTo(const QByteArray &target)
{
    ServerRequest request;
    setTarget(request, target);
    return request;
}

} // namespace

TEST_CASE("Path and query are decoded")
{
    const ServerRequest request = requestTo("/sync/v5/%73ite?%63ursor=1%32&x&y=&name=a+b%26c");
    CHECK(request.path == "/sync/v5/site");
    CHECK(request.argument("cursor").value() == QByteArray("12"));
    CHECK(request.argument("x").value() == QByteArray(""));
    CHECK(request.argument("y").value() == QByteArray(""));
    CHECK(request.argument("name").value() == QByteArray("a b&c"));
    CHECK_FALSE(request.argument("limit").value().has_value());
}

TEST_CASE("A key that stands in the query twice is refused")
{
    const ServerRequest request = requestTo("/?limit=1&%6Cimit=2&cursor=0");
    REQUIRE_FALSE(request.argument("limit"));
    CHECK(request.argument("limit").error().code == ErrorCode::RequestMalformed);
    CHECK(request.argument("cursor"));
}

TEST_CASE("A path with a NUL names nothing")
{
    CHECK_FALSE(findRoute("GET", requestTo("/sync/v5/site%00x").path));
    CHECK_FALSE(findRoute("GET", requestTo("/sync/v5/site%00").path));
}

TEST_CASE("Routes match exactly")
{
    CHECK(findRoute("GET", "/sync/v5/site"));
    for (const char *path : {"/sync/v5/site/", "//sync/v5/site", "/sync/v5/Site", "/sync/v5", "/", "", "*"}) {
        CAPTURE(path);
        const auto route = findRoute("GET", path);
        REQUIRE_FALSE(route);
        CHECK(route.error().code == ErrorCode::RequestPathUnknown);
    }
    const auto wrong = findRoute("DELETE", "/sync/v5/queued_records");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::RequestMethodWrong);
    CHECK(wrong.error().values.value(QStringLiteral("allowed")) == QStringLiteral("GET, POST"));
    CHECK_FALSE(findRoute("get", "/sync/v5/site"));
}
