// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"
#include "tests/support/otherservice.h"

using namespace mailboat;
using namespace mailboat::test;
using Speaks = OtherService::Speaks;

namespace {

CycleReport synchronised(Satellite &satellite)
{
    const CycleReport report = satellite.synchronise();
    INFO((report.error ? describe(*report.error).toStdString() : std::string()));
    REQUIRE(report.ok);
    return report;
}

/// A satellite of a primary whose answers to one path go through something on the way.
struct Gatewayed {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};
    int changed = 0; ///< answers so far

    Gatewayed()
    {
        primary.queue = {{"q1", upsert("abc", "r1", R"({"ID":"r1"})")}};
        for (int n = 1; n <= 30; ++n)
            primary.log.append({n, upsert("unit", "u" + QByteArray::number(n), R"({"text":"} ] \" x"})")});
    }
    CycleReport report() { return synchronised(satellite); }
};

} // namespace

TEST_CASE("E3: a port of SSH, MySQL, SMTP or Redis is called that, and not tried again within the cycle")
{
    const auto [name, words, when] = GENERATE(table<const char *, QByteArray, Speaks>({
        {"SSH", "SSH-2.0-OpenSSH_9.2p1\r\n", Speaks::First},
        {"MySQL", QByteArray("J\0\0\0\n8.0.36\0abcdefgh", 20), Speaks::First},
        {"SMTP", "220 mail.example ESMTP Postfix\r\n", Speaks::First},
        {"Redis", "-ERR wrong number of arguments for 'get' command\r\n", Speaks::WhenAsked},
        {"no primary: it", "who are you?\r\n", Speaks::First},
    }));
    const QString scheme = GENERATE(as<QString>(), QStringLiteral("http"), QStringLiteral("https"));
    const bool throughNode = GENERATE(false, true);
    CAPTURE(name, scheme, throughNode);
    const OtherService service(words, when);
    Satellite satellite(service.url(scheme));
    satellite.setPreference(
        QStringLiteral("node-http-client"), throughNode ? QStringLiteral("true") : QStringLiteral("false"));
    const CycleReport report = satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(codeOf(report.error->code) == QStringLiteral("not_http"));
    CHECK(describe(*report.error).contains(QLatin1String(name)));
    CHECK(describe(*report.error).contains(QString::number(service.serverPort())));
    CHECK(report.requests <= 2);
}

TEST_CASE("E3: an answer cut short on the way is asked for again, whichever it is and wherever it is cut")
{
    Gatewayed f;
    const QByteArray path
        = GENERATE(as<QByteArray>(), "/sync/v5/site", "/sync/v5/central_records", "/sync/v5/queued_records");
    const int percent = GENERATE(0, 1, 30, 66, 99);
    const int times = GENERATE(1, 3);
    CAPTURE(path, percent, times);
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.verb != "GET" || request.path != path || f.changed >= times)
            return std::nullopt;
        ++f.changed;
        const QByteArray body = path == "/sync/v5/site"
            ? QByteArray(R"({"id":"uuid-2","siteId":2,"code":"c","name":"n","initialisationStatus":"new"})")
            : QByteArray(
                R"({"maxCursor":30,"queueLength":1,"data":[{"ID":1,"syncOutId":"q1","tableName":"unit"},{}]})");
        return ScriptedAnswer {.body = body.left(body.size() * percent / 100)};
    };
    f.report();
    CHECK(f.changed == times);
    CHECK(f.satellite.dataOf("unit", "u30").has_value());
    CHECK(f.satellite.dataOf("abc", "r1").has_value());
}

TEST_CASE("E3: an answer that is always cut short is a line that breaks off")
{
    Gatewayed f;
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/central_records")
            return std::nullopt;
        return ScriptedAnswer {.body = R"({"maxCursor":30,"data":[{"ID":1,"tableName":"un)"};
    };
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error.has_value());
    CHECK(codeOf(report.error->code) == QStringLiteral("connection_lost"));
    CHECK(f.satellite.cursor() == 0);
}

TEST_CASE("E3: a byte order mark before JSON passes, in every answer")
{
    Gatewayed f;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/site")
            return ScriptedAnswer {.body
                = "\xEF\xBB\xBF"
                  R"({"id":"uuid-2","siteId":2,"code":"c","name":"n","initialisationStatus":"completed",)"
                  R"("isOmSupplyCentralServer":false,"omSupplyCentralServerUrl":"","mSupplyCentralSiteId":1})"};
        if (request.path == "/sync/v5/site_status")
            return ScriptedAnswer {.body = "\xEF\xBB\xBF{\"code\":\"idle\",\"message\":\"\",\"data\":null}"};
        if (request.path == "/sync/v5/central_records" && request.query.startsWith("cursor=0&"))
            return ScriptedAnswer {.body
                = "\xEF\xBB\xBF{\"maxCursor\":1,\"data\":[{\"ID\":1," + upsert("unit", "u1", R"({"ID":"u1"})") + "}]}"};
        return std::nullopt;
    };
    f.report();
    CHECK(f.satellite.dataOf("unit", "u1") == QByteArray(R"({"ID":"u1"})"));
}
