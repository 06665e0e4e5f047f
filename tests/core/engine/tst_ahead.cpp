// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/sites/expected.h"

#include <QTimer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int joins = 300;

void putJoin(PrimarySite &primary, int number, int edition)
{
    const QByteArray id = "join" + QByteArray::number(number);
    primary.put("item_store_join", id,
        "{\"ID\":\"" + id + "\",\"edition\":\"" + QByteArray::number(edition) + R"(","store_ID":"A"})");
}

} // namespace

TEST_CASE("13.2: what changes at the primary while batches are on their way ahead arrives in its newest form")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    for (int number = 0; number < joins; ++number)
        putJoin(primary, number, 0);
    primary.start();
    SatelliteSite satellite(2, primary.url());
    satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("10"));
    int edits = 0;
    QTimer edit;
    QObject::connect(&edit, &QTimer::timeout, [&] {
        constexpr int step = 7; // no order that a queue would have
        if (++edits <= joins) // or the pull would have no end
            putJoin(primary, edits * step % joins, edits);
    });
    edit.start(0); // whenever the satellite waits
    REQUIRE(satellite.synchronise().ok);
    edit.stop();
    CHECK(edits > 0);
    REQUIRE(satellite.synchronise().ok);
    CHECK(difference(expectedAt(SyncId {2}, primary.holdings()), satellite.holdings()) == QByteArray());
    CHECK(*primary.datafile().queue().length(SyncId {2}) == 0);
}
