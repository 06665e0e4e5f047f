// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Callers that are slow, or many, at a whole primary. The test turns the clock; what is closed is closed within the second in
// which the primary looks at it.
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"

#include <QSslCertificate>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

const QByteArray noRecords = R"({"queueLength":0,"data":[]})";

/// Whether a connection that waits for the rest of a request still gets its answer.
bool isServed(RawConnection &connection, const QByteArray &rest)
{
    connection.send(rest);
    const auto reply = connection.reply();
    return reply && reply->status == 200;
}

/// Whoever came before has been accepted, and what they sent before has been read.
void letItBeRead(V5Caller caller)
{
    REQUIRE(caller.get(siteCall).status == 200);
    REQUIRE(caller.get(siteCall).status == 200);
}

/// Whether a body is taken of which so many bytes come in its first minute, at a primary with so many places, three of them taken.
bool isServedThough(const char *places, qsizetype bytes)
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-connections"), QString::fromLatin1(places));
    primary.start();
    V5Caller slow = primary.hill();
    V5Caller other = primary.valley();
    REQUIRE(slow.get(siteCall).status == 200);
    const QByteArray body = QByteArray(20000, ' ') + noRecords;
    RawConnection &line = slow.connection();
    line.send(slow.request("POST", queueCall, body).chopped(body.size() - bytes));
    RawConnection silent(primary.port());
    REQUIRE(other.get(siteCall).status == 200);
    REQUIRE(other.get(siteCall).status == 200);
    primary.clock().advance(61s);
    REQUIRE(silent.closes()); // overdue, and looked at after the slow one
    return isServed(line, body.sliced(bytes));
}

} // namespace

TEST_CASE("D3: a head that is not whole 20 seconds after its connection was taken ends it, however it comes")
{
    ServedPrimary primary;
    primary.start();
    RawConnection silent(primary.port());
    RawConnection trickling(primary.port());
    letItBeRead(primary.valley());
    for (const char byte : QByteArrayView("GET /sync/v5/site H")) {
        trickling.send(QByteArray(1, byte));
        primary.clock().advance(1s);
    }
    V5Caller hill = primary.hill(); // a second before those two are due
    hill.connection().send("GET /sync/v5/site HTTP/1.1\r\n");
    letItBeRead(primary.valley());
    primary.clock().advance(2s);
    CHECK(silent.closes());
    CHECK(trickling.closes());
    CHECK(isServed(
        hill.connection(), hill.request("GET", siteCall).mid(qsizetype(strlen("GET /sync/v5/site HTTP/1.1\r\n")))));
}

TEST_CASE("D3: the TLS handshake is part of the time that a head has")
{
    const TestCertificate made = TestCertificate::selfSigned();
    ServedPrimary primary;
    SyncServer::Options options;
    options.certificate = made.certificate;
    options.key = made.key;
    primary.start(options);
    RawConnection silent(primary.port());
    RawConnection half(primary.port());
    half.send(QByteArray("\x16\x03\x01\x02", 4));
    RawConnection shaken(primary.port(), QSslCertificate(made.certificate));
    REQUIRE(shaken.isConnected());
    shaken.send("GET / HTTP/1.1\r\n"); // the two before have been accepted
    primary.clock().advance(21s);
    CHECK(silent.closes());
    CHECK(half.closes());
    CHECK_FALSE(shaken.reply());
}

TEST_CASE("D3: a further head on a kept connection has 20 seconds beyond the idle time")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200);
    RawConnection &kept = hill.connection();
    letItBeRead(primary.valley());
    primary.clock().advance(79s);
    CHECK(hill.get(siteCall).status == 200);
    CHECK(&hill.connection() == &kept);
    kept.send("GET /sync/v5/si");
    letItBeRead(primary.valley());
    primary.clock().advance(81s);
    CHECK(kept.closes());
}

TEST_CASE("D3: a slow line is never cut for being slow")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const QByteArray request = hill.request("POST", queueCall, noRecords);
    hill.connection().send(request.chopped(noRecords.size()));
    RawConnection silent(primary.port());
    letItBeRead(primary.valley());
    for (const char byte : noRecords.chopped(1)) {
        hill.connection().send(QByteArray(1, byte));
        primary.clock().advance(30s);
    }
    CHECK(silent.closes()); // overdue, and looked at after the slow one
    CHECK(isServed(hill.connection(), noRecords.last(1)));
}

TEST_CASE("D3: while no place is left a body that comes at less than 200 bytes a second is cut off")
{
    CHECK_FALSE(isServedThough("3", 11000));
    CHECK(isServedThough("3", 13000));
    CHECK(isServedThough("4", 10)); // a place is free
}

TEST_CASE("D3: more slow connections than there are places, from ten addresses, and a site is served")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-connections"), QStringLiteral("100"));
    primary.setPreference(QStringLiteral("max-connections-per-address"), QStringLiteral("10"));
    primary.start();
    V5Caller guesser = primary.valley();
    guesser.password = QStringLiteral("wrong");
    CHECK(guesser.get(siteCall).status == 401);
    RawConnection &guessing = guesser.connection();
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (quint32 i = 0; i < 101; ++i) {
        slow.push_back(std::make_unique<RawConnection>(primary.port(), QHostAddress(0x7f000002 + i % 10)));
        slow.back()->send("G");
    }
    V5Caller hill = primary.hill();
    CHECK(hill.get(siteCall).status == 200);
    CHECK(guessing.closes()); // the oldest, and nobody's site
    CHECK(slow.front()->closes());

    const RawConnection *kept = &hill.connection();
    for (auto &connection : slow)
        connection = std::make_unique<RawConnection>(primary.port(), QHostAddress(0x7f000002));
    CHECK(hill.get(siteCall).status == 200);
    CHECK(&hill.connection() == kept);
    V5Caller valley = primary.valley();
    CHECK(valley.get(siteCall).status == 200);
}
