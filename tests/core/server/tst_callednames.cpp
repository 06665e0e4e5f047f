// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/callednames.h"

#include "core/store/peerstates.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QStringList known(ServedPrimary &primary)
{
    const auto names = primary.datafile().peerStates().calledNames(primary.clock().utcNow().addDays(-30));
    REQUIRE(names);
    return *names;
}

} // namespace

TEST_CASE("D6: the names that sites call are noted, each host once, the newest of them")
{
    ServedPrimary primary;
    CalledNames names;
    for (const char *host :
        {"Hub.example:2048", "hub.example", "127.0.0.1:2048", "localhost", "", "no host", "[fd00::5]:1"})
        names.heard(host, primary.datafile());
    CHECK((known(primary) == QStringList {QStringLiteral("fd00::5"), QStringLiteral("hub.example")}));
    primary.clock().advance(std::chrono::hours(24 * 20));
    names.heard("hub.example", primary.datafile());
    primary.clock().advance(std::chrono::hours(24 * 20));
    CHECK((known(primary) == QStringList {QStringLiteral("hub.example")}));
    for (int number = 0; number < 100; ++number) {
        primary.clock().advance(std::chrono::seconds(1));
        names.heard(QByteArray::number(number) + ".example", primary.datafile());
    }
    CHECK(known(primary).size() == PeerStates::mostCalledNames);
    CHECK(known(primary).contains(QStringLiteral("99.example")));
}

TEST_CASE("D6: only a site that has signed in, by https and not for a check, has called by a name")
{
    const TestCertificate made = TestCertificate::selfSigned();
    ServedPrimary primary;
    primary.start({{}, made.certificate, made.key});
    const auto call = [&](const QByteArray &host, const V5Caller &caller) {
        RawConnection line(primary.port(), QSslCertificate(made.certificate));
        QByteArray request = caller.request("GET", queueCall + "?limit=1");
        const qsizetype begin = request.indexOf("Host: ");
        REQUIRE(begin >= 0);
        request.replace(begin, request.indexOf('\r', begin) - begin, QByteArray("Host: " + host));
        line.send(request);
        return line.reply().value().status;
    };
    V5Caller stranger = primary.hill();
    stranger.password = QStringLiteral("guess");
    CHECK(call("stranger.example", stranger) == 401);
    V5Caller checking = primary.hill();
    checking.headers.append(std::pair<QByteArray, QByteArray>("mailboat-check", "1"));
    CHECK(call("check.example", checking) == 200);
    CHECK(known(primary).isEmpty());
    CHECK(call("hub.example:2048", primary.hill()) == 200);
    CHECK((known(primary) == QStringList {QStringLiteral("hub.example")}));
}
