// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/checkfault.h"
#include "tests/core/engine/nosuchname.h"
#include "tests/support/catch.h"

#include <QCoroTask>
#include <QTcpServer>

namespace mailboat::test {

namespace {

/// The network of one machine, in a namespace that holds nothing else: itself and a name server that it does not have to run.
constexpr const char *alone = "ip link set lo up\n";

/// A line whose other end takes every packet and answers none.
constexpr const char *swallowed
    = "ip link set lo up\n"
      "if ip link add line type veth peer name far 2>/dev/null; then ip link set far up\n"
      "else ip tuntap add dev line mode tun; fi\n"
      "ip addr add 192.0.2.1/24 dev line\n"
      "ip link set line up\n"
      "ip neigh replace 192.0.2.9 lladdr 02:00:00:00:00:09 dev line nud permanent 2>/dev/null || true\n";

constexpr const char *forbidden = "ip link set lo up\n"
                                  "ip route add prohibit 198.51.100.0/24\n";

/// What a synchronisation meets there has the same name, with either HTTP client.
void requestMeets(const QString &address, ErrorCode code)
{
    for (const bool throughNode : {false, true}) {
        HttpClient::Options options;
        options.connectTimeout = std::chrono::seconds(1);
        options.throughNode = throughNode;
        HttpClient client(options);
        const Result<HttpReply> reply = QCoro::waitFor(client.send({"GET", QUrl(address)}));
        INFO("through Node.js: " << throughNode);
        REQUIRE_FALSE(reply.has_value());
        CHECK(codeOf(reply.error().code) == codeOf(code));
    }
}

std::function<CheckReport(FaultySite &)> checkOf(const QString &address, ErrorCode code)
{
    return [address, code](FaultySite &site) {
        requestMeets(address, code);
        return site.check(address);
    };
}

QString closedPort()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    return QStringLiteral("http://127.0.0.1:%1").arg(gone.serverPort());
}

} // namespace

QList<Fault> networkFaults()
{
    return {
        {"an address that is none", "address", ErrorCode::UrlInvalid, failed,
            "\"ftp://hub\" cannot be the URL of a server", "Enter http:// or https://",
            [](FaultySite &site) { return site.check(QStringLiteral("ftp://hub")); }},
        {"no address", "address", ErrorCode::UrlMissing, failed, "has no URL", "Enter the address of the primary",
            [](FaultySite &site) { return site.check(QStringLiteral("  ")); }},
        {"a name that nobody has", "resolve", ErrorCode::HostNotFound, failed,
            "There is no machine with the name in the URL: primary.example.", "Check the name in the primary's URL",
            [](FaultySite &site) {
                NoSuchName server;
                CHECK(server.isBound());
                return checkOf(QStringLiteral("http://primary.example"), ErrorCode::HostNotFound)(site);
            },
            alone},
        {"no name server", "resolve", ErrorCode::NoNameService, failed, "no name server answers",
            "Check this machine's connection to the network",
            checkOf(QStringLiteral("http://primary.example"), ErrorCode::NoNameService), alone},
        {"no route", "connect", ErrorCode::NoRoute, failed,
            "There is no way from this machine to the primary at 192.0.2.9.", "Check cable, Wi-Fi or modem",
            checkOf(QStringLiteral("http://192.0.2.9"), ErrorCode::NoRoute), alone},
        {"a filtered port", "connect", ErrorCode::ConnectionFiltered, failed,
            "The machine 192.0.2.9 does not answer on port 2048.", "A firewall may be in the way",
            checkOf(QStringLiteral("http://192.0.2.9:2048"), ErrorCode::ConnectionFiltered), swallowed},
        {"this machine's own firewall", "connect", ErrorCode::ConnectionFailed, failed,
            "This machine cannot make a connection to the primary at 198.51.100.1: Permission denied.",
            "the firewall of this machine", checkOf(QStringLiteral("http://198.51.100.1"), ErrorCode::ConnectionFailed),
            forbidden},
        {"a closed port", "connect", ErrorCode::ConnectionRefused, failed,
            "The machine 127.0.0.1 is there, but nothing answers on the port", "has to start the primary",
            [](FaultySite &site) { return site.check(closedPort()); }},
    };
}

} // namespace mailboat::test
