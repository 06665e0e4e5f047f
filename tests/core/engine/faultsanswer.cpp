// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/checkfault.h"
#include "tests/support/catch.h"
#include "tests/support/otherservice.h"
#include "tests/support/scriptedprimary.h"

namespace mailboat::test {

namespace {

using End = ScriptedAnswer::End;

/// What answers so is no primary, and gets no credentials.
std::function<CheckReport(FaultySite &)> answering(const ScriptedAnswer &answer)
{
    return [answer](FaultySite &site) {
        ScriptedServer server;
        server.row("GET", "/sync/v5/site", {answer});
        const CheckReport report = site.check(server.url().toString());
        for (const ScriptedRequest &request : server.requests())
            CHECK(request.header("authorization").isEmpty());
        return report;
    };
}

CheckReport tooLarge(FaultySite &site)
{
    ScriptedServer server;
    server.row("GET", "/sync/v5/site", {{.body = QByteArray(2 * 1024 * 1024, ' ')}});
    FaultySite::Shown shown {server.url().toString()};
    shown.preferences.insert(QStringLiteral("max-answer-size"), QStringLiteral("1"));
    return site.check(shown);
}

} // namespace

QList<Fault> answerFaults()
{
    using E = ErrorCode;
    return {
        {"a web page", "http", E::WebPage, failed, "A web page came instead of an answer", "open a web browser",
            answering({.body = "<html>Welcome</html>", .type = "text/html"})},
        {"404", "http", E::HttpNotFound, failed, "A web server answers at 127.0.0.1, but no primary",
            "Check name and port in the primary's URL", answering({.status = 404, .body = "", .type = ""})},
        {"a redirect", "http", E::Redirected, failed, "sends us on to another address: https://hub.example.",
            "If you trust that address, enter https://hub.example as the primary's URL.",
            answering(
                {.status = 302, .body = "", .headers = {{"Location", "https://hub.example/sync/v5/site?user=x"}}})},
        {"a network that wants a sign-in", "http", E::NetworkSignIn, failed, "The network wants a sign-in",
            "sign in to the network there",
            answering({.status = 302, .body = "", .headers = {{"Location", "http://10.1.0.1/login?dst=x"}}})},
        {"5xx", "http", E::HttpServerError, failed, "had trouble of its own (HTTP status 502)",
            "tell the primary's administrator", answering({.status = 502, .body = "<html>Bad", .type = "text/html"})},
        {"a port of something else", "http", E::NotHttp, failed, "is no primary but SSH: it speaks no HTTP",
            "Correct the port in the primary's URL",
            [](FaultySite &site) {
                const OtherService service("SSH-2.0-OpenSSH_9.2p1\r\n");
                return site.check(service.url(QStringLiteral("http")).toString());
            }},
        {"no JSON", "http", E::AnswerNotJson, failed, "cannot be read", "Check the primary's URL",
            answering({.body = "hello", .type = "text/plain"})},
        {"JSON of something else", "http", E::AnswerInvalid, failed, "is not what the protocol says",
            "Report this to the primary's administrator", answering({.body = R"({"hello":"world"})"})},
        {"an answer beyond all measure", "http", E::AnswerTooLarge, failed, "1.0 MB",
            "tell the primary's administrator", tooLarge},
        {"a connection that breaks off", "http", E::ConnectionLost, failed,
            "The connection to the primary at 127.0.0.1 broke off", "check the line",
            answering({.end = End::CutBefore})},
        {"accepts and never answers", "http", E::AnswerTimeout, failed, "sent nothing for too long: 10 s",
            "The line or the primary is overloaded", answering({.end = End::Silent})},
    };
}

} // namespace mailboat::test
