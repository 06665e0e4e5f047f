// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/listensocket.h"
#include "tests/support/catch.h"

#include <QTcpSocket>

#include <sys/socket.h>
#include <unistd.h>

using namespace mailboat;

TEST_CASE("Port 0 takes a free port and says which")
{
    const Result<ListenSocket> socket = ListenSocket::open(QStringLiteral("127.0.0.1:0"));
    REQUIRE(socket);
    CHECK(socket->port() > 0);
    CHECK(hostAndPort(socket->address(), socket->port()) == QStringLiteral("127.0.0.1:%1").arg(socket->port()));
    QTcpSocket client;
    client.connectToHost(QStringLiteral("127.0.0.1"), socket->port());
    CHECK(client.waitForConnected(10000));
}

TEST_CASE("A port that another listens on is in use")
{
    const Result<ListenSocket> first = ListenSocket::open(QStringLiteral("127.0.0.1:0"));
    REQUIRE(first);
    const QString listen = hostAndPort(first->address(), first->port());
    const Result<ListenSocket> second = ListenSocket::open(listen);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::PortInUse);
    CHECK(second.error().values.value(QStringLiteral("address")) == listen);
}

TEST_CASE("A port is free again as soon as its listener has ended")
{
    quint16 port = 0;
    {
        const Result<ListenSocket> first = ListenSocket::open(QStringLiteral("127.0.0.1:0"));
        REQUIRE(first);
        port = first->port();
        QTcpSocket client;
        client.connectToHost(QStringLiteral("127.0.0.1"), port);
        REQUIRE(client.waitForConnected(10000));
        const int accepted = ::accept(first->descriptor(), nullptr, nullptr);
        REQUIRE(accepted >= 0);
        ::close(accepted); // this end first: its address then stays in use for a minute
        client.waitForDisconnected(10000);
    }
    CHECK(ListenSocket::open(QStringLiteral("127.0.0.1:%1").arg(port)));
}

TEST_CASE("What is no address to listen on is refused")
{
    for (const char *text : {"", "127.0.0.1", ":2048", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:-1", "::1:2048",
             "[::1]", "no host:1", "192.0.2.1:0" /* not of this machine */}) {
        CAPTURE(text);
        const Result<ListenSocket> socket = ListenSocket::open(QString::fromLatin1(text));
        REQUIRE_FALSE(socket);
        CHECK(socket.error().code == ErrorCode::ListenAddressInvalid);
    }
}

TEST_CASE("IPv6 is listened on")
{
    const Result<ListenSocket> socket = ListenSocket::open(QStringLiteral("[::1]:0"));
    if (!socket)
        return; // a machine without IPv6
    CHECK(hostAndPort(socket->address(), 1) == QStringLiteral("[::1]:1"));
}
