// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/changes.h"

#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

namespace mailboat::test {

namespace {

QByteArray number(int n)
{
    return QByteArray::number(n);
}

} // namespace

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

void checkInStep(PrimarySite &primary, SatelliteSite &a, SatelliteSite &b, const QUrl &line)
{
    CHECK(*a.datafile().outbox().waiting() == 0);
    CHECK(*a.datafile().landing().waiting() == 0);
    CHECK(*a.datafile().quarantine().count() == 0);
    CHECK(*primary.datafile().queue().length(SyncId {2}) == 0);
    CHECK(*primary.datafile().quarantine().count() == 0);
    CHECK(difference(expectedAt(SyncId {2}, primary.holdings()), a.holdings()) == QByteArray());
    // what goes on to the third site waits for it once
    b.editPeerUrl(primarySyncId, line.toString());
    const qint64 waiting = *primary.datafile().queue().length(SyncId {3});
    const CycleReport report = b.synchronise();
    REQUIRE(report.ok);
    CHECK(report.pulledRemote == waiting);
    CHECK(difference(expectedAt(SyncId {3}, primary.holdings()), b.holdings()) == QByteArray());
    // and there is nothing left to say
    const CycleReport quiet = a.synchronise();
    CHECK(quiet.ok);
    CHECK(quiet.pushed + quiet.pulledCentral + quiet.pulledRemote == 0);
}

} // namespace mailboat::test
