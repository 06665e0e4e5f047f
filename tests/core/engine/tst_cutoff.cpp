// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "core/sync/backoff.h"
#include "tests/support/catch.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/sites/expected.h"

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

QByteArray number(int n)
{
    return QByteArray::number(n);
}

void fillPrimary(PrimarySite &primary)
{
    primary.addSatellite(2);
    primary.addSatellite(3);
    addStore(primary, "A", 2);
    addStore(primary, "B", 3);
    for (int n = 0; n < 22; ++n)
        primary.put("item", "item-" + number(n), R"({"ID":"item-)" + number(n) + R"(","item_name":"Item"})");
    for (int n = 0; n < 22; ++n)
        primary.put("Location", "shelf-" + number(n), R"({"ID":"shelf-)" + number(n) + R"(","store_ID":"A"})");
}

/// Something for every step: changes, deletes and a transfer at A, central changes and central-remote ones at the primary.
void changeBoth(PrimarySite &primary, SatelliteSite &a)
{
    for (int n = 0; n < 12; ++n)
        a.put("Location", "shelf-" + number(n), R"({"ID":"shelf-)" + number(n) + R"(","code":"moved","store_ID":"A"})");
    for (int n = 12; n < 16; ++n)
        a.remove("Location", "shelf-" + number(n));
    for (int n = 0; n < 5; ++n)
        a.put("trans_line", "line-" + number(n), R"({"ID":"line-)" + number(n) + R"(","transaction_ID":"shipment"})");
    a.put("transact", "shipment", R"({"ID":"shipment","store_ID":"A","name_ID":"name-of-B","type":"ci"})");
    for (int n = 0; n < 11; ++n)
        primary.put("item", "item-" + number(n), R"({"ID":"item-)" + number(n) + R"(","item_name":"Renamed"})");
    for (int n = 11; n < 14; ++n)
        primary.remove("item", "item-" + number(n));
    for (int n = 0; n < 12; ++n)
        primary.put("item_store_join", "join-" + number(n),
            R"({"ID":"join-)" + number(n) + R"(","store_ID":"A","item_ID":"item-)" + number(n) + R"("})");
}

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
        checkInStep();
        return wasCut;
    }

private:
    void checkInStep()
    {
        CHECK(*m_a.datafile().outbox().waiting() == 0);
        CHECK(*m_a.datafile().landing().waiting() == 0);
        CHECK(*m_a.datafile().quarantine().count() == 0);
        CHECK(*m_primary.datafile().queue().length(SyncId {2}) == 0);
        CHECK(*m_primary.datafile().quarantine().count() == 0);
        CHECK(difference(expectedAt(SyncId {2}, m_primary.holdings()), m_a.holdings()) == QByteArray());
        // what goes on to the third site waits for it once
        m_b.editPeerUrl(primarySyncId, m_line.url().toString());
        const qint64 waiting = *m_primary.datafile().queue().length(SyncId {3});
        const CycleReport report = m_b.synchronise();
        REQUIRE(report.ok);
        CHECK(report.pulledRemote == waiting);
        CHECK(difference(expectedAt(SyncId {3}, m_primary.holdings()), m_b.holdings()) == QByteArray());
        // and there is nothing left to say
        const CycleReport quiet = m_a.synchronise();
        CHECK(quiet.ok);
        CHECK(quiet.pushed + quiet.pulledCentral + quiet.pulledRemote == 0);
    }

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
