// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/records/recordstore.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/support/sites/expected.h"

#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Real records, beside the project where its builders have them; they are never copied into it.
const QString realRecords = sourcePath(QStringLiteral("../shared/data/msupply-records.ndjson"));

Holdings importFile(PrimarySite &primary)
{
    Holdings imported;
    QFile file(realRecords);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto next = [&]() -> Result<std::optional<Record>> {
        const QByteArray line = file.readLine().trimmed();
        if (line.isEmpty())
            return std::optional<Record>();
        const Result<Record> record = recordFromLine(line);
        if (!record)
            return failure(record.error());
        imported.insert({record->table, record->id}, record->data);
        return std::optional(*record);
    };
    const Result<qint64> taken = primary.datafile().records().import(next);
    REQUIRE(taken.has_value());
    REQUIRE(*taken == imported.size());
    return imported;
}

/// What travels by version 6 is given otherwise (tst_v6api); a Mailboat gets its own of that alone.
Holdings withoutVersion6(Holdings held)
{
    held.removeIf([](Holdings::iterator it) { return Routing::builtIn().rule(it.key().first).isVersion6(); });
    return held;
}

} // namespace

TEST_CASE("every real record reaches the sites that routing names and comes out of the primary unchanged")
{
    if (!QFile::exists(realRecords)) {
        WARN("No real records beside the project: nothing to try.");
        return;
    }
    const bool storesFirst = GENERATE(true, false);
    PrimarySite primary;
    primary.addSatellite(2);
    primary.addSatellite(3);
    const auto putStores = [&primary] {
        primary.put(
            "store", "store_a", R"({"ID":"store_a","name_ID":"name_store_a","code":"a","sync_id_remote_site":2})");
        primary.put(
            "store", "store_b", R"({"ID":"store_b","name_ID":"name_store_b","code":"b","sync_id_remote_site":3})");
    };
    if (storesFirst)
        putStores();
    const Holdings imported = importFile(primary);
    if (!storesFirst)
        putStores();
    CHECK(imported.size() == 89);

    const Holdings held = primary.holdings();
    for (auto it = imported.begin(); it != imported.end(); ++it)
        CHECK(held.value(it.key()) == it.value());

    primary.start();
    QSet<QByteArray> reached;
    for (const int id : {2, 3}) {
        SatelliteSite satellite(id, primary.url());
        const CycleReport report = satellite.synchronise();
        REQUIRE(report.ok);
        CHECK(report.quarantined == 0);
        const Holdings expected = expectedAt(SyncId {id}, held);
        CHECK(expected.size() > 40);
        CHECK(difference(withoutVersion6(expected), withoutVersion6(satellite.holdings())) == QByteArray());
        for (const auto &key : satellite.holdings().keys())
            reached.insert(key.first);
    }
    // tables of which the file has a record that nobody owns: their parents or patients are not in it
    const QSet<QByteArray> ownerless {"Stock_take_lines", "trans_line", "requisition_line", "nameInsuranceJoin"};
    const Holdings byVersion5 = withoutVersion6(imported);
    for (auto it = byVersion5.begin(); it != byVersion5.end(); ++it) {
        if (Routing::builtIn().knows(it.key().first) && !ownerless.contains(it.key().first)) {
            INFO(it.key().first.toStdString());
            CHECK(reached.contains(it.key().first));
        }
    }
}
