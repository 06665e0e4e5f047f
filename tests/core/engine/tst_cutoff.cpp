// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sync/backoff.h"
#include "tests/core/engine/changes.h"
#include "tests/support/catch.h"
#include "tests/support/cuttingproxy.h"

#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int batch = 10;

/// Three closed datafiles that every cut starts from.
struct Start {
    QString primary;
    QString a;
    QString b;
};

/// One cycle over a line that is cut once, then one over a whole line: nothing is lost or doubled.
class CutLine
{
public:
    CutLine(const Start &start, CuttingProxy &line)
        : m_primary(start.primary)
        , m_a(2, start.a)
        , m_b(3, start.b)
        , m_line(line)
    {
        m_line.restore();
        m_line.clearSeen();
        m_primary.start();
        m_line.setUpstreamPort(m_primary.port());
    }

    int requestsOfOneCycle()
    {
        REQUIRE(m_a.synchronise().ok);
        return static_cast<int>(m_line.seen().size());
    }

    /// Whether the line was cut at all.
    bool run(int request, CuttingProxy::Cut cut)
    {
        m_line.cutAt(request, cut);
        const CycleReport broken = m_a.synchronise();
        const bool wasCut = m_line.hasCut();
        if (!broken.ok)
            CHECK(isWorthRepeating(broken.error->code)); // a fault of the line, by whatever name the system has for it
        m_line.restore();
        const CycleReport whole = m_a.synchronise();
        INFO((whole.error ? describe(*whole.error) : QString()).toStdString());
        REQUIRE(whole.ok);
        checkInStep(m_primary, m_a, m_b, m_line.url());
        return wasCut;
    }

private:
    PrimarySite m_primary;
    SatelliteSite m_a;
    SatelliteSite m_b;
    CuttingProxy &m_line;
};

void walkEveryRequest(const char *cycle, const Start &start, CuttingProxy &line)
{
    const int requests = CutLine(start, line).requestsOfOneCycle();
    int cuts = 0;
    for (int request = 1; request <= requests; ++request) {
        for (const CuttingProxy::Cut cut : CuttingProxy::allCuts()) {
            INFO("request " << request << " cut " << CuttingProxy::nameOf(cut).toStdString());
            cuts += CutLine(start, line).run(request, cut) ? 1 : 0;
        }
    }
    CHECK(cuts == requests * CuttingProxy::allCuts().size());
    std::printf("%s: %d requests, %d cuts\n", cycle, requests, cuts);
}

} // namespace

TEST_CASE("cut off at any request of the first cycle, the next sync goes on, nothing lost or doubled")
{
    CuttingProxy line(0);
    PrimarySite primary;
    fillPrimary(primary);
    SatelliteSite a(2, line.url());
    SatelliteSite b(3, line.url());
    a.setPreference(QStringLiteral("request-size"), QString::number(batch));
    a.put("Location", "early", R"({"ID":"early","store_ID":"A"})");
    primary.close();
    a.close();
    b.close();
    walkEveryRequest("first cycle", {primary.path(), a.path(), b.path()}, line);
}

TEST_CASE("cut off at any request of a later cycle, the next sync goes on, nothing lost or doubled")
{
    CuttingProxy line(0);
    PrimarySite primary;
    fillPrimary(primary);
    SatelliteSite a(2, line.url());
    SatelliteSite b(3, line.url());
    a.setPreference(QStringLiteral("request-size"), QString::number(batch));
    primary.start();
    line.setUpstreamPort(primary.port());
    REQUIRE(a.synchronise().ok);
    REQUIRE(b.synchronise().ok);
    changeBoth(primary, a);
    primary.stop();
    primary.close();
    a.close();
    b.close();
    walkEveryRequest("later cycle", {primary.path(), a.path(), b.path()}, line);
}
