// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/checkfault.h"
#include "tests/core/engine/nosuchname.h"
#include "tests/support/catch.h"
#include "tests/support/relay.h"
#include "tests/support/scriptedprimary.h"

namespace mailboat::test {

namespace {

CheckReport through(FaultySite &site, const QString &proxy, const QString &address)
{
    FaultySite::Shown shown {address};
    shown.preferences.insert(QStringLiteral("proxy"), proxy);
    return site.check(shown);
}

CheckReport refused(FaultySite &site)
{
    Relay relay(Relay::Speaks::Http);
    relay.refuse(403);
    return through(site, relay.url(), QStringLiteral("https://primary.example"));
}

CheckReport notFound(FaultySite &site)
{
    NoSuchName server;
    CHECK(server.isBound());
    return through(site, QStringLiteral("http://proxy.example:3128"), QStringLiteral("http://primary.example"));
}

CheckReport asksToSignIn(FaultySite &site)
{
    ScriptedServer proxy;
    proxy.handle([](const ScriptedRequest &request) {
        CHECK(request.header("authorization").isEmpty());
        return ScriptedAnswer {.status = 407, .headers = {{"Proxy-Authenticate", "Basic realm=\"proxy\""}}};
    });
    return through(site, proxy.url().toString(), QStringLiteral("http://primary.example"));
}

} // namespace

QList<Fault> proxyFaults()
{
    return {
        {"a proxy that refuses", "tls", ErrorCode::ProxyRefused, failed, "does not let the connection through",
            "The administrator of your network has to allow the way", refused},
        {"a proxy that is not there", "connect", ErrorCode::ProxyNotFound, failed,
            "The proxy proxy.example:3128 cannot be found.", "Correct this machine's proxy settings", notFound,
            "ip link set lo up\n"},
        {"a proxy that asks for a sign-in", "http", ErrorCode::ProxySignIn, failed,
            "asks for a user name and a password", "Enter them in this machine's proxy settings", asksToSignIn},
    };
}

} // namespace mailboat::test
