// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/wirev3.h"

#include "core/domain/jsonmeasure.h"
#include "core/wire/wire.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

ErrorCode refusalOf(const Result<QList<QueuedRecord>> &read)
{
    REQUIRE_FALSE(read);
    return read.error().code;
}

} // namespace

TEST_CASE("11.3: a push of Mobile is a list, with Data as it came; a delete has none")
{
    const auto read = wire::v3::parseRecords(R"([
      {"SyncID":"s-1","RecordType":"item_line","RecordID":"b-1","SyncType":"U","StoreID":"st","Data":{"ID":"b-1","quantity":"0.10"}},
      {"SyncID":"s-2","RecordType":"item_line","RecordID":"b-2","SyncType":"D","StoreID":"st"},
      {"SyncID":"s-3","RecordType":"name","RecordID":"n-1","SyncType":"I","Data":{"id":"n-1"}}])");
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK(
        read->at(0) == QueuedRecord {"s-1", {"item_line", "b-1", Action::Update, R"({"ID":"b-1","quantity":"0.10"})"}});
    CHECK(read->at(1) == QueuedRecord {"s-2", {"item_line", "b-2", Action::Delete, {}}});
    CHECK(read->at(2).record.action == Action::Insert);
    CHECK(wire::v3::parseRecords("[]")->isEmpty());
}

TEST_CASE("11.3: one record of a push that is no JSON is judged alone")
{
    const auto read = wire::v3::parseRecords(
        R"([{"SyncID":"1","RecordType":"unit","RecordID":"u","SyncType":"U","Data":{"ID":"u"}},)"
        R"({"SyncID":"2","RecordType":"unit","RecordID":"v","SyncType":"U","Data":{"ID":"v","n":01}},)"
        R"({"SyncID":"3","RecordType":"unit","RecordID":"w","SyncType":"U","Data":{"ID":"w"}}])");
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK(read->at(1).record.id == "v");
    CHECK(read->at(1).record.data == R"({"ID":"v","n":01})");
    CHECK(read->at(2).record.data == R"({"ID":"w"})");
}

TEST_CASE("11.3: what is no list is refused, also where it only begins and ends as one")
{
    for (const char *body : {"", "{}", "null", "[", R"({"data":[]})", R"([],"data":[])", R"([1,2)"}) {
        CAPTURE(body);
        CHECK(refusalOf(wire::v3::parseRecords(body)) == ErrorCode::RequestMalformed);
    }
    CHECK(refusalOf(wire::v3::parseRecords(R"([{"RecordID":"a"},{"RecordID":"b"},{"RecordID":"c"}])", 2))
        == ErrorCode::TooManyRecords);
}

TEST_CASE("11.3: a list that is a whole body is counted before it is read")
{
    CHECK(JsonMeasure::of(R"([{"a":[1,2]},{"b":[[3]]},4])", "").listed == 3);
    CHECK(JsonMeasure::of(R"({"a":[1,2]})", "").listed == 0);
    CHECK(JsonMeasure::of(R"([1,2])", QByteArrayView()).listed == 0);
}

TEST_CASE("11.3: what Mobile pulls has its data in lower case, and of a merge the two IDs beside it")
{
    const QList<QueuedRecord> records {{"5", {"name", "n", Action::Update, R"({"ID":"n"})"}},
        {"6", {"name", "m", Action::Delete, {}}},
        {"7", {"item", "x", Action::Merge, R"({"mergeIdToKeep":"a","mergeIdToDelete":"b"})"}}};
    CHECK(wire::v3::compose(records)
        == R"([{"SyncID":"5","RecordType":"name","RecordID":"n","SyncType":"U","data":{"ID":"n"}},)"
           R"({"SyncID":"6","RecordType":"name","RecordID":"m","SyncType":"D"},)"
           R"({"SyncID":"7","RecordType":"item","RecordID":"x","SyncType":"M","mergeIDtokeep":"a","mergeIDtodelete":"b"}])");
    CHECK(wire::v3::compose(QList<QueuedRecord> {}) == "[]");
    CHECK(wire::v3::composeCount(12) == R"({"NumRecords":12})");
    CHECK(wire::v3::composeError(QStringLiteral("\"no\"")) == R"({"error":"\"no\""})");
    CHECK(wire::v3::compose(wire::v3::SiteInfo {SyncId {1}, SyncId {12}, "st-9", "n-9", "st-1", "n-1"})
        == R"({"ServerID":1,"SiteID":12,"StoreID":"st-9","NameID":"n-9","SupplyingStoreID":"st-1",)"
           R"("SupplyingStoreNameID":"n-1","ServerVersion":806})");
}

TEST_CASE("11.3: acknowledgements of Mobile stand under their own key, and may be none")
{
    const auto ids = wire::parseAcknowledgement(
        R"({"SyncRecordIDs":["1","2"]})", wire::Reading::Request, wire::anyNumber, wire::v3::acknowledgedKey);
    CHECK(ids == QList<QByteArray> {"1", "2"});
    CHECK(wire::parseAcknowledgement(
        R"({"SyncRecordIDs":[]})", wire::Reading::Request, wire::anyNumber, wire::v3::acknowledgedKey)
              ->isEmpty());
}
