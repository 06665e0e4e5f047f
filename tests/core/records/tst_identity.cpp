// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clients keep a record under the name in its data: one that calls itself otherwise than the ID beside it is nobody's.
#include "core/records/quarantineretry.h"
#include "tests/core/records/primarywithsites.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE(
    "B1: a push of a record that its data name otherwise goes to quarantine, whatever else of it is the site's own")
{
    PrimaryWithSites primary;
    primary.push(3,
        {upsert("transact", "t", R"({"ID":"t","store_ID":"s3"})"),
            upsert("trans_line", "theirs", R"({"ID":"theirs","transaction_ID":"t"})"),
            upsert("requisition", "r", R"({"ID":"r","store_ID":"s3"})"),
            upsert("name", "p", R"({"ID":"p","type":"patient","supplying_store_id":"s3"})")});
    primary.drainAll();
    const auto outcome = primary.push(2,
        {upsert("Location", "mine", R"({"ID":"mine","store_ID":"s2"})"),
            upsert("Location", "x1", R"({"ID":"theirs","store_ID":"s2"})"),
            upsert("requisition", "x2", R"({"ID":"r","store_ID":"s2"})"),
            upsert("name", "x3", R"({"ID":"p","type":"patient","supplying_store_id":"s2"})"),
            upsert("name", "x4", R"({"\u0049D":"facility","type":"patient","supplying_store_id":"s2"})"),
            upsert("Location", "x5", R"({"ID":"theirs","store_ID":"s2","ID":"x5"})"),
            upsert("Location", "x6", R"({"ID":"x6","store_ID":"s2","ID":"theirs"})"),
            upsert("Location", "x7", R"({"ID":{"x7":1},"store_ID":"s2"})"),
            upsert("Location", "x8", R"({"ID":"","store_ID":"s2"})"), upsert("own_table", "x9", R"({"ID":"r"})")});
    CHECK(outcome.taken == 1);
    CHECK(outcome.quarantined == 9);
    for (const Quarantine::Entry &entry : valueOf(primary->quarantine().entries())) {
        CAPTURE(entry.record.id.toStdString());
        CHECK(entry.reason.code == ErrorCode::RecordIdDiffers);
        CHECK(entry.source == SyncId {2});
        CHECK(entry.field == QStringLiteral("ID"));
        CHECK(primary.data(entry.record.table, entry.record.id).isEmpty());
    }
    CHECK(primary.queue(3).isEmpty());
    CHECK(primary.queue(4).isEmpty());
}

TEST_CASE("B1: data without the key, or with the ID as a number, say nothing against it")
{
    PrimaryWithSites primary;
    CHECK(primary
              .push(2,
                  {upsert("Location", "a", R"({"store_ID":"s2"})"),
                      upsert("Location", "b", R"({"ID":null,"store_ID":"s2"})"),
                      upsert("Location", "7", R"({"ID":7,"store_ID":"s2"})"),
                      upsert("Location", "d\"", R"({"ID":"d\u0022","store_ID":"s2"})")})
              .taken
        == 4);
    CHECK(primary.pushDelete(2, "Location", "a").taken == 1);
    const auto seven = upsert("Location", "7", R"({"ID":7.0,"store_ID":"s2"})");
    CHECK(primary.push(2, {seven}).quarantined == 1);
}

TEST_CASE("B1: nor is such a record put, imported, pulled or taken from quarantine")
{
    const QByteArray other = R"({"ID":"other"})";
    StoreSite primary(1);
    CHECK(primary.refusalOfPut("unit", "u", other) == ErrorCode::RecordIdDiffers);
    bool isFirst = true;
    CHECK(codeOfFailure(primary->records().import([&]() -> Result<std::optional<Record>> {
        return std::exchange(isFirst, false) ? std::optional(upsert("unit", "u", other)) : std::nullopt;
    })) == ErrorCode::RecordIdDiffers);
    CHECK(valueOf(primary->records().count()) == 0);

    StoreSite satellite(2);
    require(satellite->landing().landCentral(
        {{1, upsert("unit", "u", other)}, {2, upsert("unit", "v", R"({"ID":"v"})")},
            {3, {"item", "keep", Action::Merge, R"({"mergeIdToKeep":"keep","mergeIdToDelete":"gone"})"}}},
        0, 3));
    CHECK(valueOf(satellite->integrator().step(10)).quarantined == 1);
    CHECK(satellite.quarantine() == Texts {"1 unit/u record_id_differs"});
    CHECK(valueOf(retryQuarantined(*satellite)) == 0);
    CHECK(satellite.data("unit", "u").isEmpty());
    CHECK(satellite.data("unit", "v") == R"({"ID":"v"})");
}
