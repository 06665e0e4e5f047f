// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "tests/support/catch.h"
#include "tests/support/nodeinpath.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;
using End = ScriptedAnswer::End;
using What = NodeInPath::What;

namespace {

const QByteArray site = R"({"id":"uuid","siteId":12,"code":"S12","name":"Hill","initialisationStatus":"new",)"
                        R"("isOmSupplyCentralServer":false,"omSupplyCentralServerUrl":"","mSupplyCentralSiteId":1})";

struct ClientFixture {
    SystemClock clock;
    ScriptedServer server;
    HttpClient::Options options {};
    QString address = server.url().toString();

    std::unique_ptr<ConnectionCheck> check()
    {
        ConnectionCheck::Expected expected {
            address, QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"), SyncId {12}};
        return std::make_unique<ConnectionCheck>(options, clock, expected);
    }
    CheckReport run()
    {
        const auto made = check();
        return QCoro::waitFor(made->run());
    }
    void serve()
    {
        server.row("GET", "/sync/v5/site", {{.body = site}});
        server.row("GET", "/sync/v5/site_status", {{.body = R"({"code":"idle","message":"","data":null})"}});
        server.row("GET", "/sync/v5/central_records", {{.body = R"({"maxCursor":0,"data":[]})"}});
    }
};

} // namespace

TEST_CASE("a check goes through the client that the preference names, and does not try the other where it works")
{
    ClientFixture f;
    f.serve();
    f.options.throughNode = GENERATE(false, true);
    const NodeInPath node(What::Recorded);
    const CheckReport report = f.run();
    CHECK(report.isOk());
    CHECK_FALSE(report.otherClient);
    CHECK(toJson(report).value(QStringLiteral("otherClient")).isNull());
    CHECK(node.processes().size() == (f.options.throughNode ? 1 : 0));
}

TEST_CASE("without a usable Node.js the check fails at the step that needs it, and says that the other client works")
{
    ClientFixture f;
    f.serve();
    f.options.throughNode = true;
    const auto [what, code] = GENERATE(table<What, ErrorCode>({{What::Missing, ErrorCode::NodeMissing},
        {What::Old, ErrorCode::NodeTooOld}, {What::Broken, ErrorCode::NodeFailed}}));
    const NodeInPath node(what);
    const CheckReport report = f.run();
    CHECK(report.findings.last().step == QStringLiteral("http"));
    CHECK(report.findings.last().error->code == code);
    REQUIRE(report.otherClient);
    CHECK_FALSE(report.otherClient->isNode);
    CHECK_FALSE(report.otherClient->error);
    const QJsonObject other = toJson(report).value(QStringLiteral("otherClient")).toObject();
    CHECK(other.value(QStringLiteral("client")) == QStringLiteral("qt"));
    CHECK(other.value(QStringLiteral("ok")) == true);
    CHECK(toText(report).contains(QStringLiteral("switch off")));
}

TEST_CASE("where both clients fail the check says so, with the reason")
{
    ClientFixture f;
    f.server.row("GET", "/sync/v5/site", {{.end = End::CutBefore}});
    f.options.throughNode = GENERATE(false, true);
    const CheckReport report = f.run();
    REQUIRE(report.otherClient);
    CHECK(report.otherClient->isNode == !f.options.throughNode);
    REQUIRE(report.otherClient->error);
    CHECK(report.otherClient->error->code == ErrorCode::ConnectionLost);
    CHECK(toText(report).contains(describe(*report.otherClient->error)));
}

TEST_CASE("both clients call one fault by one name")
{
    ClientFixture f;
    const ScriptedServer secure(TestCertificate::selfSigned().forServer());
    f.options.throughNode = GENERATE(false, true);
    SECTION("a web page")
    {
        f.server.row("GET", "/sync/v5/site", {{.body = "<html>Welcome</html>", .type = "text/html"}});
    }
    SECTION("a redirect")
    {
        f.server.row("GET", "/sync/v5/site", {{.status = 302, .headers = {{"Location", "https://hub.example/"}}}});
    }
    SECTION("TLS at a port that is asked for plain HTTP")
    {
        f.address = QStringLiteral("http://127.0.0.1:%1").arg(secure.url().port());
    }
    const CheckReport report = f.run();
    REQUIRE(report.findings.last().error);
    REQUIRE(report.otherClient);
    REQUIRE(report.otherClient->error);
    CHECK(report.otherClient->error->code == report.findings.last().error->code);
    CHECK(describe(*report.otherClient->error) == describe(*report.findings.last().error));
}

TEST_CASE("what is wrong with one client alone is not said of the other")
{
    ClientFixture f;
    f.server.row("GET", "/sync/v5/site", {{.end = End::CutBefore}});
    f.options.throughNode = true;
    const NodeInPath node(What::Missing);
    const CheckReport report = f.run();
    CHECK(report.findings.last().error->code == ErrorCode::NodeMissing);
    REQUIRE(report.otherClient);
    REQUIRE(report.otherClient->error);
    CHECK(report.otherClient->error->code == ErrorCode::ConnectionLost);
}

TEST_CASE("a wrong password is no fault of a client: the other one is not tried")
{
    ClientFixture f;
    f.server.row("GET", "/sync/v5/site",
        {{.status = 401, .body = R"({"error":{"code":"site_incorrect_password","message":"no"}})"}});
    CHECK_FALSE(f.run().otherClient);
}

TEST_CASE("a check can be cancelled, and may go, while it tries the other client")
{
    ClientFixture f;
    const bool goes = GENERATE(false, true);
    auto check = f.check();
    const NodeInPath node(What::Recorded);
    // Qt's client is cut off; Node's, which is the other one, is left waiting.
    f.server.handle([&](const ScriptedRequest &) {
        return ScriptedAnswer {.end = node.processes().isEmpty() ? End::CutBefore : End::Silent};
    });
    QObject::connect(
        &f.server, &ScriptedServer::requested, &f.server,
        [&] {
            if (node.processes().isEmpty())
                return;
            if (goes)
                check.reset();
            else
                check->cancel();
        },
        Qt::QueuedConnection);
    const CheckReport report = QCoro::waitFor(check->run());
    CHECK_FALSE(report.isOk());
    REQUIRE(report.otherClient);
    CHECK(report.otherClient->error->code == ErrorCode::Cancelled);
}
