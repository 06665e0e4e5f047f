// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two sites, and a record that the primary's limit keeps out.
#include "core/engine/status.h"
#include "core/records/quarantineretry.h"
#include "core/records/recordstore.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QRandomGenerator>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Of the store "A", and too random to become smaller on the way.
QByteArray dataOfSize(int bytes)
{
    QByteArray noise(bytes / 2, '\0');
    QRandomGenerator random(7);
    for (char &c : noise)
        c = static_cast<char>(random.bounded(256));
    return R"({"store_ID":"A","n":")" + noise.toHex() + R"("})";
}

} // namespace

TEST_CASE("A2: between two sites a record beyond the primary's limit is set aside, the others arrive, and it does once "
          "it may")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.setPreference(QStringLiteral("max-body-size"), QStringLiteral("1"));
    primary.start();
    SatelliteSite satellite(2, primary.url());
    REQUIRE(satellite.synchronise().ok);
    satellite.put("Location", "first", dataOfSize(100));
    satellite.put("Location", "large", dataOfSize(3000000));
    satellite.put("Location", "last", dataOfSize(100));

    const CycleReport report = satellite.synchronise();
    INFO((report.error ? describe(*report.error).toStdString() : std::string()));
    REQUIRE(report.ok);
    CHECK(report.pushed == 2);
    CHECK(report.setAside == 1);
    CHECK(primary.dataOf("Location", "first"));
    CHECK(primary.dataOf("Location", "last"));
    CHECK_FALSE(primary.dataOf("Location", "large"));
    const Result<Status> status = readStatus(satellite.datafile());
    REQUIRE(status);
    CHECK(status->waitingToPush == 1);
    CHECK(status->quarantined == 1);
    REQUIRE(status->setAside);
    CHECK(status->setAside->key == RecordKey {"Location", "large"});
    CHECK(describe(status->setAside->reason).contains(QStringLiteral("1.0 MB")));
    const QJsonObject shown = toJson(*status).value(QStringLiteral("setAside")).toObject();
    CHECK(shown.value(QStringLiteral("recordId")) == QStringLiteral("large"));
    CHECK(shown.value(QStringLiteral("reason")).toObject().value(QStringLiteral("code"))
        == QStringLiteral("record_refused"));

    primary.setPreference(QStringLiteral("max-body-size"), QStringLiteral("64"));
    primary.stop();
    primary.start();
    satellite.editPeerUrl(primarySyncId, primary.url().toString());
    REQUIRE(retryQuarantined(satellite.datafile()));
    REQUIRE(satellite.synchronise().ok);
    CHECK(primary.dataOf("Location", "large") == satellite.dataOf("Location", "large"));
    CHECK(*satellite.datafile().outbox().waiting() == 0);
    CHECK_FALSE(readStatus(satellite.datafile())->setAside);
}
