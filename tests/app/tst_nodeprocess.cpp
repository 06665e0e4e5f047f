// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctlsite.h"
#include "tests/support/catch.h"
#include "tests/support/nodeinpath.h"
#include "tests/support/scriptedserver.h"

#include <QEventLoop>

using namespace mailboat::test;

TEST_CASE("a sync through Node.js whose program is killed leaves no Node.js process behind")
{
    ScriptedServer server;
    server.row("GET", "/sync/v5/site", {{.end = ScriptedAnswer::End::Silent}});
    CtlSite site(2);
    site.addPeer(1, QStringLiteral("hill"), server.url().toString());
    site.must(
        {QStringLiteral("prefs"), QStringLiteral("set"), QStringLiteral("node-http-client"), QStringLiteral("true")});
    const NodeInPath node(NodeInPath::What::Recorded);
    Child sync(site.withDatafile({QStringLiteral("sync")}),
        site.environment() << QStringLiteral("PATH=") + QString::fromLocal8Bit(node.path()));
    if (server.requests().isEmpty()) {
        QEventLoop loop;
        QObject::connect(&server, &ScriptedServer::requested, &loop, &QEventLoop::quit);
        loop.exec();
    }
    REQUIRE(node.processes().size() == 1);
    sync.killNow();
    CHECK(NodeInPath::waitForEnd(node.processes().first()));
}
