// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sites/waitingsites.h"

#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

namespace mailboat::test {

namespace {

constexpr int ofEach = 12; // more than a request's

QByteArray numbered(const QByteArray &word, int n)
{
    return word + QByteArray::number(n);
}

} // namespace

WaitingSites::WaitingSites(For what, CuttingProxy &line)
    : m_satellite(2, line.url())
{
    m_primary.addSatellite(2);
    addStore(m_primary, "A", 2);
    for (int n = 0; n < ofEach; ++n)
        m_primary.put("item", numbered("item-", n), "{}");
    m_satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("10"));
    if (what == For::Changes)
        firstSync(line);
    for (int n = 0; n < ofEach; ++n) {
        m_satellite.put("Location", numbered("shelf-", n), R"({"store_ID":"A"})");
        m_primary.put("item", numbered("new-item-", n), "{}");
        m_primary.put("item_store_join", numbered("join-", n), R"({"store_ID":"A"})");
    }
    m_primary.close();
    m_satellite.close();
}

void WaitingSites::firstSync(CuttingProxy &line)
{
    m_primary.start();
    line.setUpstreamPort(m_primary.port());
    REQUIRE(m_satellite.synchronise().ok);
    m_primary.stop();
}

void WaitingSites::checkArrived(PrimarySite &primary, SatelliteSite &satellite)
{
    CHECK(*satellite.datafile().outbox().waiting() == 0);
    CHECK(*satellite.datafile().landing().waiting() == 0);
    CHECK(*primary.datafile().queue().length(SyncId {2}) == 0);
    CHECK(primary.dataOf("Location", numbered("shelf-", ofEach - 1)).has_value());
    CHECK(difference(expectedAt(SyncId {2}, primary.holdings()), satellite.holdings()) == QByteArray());
}

} // namespace mailboat::test
