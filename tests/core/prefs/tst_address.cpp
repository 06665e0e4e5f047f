// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Most of what an address may be is tested with the URLs.
#include "core/prefs/address.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("An address is host and port, and is written as it is read")
{
    for (const QString &text : {QStringLiteral("sync.example.org"), QStringLiteral("10.0.0.5:2048"),
             QStringLiteral("[fd00::5]:0"), QStringLiteral("[fd00::5]"), QStringLiteral("host:65535")}) {
        CAPTURE(text);
        const auto address = addressFromText(text);
        REQUIRE(address);
        CHECK(addressText(*address) == text);
    }
    CHECK(addressFromText(QStringLiteral("[fd00::5]:0"))->host == QStringLiteral("fd00::5"));
    CHECK(addressFromText(QStringLiteral("[fd00::5]:0"))->isIp);
    CHECK(addressFromText(QStringLiteral("10.0.0.5"))->isIp);
    CHECK_FALSE(addressFromText(QStringLiteral("host"))->isIp);
}

TEST_CASE("The reason why a text is no address repeats nothing of it")
{
    for (const QString &text : {QStringLiteral("s3cret:s3cret"), QStringLiteral("s3cret s3cret"),
             QStringLiteral("[s3cret]"), QStringLiteral("s3cret..x"), QStringLiteral("s3cret:1:2")}) {
        CAPTURE(text);
        REQUIRE_FALSE(addressFromText(text));
        CHECK_FALSE(addressFromText(text).error().contains(QStringLiteral("s3cret")));
    }
}

TEST_CASE("A listener needs address and port, port 0 is any free one")
{
    CHECK(*listenAddressFromText(QStringLiteral(" [::]:0 ")) == ListenAddress {QStringLiteral("::"), 0});
    CHECK(*listenAddressFromText(QStringLiteral("127.0.0.1:65535"))
        == ListenAddress {QStringLiteral("127.0.0.1"), 65535});
    for (const QString &text :
        {QString(), QStringLiteral("127.0.0.1"), QStringLiteral("host:65536"), QStringLiteral("host:")}) {
        CAPTURE(text);
        REQUIRE_FALSE(listenAddressFromText(text));
        CHECK(listenAddressFromText(text).error().code == ErrorCode::ListenAddressInvalid);
    }
}

TEST_CASE("Input is shown without passwords, control characters or end")
{
    CHECK(shownInput(QStringLiteral("host:80")) == QStringLiteral("host:80"));
    CHECK(shownInput(QStringLiteral("http://amy:s3c@ret@host")) == QStringLiteral("…@host"));
    CHECK(shownInput(QStringLiteral("a\nb\u202Ec")) == QStringLiteral("a?b?c"));
    CHECK(shownInput(QString(5000, u'x')).size() == 101);
}
