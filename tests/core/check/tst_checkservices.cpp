// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "tests/support/catch.h"
#include "tests/support/otherservice.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("E3: a check calls a port of something else by its name, over http and https, with both clients")
{
    const auto [name, words] = GENERATE(table<const char *, QByteArray>({
        {"SSH", "SSH-2.0-OpenSSH_9.2p1\r\n"},
        {"MySQL", QByteArray("J\0\0\0\n8.0.36\0abcdefgh", 20)},
        {"SMTP", "220 mail.example ESMTP Postfix\r\n"},
        {"Redis", "-NOAUTH Authentication required.\r\n"},
    }));
    const QString scheme = GENERATE(as<QString>(), QStringLiteral("http"), QStringLiteral("https"));
    const OtherService service(words, GENERATE(OtherService::Speaks::First, OtherService::Speaks::WhenAsked));
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    CAPTURE(name, scheme, options.throughNode);
    const SystemClock clock;
    ConnectionCheck check(options, clock,
        {service.url(scheme).toString(), QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"),
            SyncId {12}});
    const CheckReport report = QCoro::waitFor(check.run());
    INFO(toText(report).toStdString());
    const CheckFinding &last = report.findings.last();
    REQUIRE(last.error);
    CHECK(last.step == (scheme == QStringLiteral("http") ? QStringLiteral("http") : QStringLiteral("tls")));
    CHECK(codeOf(last.error->code) == QStringLiteral("not_http"));
    CHECK(last.detail.contains(QLatin1String(name)));
    REQUIRE(report.otherClient);
    REQUIRE(report.otherClient->error);
    CHECK(codeOf(report.otherClient->error->code) == QStringLiteral("not_http"));
}
