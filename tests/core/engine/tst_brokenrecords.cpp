// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two sites, and bytes in a datafile that are no JSON any more: an older program wrote them, or a disk spoilt them.
#include "core/engine/status.h"
#include "core/records/quarantineretry.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/syncstate.h"
#include "tests/support/brokenjson.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

void spoil(TestSite &site, const QByteArray &id, const QByteArray &data)
{
    const Result<> spoilt = site.datafile().connection().apply(
        "UPDATE record SET data = {text ?} WHERE record_id = {text ?}"_sql, {data, id});
    REQUIRE(spoilt);
}

QByteArrayList quarantined(TestSite &site)
{
    const Result<QList<Quarantine::Entry>> found = site.datafile().quarantine().entries();
    REQUIRE(found);
    QByteArrayList entries;
    for (const Quarantine::Entry &entry : *found) {
        CHECK(entry.reason.code == ErrorCode::RecordDataBroken);
        CHECK(describe(entry.reason).contains(QStringLiteral("at byte ")));
        entries.append(QByteArray::number(entry.source.value()) + ' ' + entry.record.table + '/' + entry.record.id);
    }
    return entries;
}

} // namespace

TEST_CASE("A1: between two sites a record that is no JSON goes to quarantine where it arrives, and all others arrive")
{
    const QByteArray shelf = R"({"store_ID":"A"})";
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        PrimarySite primary;
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        for (const char *id : {"u1", "u2", "u3"})
            primary.put("unit", id, "{}");
        for (const char *id : {"l1", "l2", "l3"})
            primary.put("Location", id, shelf);
        spoil(primary, "u2", broken.data); // in the change log
        spoil(primary, "l2", broken.data); // in the queue that initialise fills
        primary.start();
        SatelliteSite satellite(2, primary.url());
        const CycleReport first = satellite.synchronise();
        INFO((first.error ? describe(*first.error).toStdString() : std::string()));
        REQUIRE(first.ok);
        CHECK(satellite.dataOf("unit", "u3"));
        CHECK(satellite.dataOf("Location", "l3") == shelf);
        CHECK(quarantined(satellite) == QByteArrayList {"1 unit/u2", "1 Location/l2"});

        for (const char *id : {"n1", "n2", "n3"})
            satellite.put("Location", id, shelf);
        spoil(satellite, "n2", broken.data);
        REQUIRE(satellite.synchronise().ok);
        CHECK(*satellite.datafile().outbox().waiting() == 0);
        CHECK(primary.dataOf("Location", "n1") == shelf);
        CHECK_FALSE(primary.dataOf("Location", "n2"));
        CHECK(primary.dataOf("Location", "n3") == shelf);
        CHECK(quarantined(primary) == QByteArrayList {"2 Location/n2"});

        satellite.put("Location", "n2", shelf); // it is mended
        primary.put("unit", "u2", "{}");
        REQUIRE(satellite.synchronise().ok);
        CHECK(quarantined(primary).isEmpty());
        CHECK(quarantined(satellite) == QByteArrayList {"1 Location/l2"}); // the satellite's own: nobody sends it
    }
}

TEST_CASE("A4: what a primary has no room for stays set aside at the Mailboat that pushes it, until there is")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    SatelliteSite satellite(2, primary.url());
    REQUIRE(satellite.synchronise().ok);
    Quarantine &full = primary.datafile().quarantine();
    for (qint64 n = 0; n < Quarantine::mostWhole; ++n)
        REQUIRE(full.addWithinShare({0, {"item", "r" + QByteArray::number(n), Action::Update, "x"}, SyncId {2}, {},
            {ErrorCode::RecordDataBroken}, primary.clock().utcNow()}));
    const QByteArray shelf = R"({"store_ID":"A"})";
    for (const char *id : {"n1", "n2", "n3"})
        satellite.put("Location", id, shelf);
    spoil(satellite, "n2", R"({"n":007})");

    const CycleReport report = satellite.synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 2);
    CHECK(report.setAside == 1);
    CHECK(primary.dataOf("Location", "n3") == shelf);
    CHECK(*satellite.datafile().outbox().waiting() == 1);
    const Result<Status> status = readStatus(satellite.datafile());
    REQUIRE(status);
    REQUIRE(status->setAside);
    CHECK(status->setAside->key == RecordKey {"Location", "n2"});
    CHECK(status->setAside->reason.code == ErrorCode::RecordNotKept);
    CHECK(describe(status->setAside->reason).contains(QStringLiteral("at byte 6")));
    CHECK(readStatus(primary.datafile())->quarantinedWithoutData == 1);
    CHECK(satellite.synchronise().setAside == 0);

    const Result<QList<Quarantine::Entry>> listed = full.entries();
    REQUIRE(listed);
    CHECK_FALSE(listed->constLast().isKept);
    CHECK(listed->constLast().record.id == "n2");
    REQUIRE(dropQuarantined(primary.datafile(), listed->constFirst().number));
    REQUIRE(retryQuarantined(satellite.datafile()));
    REQUIRE(satellite.synchronise().ok);
    CHECK(*satellite.datafile().outbox().waiting() == 0);
    CHECK(*full.countWithoutData() == 0);
    CHECK((*full.find(SyncId {2}, {"Location", "n2"}))->record.data == R"({"n":007})");
}
