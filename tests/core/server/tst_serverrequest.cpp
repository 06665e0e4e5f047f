// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/serverrequest.h"

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

TEST_CASE("Credentials are those of HTTP's Basic scheme")
{
    ServerRequest request;
    CHECK_FALSE(request.basicCredentials());
    request.headers.insert("authorization", " bAsIc " + QByteArray("hill:a:b").toBase64() + ' ');
    const auto credentials = request.basicCredentials();
    REQUIRE(credentials);
    CHECK(credentials->userName == QStringLiteral("hill"));
    CHECK(credentials->password == "a:b");
    const QByteArrayList others {"Bearer " + QByteArray("hill:secret").toBase64(), "Basic hill:secret",
        "Basic " + QByteArray(":secret").toBase64(), "Basic " + QByteArray("hill").toBase64(), "Basic"};
    for (const QByteArray &value : others) {
        CAPTURE(value.toStdString());
        request.headers.insert("authorization", value);
        CHECK_FALSE(request.basicCredentials());
    }
}
