// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/nodeinpath.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>

#include <csignal>

using namespace mailboat;
using namespace mailboat::test;
using End = ScriptedAnswer::End;
using What = NodeInPath::What;

namespace {

HttpClient::Options throughNode()
{
    HttpClient::Options options;
    options.throughNode = true;
    return options;
}

Result<HttpReply> get(HttpClient &client, const ScriptedServer &server)
{
    QUrl url = server.url();
    url.setPath(QStringLiteral("/x"));
    return QCoro::waitFor(client.send({"GET", url}));
}

Error errorOf(const Result<HttpReply> &reply)
{
    REQUIRE_FALSE(reply.has_value());
    return reply.error();
}

} // namespace

TEST_CASE("without Node.js, the client that needs it says so, and the other works")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    const NodeInPath node(What::Missing);
    HttpClient client(throughNode());
    CHECK(errorOf(get(client, server)).code == ErrorCode::NodeMissing);
    client.setOptions({});
    CHECK(get(client, server).has_value());
}

TEST_CASE("a Node.js that is too old is refused with its version")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    const What what = GENERATE(What::Old, What::Ancient);
    const NodeInPath node(what);
    HttpClient client(throughNode());
    const Error error = errorOf(get(client, server));
    CHECK(error.code == ErrorCode::NodeTooOld);
    const QString version = what == What::Old ? QStringLiteral("16.1.0") : QStringLiteral("0.10.48");
    CHECK(error.values.value(QStringLiteral("version")) == version);
    CHECK(error.values.value(QStringLiteral("needed")) == QStringLiteral("18"));
    CHECK(server.requests().isEmpty());
}

TEST_CASE("another program of that name, and one that ends, are a failed Node.js client that says why")
{
    ScriptedServer server;
    {
        const NodeInPath node(What::Foreign);
        HttpClient client(throughNode());
        const Error error = errorOf(get(client, server));
        CHECK(error.code == ErrorCode::NodeFailed);
        CHECK(error.values.value(QStringLiteral("why")).toString().contains(QStringLiteral("no Node.js")));
    }
    const NodeInPath node(What::Broken);
    HttpClient client(throughNode());
    const Error error = errorOf(get(client, server));
    CHECK(error.code == ErrorCode::NodeFailed);
    CHECK(error.values.value(QStringLiteral("why")).toString().contains(u'3'));
    CHECK(error.detail == QStringLiteral("it does not work"));
}

TEST_CASE("one Node.js process serves all requests of a client and ends with it")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    const NodeInPath node(What::Recorded);
    {
        HttpClient client(throughNode());
        CHECK(node.processes().isEmpty()); // on demand
        for (int i = 0; i < 3; ++i)
            REQUIRE(get(client, server).has_value());
        CHECK(server.connections() == 1);
    }
    REQUIRE(node.processes().size() == 1);
    CHECK(NodeInPath::waitForEnd(node.processes().first()));
}

TEST_CASE("a Node.js process that is killed fails what is under way and is started again for the next request")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.end = End::Silent}, {.body = "1"}});
    const NodeInPath node(What::Recorded);
    HttpClient client(throughNode());
    QObject::connect(&server, &ScriptedServer::requested, &server, [&node, isFirst = true]() mutable {
        if (std::exchange(isFirst, false))
            kill(static_cast<pid_t>(node.processes().first()), SIGKILL);
    });
    CHECK(errorOf(get(client, server)).code == ErrorCode::NodeFailed);
    CHECK(get(client, server).has_value());
    CHECK(node.processes().size() == 2);
}

TEST_CASE("signals meant for the owner do not end the Node.js process")
{
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    const NodeInPath node(What::Recorded);
    HttpClient client(throughNode());
    REQUIRE(get(client, server).has_value());
    const auto process = static_cast<pid_t>(node.processes().first());
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        kill(process, signal);
    REQUIRE(get(client, server).has_value());
    CHECK(node.processes().size() == 1);
}

TEST_CASE("no variable of the environment switches the checks of certificates off or loads code into Node.js")
{
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "Nobody in particular"});
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    server.row("GET", "/x", {{.body = "1"}});
    qputenv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    qputenv("NODE_OPTIONS", "--require /no/such/file.js");
    HttpClient client(throughNode());
    CHECK(errorOf(get(client, server)).code == ErrorCode::TlsUnknownIssuer);
    CHECK(server.requests().isEmpty());
    qunsetenv("NODE_TLS_REJECT_UNAUTHORIZED");
    qunsetenv("NODE_OPTIONS");
}
