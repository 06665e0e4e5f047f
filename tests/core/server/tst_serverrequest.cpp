// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serverrequest.h"

#include "core/net/gzip.h"
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

TEST_CASE("gzip is used for callers that read it")
{
    const auto accepts = [](const QByteArray &value) {
        ServerRequest request;
        request.headers.insert("accept-encoding", value);
        return request.acceptsGzip();
    };
    CHECK(accepts("gzip"));
    CHECK(accepts("deflate, GZIP;q=0.5"));
    CHECK_FALSE(accepts(""));
    CHECK_FALSE(accepts("br"));
    CHECK_FALSE(accepts("gzip;q=0"));
    CHECK_FALSE(accepts("gzip; q=0.000"));
}

TEST_CASE("A gzip-coded body is whole, of one or more members, and within the limit")
{
    const QByteArray text = QByteArray("{\"a\":0.10}").repeated(1000);
    CHECK(gunzipped(gzipped(text), text.size()).value() == text);
    CHECK(gunzipped(gzipped(text) + gzipped("x"), 1 << 20).value() == text + "x");
    const QByteArray piece(65536, 'a'); // zlib's output ends where a buffer ends
    CHECK(gunzipped(gzipped(piece), 1 << 20).value() == piece);

    CHECK(gunzipped(gzipped(text), text.size() - 1).error().code == ErrorCode::RequestTooLarge);
    const QByteArray whole = gzipped(text);
    const QByteArray behind = whole + "rubbish";
    for (const QByteArray &broken : {QByteArray(), QByteArray("{}"), whole.chopped(1), behind, whole.left(5)})
        CHECK(gunzipped(broken, 1 << 20).error().code == ErrorCode::RequestMalformed);
}
