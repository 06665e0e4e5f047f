// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/synclog.h"
#include "tests/core/engine/changes.h"
#include "tests/support/catch.h"
#include "tests/support/cuttingproxy.h"

#include <cmath>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int mostCycles = 60;

/// The satellite's next cycles over a line that disturbs one answer in five, until one has gone well.
int cyclesUntilDone(SatelliteSite &satellite)
{
    for (int cycle = 1; cycle <= mostCycles; ++cycle) {
        if (satellite.synchronise().ok)
            return cycle;
    }
    FAIL("no cycle of " << mostCycles << " went well");
    return 0;
}

bool isWithinTwoPercent(qint64 shown, qint64 seen)
{
    return std::abs(static_cast<double>(shown - seen)) <= 0.02 * static_cast<double>(seen);
}

} // namespace

TEST_CASE("a line that disturbs one answer in five ends in step, nothing lost or doubled, with either client")
{
    const bool throughNode = GENERATE(false, true);
    const quint32 seed = GENERATE(1U, 2U, 3U);
    CAPTURE(throughNode, seed);
    CuttingProxy line(0);
    PrimarySite primary;
    fillPrimary(primary);
    SatelliteSite a(2, line.url());
    SatelliteSite b(3, line.url());
    for (SatelliteSite *site : {&a, &b})
        site->setPreference(
            QStringLiteral("node-http-client"), throughNode ? QStringLiteral("true") : QStringLiteral("false"));
    a.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
    primary.start();
    line.setUpstreamPort(primary.port());
    REQUIRE(b.synchronise().ok);

    line.disturb(5, seed);
    const int first = cyclesUntilDone(a);
    changeBoth(primary, a);
    const int later = cyclesUntilDone(a);
    line.disturb(0, 0);
    REQUIRE(a.synchronise().ok);
    checkInStep(primary, a, b, line.url());
    std::printf("%s, seed %u: %d and %d cycles; dropped %d, cut short %d, corrupted %d, repeated %d, refused %d\n",
        throughNode ? "Node" : "Qt", seed, first, later, line.troubles(CuttingProxy::Trouble::Drop),
        line.troubles(CuttingProxy::Trouble::CutShort), line.troubles(CuttingProxy::Trouble::Corrupt),
        line.troubles(CuttingProxy::Trouble::Repeat), line.troubles(CuttingProxy::Trouble::Refuse));
}

TEST_CASE("the bytes of bodies in the log are those that went over the line, with either client")
{
    const bool throughNode = GENERATE(false, true);
    CuttingProxy line(0);
    PrimarySite primary;
    fillPrimary(primary);
    SatelliteSite a(2, line.url());
    a.setPreference(QStringLiteral("node-http-client"), throughNode ? QStringLiteral("true") : QStringLiteral("false"));
    primary.start();
    line.setUpstreamPort(primary.port());
    REQUIRE(a.synchronise().ok);
    changeBoth(primary, a);
    line.clearSeen();
    REQUIRE(a.synchronise().ok);

    qint64 sent = 0;
    qint64 received = 0;
    for (const CuttingProxy::Seen &seen : line.seen()) {
        sent += seen.requestBody;
        received += seen.answerBody;
    }
    const Result<QList<SyncLog::Entry>> entries = a.datafile().log().last(1);
    REQUIRE(entries.has_value());
    const std::optional<CycleReport> logged = reportFromJson(entries->first().details);
    REQUIRE(logged.has_value());
    CAPTURE(sent, received, logged->bytesSent, logged->bytesReceived);
    CHECK(isWithinTwoPercent(logged->bytesSent, sent));
    CHECK(isWithinTwoPercent(logged->bytesReceived, received));
    CHECK(logged->requests == line.seen().size());
    CHECK(logged->headerBytesSent > 100 * logged->requests);
    CHECK(logged->headerBytesReceived > 50 * logged->requests);
}
