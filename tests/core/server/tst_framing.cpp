// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a request's body ends: heads that two programs on the way could read in two ways, as bytes on a real socket.
#include "core/server/framing.h"

#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <limits>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray behind = "GET /behind HTTP/1.1\r\nHost: primary\r\n\r\n"; ///< smuggled, were it answered

struct OddHead {
    QByteArray lines; ///< of the head, beside Host
    QByteArray body;
    QByteArray httpVersion = "HTTP/1.1";
};

/// Refused with 400, and nothing behind it is taken for a request of its own.
void checkRefused(const ServedPrimary &primary, const OddHead &head)
{
    CAPTURE(head.lines, head.httpVersion);
    RawConnection client(primary.port());
    client.send(QByteArray("POST ") + queueCall + ' ' + head.httpVersion + "\r\n" + head.lines + "Host: primary\r\n\r\n"
        + head.body + behind);
    const auto reply = client.reply();
    CHECK((reply && reply->status == 400));
    const auto rest = client.rest();
    CHECK((rest && !rest->contains("/behind"))); // libmicrohttpd 0.9.75 writes the head of some 400s twice
}

void checkAllRefused(std::initializer_list<OddHead> heads)
{
    ServedPrimary primary;
    primary.start();
    for (const OddHead &head : heads)
        checkRefused(primary, head);
    V5Caller hill = primary.hill();
    CHECK(hill.get(siteCall).status == 200);
}

} // namespace

TEST_CASE("D1: a Content-Length of 2^63 and more is refused before any of the body is taken")
{
    ServedPrimary primary;
    primary.start();
    for (const QByteArray &length : {QByteArray("9223372036854775807"), QByteArray("9223372036854775808"),
             QByteArray("18446744073709551615"), QByteArray("18446744073709551616"), QByteArray(400, '9')}) {
        CAPTURE(length);
        RawConnection stranger(primary.port());
        stranger.send(rawRequest("POST", queueCall, {{"Content-Length", length}}));
        const auto reply = stranger.reply();
        CHECK((reply && reply->status == 413));
        CHECK(stranger.rest());
    }
}

TEST_CASE("D1: what is no plain number is no length, also where libmicrohttpd would let it through")
{
    const auto read = [](const QByteArray &length) -> std::optional<qint64> {
        Framing framing;
        framing.add("Content-Length", length);
        return framing.check("HTTP/1.1") ? framing.length() : std::optional<qint64>(-1);
    };
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    CHECK(Framing().length() == 0);
    CHECK(read("0") == 0);
    CHECK(read("0012") == 12);
    CHECK(read("9223372036854775807") == most);
    CHECK(read("9223372036854775808") == most);
    CHECK(read("18446744073709551617") == most);
    for (const QByteArray &text : {QByteArray(), QByteArray("+5"), QByteArray("-1"), QByteArray(" 5"), QByteArray("5 "),
             QByteArray("5\n"), QByteArray("0x5"), QByteArray("1e3"), QByteArray("5,5"), QByteArray("5\0", 2)}) {
        CAPTURE(text);
        CHECK(read(text) == -1);
    }
}

TEST_CASE("D1: a Content-Length that is no plain number is refused and closed")
{
    checkAllRefused({
        {"Content-Length: +5\r\n", "hello"},
        {"Content-Length: -5\r\n", "hello"},
        {"Content-Length: 5 \r\n", "hello"},
        {"Content-Length: 5 5\r\n", "hello"},
        {"Content-Length: 0x5\r\n", "hello"},
        {"Content-Length: 5.0\r\n", "hello"},
        {"Content-Length: 5,5\r\n", "hello"},
        {"Content-Length:\r\n", ""},
    });
}

TEST_CASE("D1: of a caller that has not signed in no more than a small body is gathered, whatever it announces")
{
    ServedPrimary primary;
    primary.start();
    RawConnection stranger(primary.port());
    SECTION("65,536 bytes are taken before anybody asks who sends them")
    {
        stranger.send(rawRequest("POST", queueCall, {}, QByteArray(65536, 'x')));
        CHECK(outcome(stranger.reply().value()) == "401 request_credentials_missing");
    }
    SECTION("of one more not one")
    {
        stranger.send(rawRequest("POST", queueCall, {{"Content-Length", "65537"}, {"Expect", "100-continue"}}));
        CHECK(outcome(stranger.reply().value()) == "401 request_credentials_missing");
    }
    SECTION("of a body in chunks neither")
    {
        stranger.send(rawRequest("POST", queueCall, {{"Transfer-Encoding", "chunked"}, {"Expect", "100-continue"}}));
        CHECK(outcome(stranger.reply().value()) == "401 request_credentials_missing");
    }
}

TEST_CASE("D4: a request with both Transfer-Encoding and Content-Length is refused and closed")
{
    checkAllRefused({
        {"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"},
        {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"},
        {"Content-Length: 0\r\ntransfer-encoding: CHUNKED\r\n", "0\r\n\r\n"},
    });
}

TEST_CASE("D4: a request with several lengths is refused and closed")
{
    checkAllRefused({
        {"Content-Length: 5\r\nContent-Length: 6\r\n", "hello"},
        {"Content-Length: 5\r\nContent-Length: 5\r\n", "hello"},
        {"Content-Length: 5\r\ncontent-LENGTH: 0\r\n", "hello"},
    });
}

TEST_CASE("D4: a request with any coding but exactly chunked is refused and closed")
{
    checkAllRefused({
        {"Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: identity\r\n", ""},
        {"Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: \x0b"
         "chunked\r\n",
            "0\r\n\r\n"},
        {"Transfer-Encoding:\r\n", ""},
        {"Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "HTTP/1.0"},
    });
}

TEST_CASE("D4: a request with a blank in a header's name, or a header over two lines, is refused and closed")
{
    checkAllRefused({
        {"Content-Length : 5\r\n", "hello"},
        {"Content-Length\t: 5\r\n", "hello"},
        {" Content-Length: 5\r\n", "hello"},
        {"X Y: z\r\n", ""},
        {"Transfer-Encoding : chunked\r\n", "0\r\n\r\n"},
        {"Transfer-Encoding: chunked\r\n x\r\n", "0\r\n\r\n"},
        {"Content-Length: 5\r\n\t0\r\n", "hello"},
        {"X: a\r\n b c\r\n", ""},
        {"X: a\rTransfer-Encoding: chunked\r\n", ""},
        {QByteArrayLiteral("X\0: a\r\n"), ""},
    });
}

TEST_CASE("D4: a request whose framing is plain is taken, however its headers are written")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray nothing = R"({"queueLength":0,"data":[]})";
    hill.headers = {{"transfer-encoding", "Chunked"}};
    hill.begin("POST", queueCall);
    hill.connection().send(QByteArray::number(nothing.size(), 16) + "\r\n" + nothing + "\r\n0\r\n\r\n");
    CHECK(hill.connection().reply().value().status == 200);
    hill.headers = {{"CONTENT-LENGTH", "0000" + QByteArray::number(nothing.size())}};
    hill.begin("POST", queueCall);
    hill.connection().send(nothing);
    CHECK(hill.connection().reply().value().status == 200);
    hill.headers = {};
    CHECK(hill.get(siteCall).status == 200);
}

TEST_CASE("D4: a request with more headers than any client sends is refused and closed")
{
    ServedPrimary primary;
    primary.start();
    const bool isRefused = GENERATE(false, true);
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (int at = 0; at < (isRefused ? 101 : 90); ++at)
        headers.emplaceBack("X-" + QByteArray::number(at), "x");
    for (int at = 0; at < 200; ++at)
        headers.emplaceBack("X-0", "once more"); // is no further name
    RawConnection client(primary.port());
    client.send(rawRequest("GET", siteCall, headers));
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == (isRefused ? 431 : 401));
    if (isRefused)
        CHECK(client.closes());
    V5Caller hill = primary.hill();
    CHECK(hill.get(siteCall).status == 200);
}
