// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records that are no JSON, as a primary of another make sends them.
#include "core/store/landing.h"
#include "core/store/quarantine.h"
#include "core/store/syncstate.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/brokenjson.h"
#include "tests/support/catch.h"

#include <utility>

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct BrokenRecords {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};

    CycleReport synchronise()
    {
        CycleReport report = satellite.synchronise();
        INFO((report.error ? describe(*report.error).toStdString() : std::string()));
        INFO(primary.sequence().toStdString());
        REQUIRE(report.ok);
        return report;
    }
    QList<Quarantine::Entry> quarantine() { return *satellite.datafile().quarantine().entries(); }
};

QByteArray idOf(int n)
{
    return "i" + QByteArray::number(n);
}

QByteArray goodData(int n)
{
    return R"({"ID":")" + idOf(n) + R"("})";
}

/// With nothing behind recordData, where a brace too many would be taken for the end of the record.
QByteArray item(int n, const QByteArray &data)
{
    return R"("tableName":"item","recordId":")" + idOf(n) + R"(","action":"insert","recordData":)" + data;
}

void requireBroken(const Quarantine::Entry &entry, const BrokenJson &broken)
{
    CHECK(entry.source == primarySyncId);
    CHECK(entry.record.table == "item");
    CHECK(entry.record.id == "i2");
    CHECK(entry.record.data.contains(broken.data));
    CHECK(entry.reason.code == ErrorCode::RecordDataBroken);
    CHECK(describe(entry.reason).contains(QStringLiteral("at byte ")));
    if (entry.record.data == broken.data)
        CHECK(describe(entry.reason).contains(QStringLiteral("at byte %1").arg(broken.byte)));
}

} // namespace

TEST_CASE("A1: a pulled page with a record that is no JSON is taken, that record goes to quarantine by name")
{
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        BrokenRecords f;
        for (int n = 1; n <= 3; ++n)
            f.primary.log.append({n, item(n, n == 2 ? broken.data : goodData(n))});
        const CycleReport report = f.synchronise();
        CHECK(report.pulledCentral == 3);
        CHECK(report.quarantined == 1);
        CHECK(f.satellite.cursor() == 3);
        CHECK(f.satellite.dataOf("item", "i1") == goodData(1));
        CHECK_FALSE(f.satellite.dataOf("item", "i2"));
        CHECK(f.satellite.dataOf("item", "i3") == goodData(3));
        CHECK(*f.satellite.datafile().state().isInitialised());
        REQUIRE(f.quarantine().size() == 1);
        requireBroken(f.quarantine().first(), broken);

        CHECK(f.synchronise().pulledCentral == 0); // it is passed for good
        f.primary.log.append({4, upsert("item", "i2", goodData(2))});
        f.synchronise();
        CHECK(f.satellite.dataOf("item", "i2") == goodData(2));
        CHECK(f.quarantine().isEmpty());
    }
}

TEST_CASE("A1: a pulled queue page with a record that is no JSON is taken and acknowledged, whoever the primary is")
{
    const bool isMailboat = GENERATE(false, true); // then the first batch comes with the answer to initialise
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind, isMailboat);
        BrokenRecords f;
        f.primary.isMailboat = isMailboat;
        for (int n = 1; n <= 3; ++n)
            f.primary.queue.append({"q" + QByteArray::number(n), item(n, n == 2 ? broken.data : goodData(n))});
        const CycleReport report = f.synchronise();
        CHECK(report.pulledRemote == 3);
        CHECK(report.quarantined == 1);
        CHECK(f.primary.queue.isEmpty());
        CHECK(f.satellite.dataOf("item", "i1") == goodData(1));
        CHECK(f.satellite.dataOf("item", "i3") == goodData(3));
        REQUIRE(f.quarantine().size() == 1);
        requireBroken(f.quarantine().first(), broken);
        CHECK(f.primary.count("POST", "initialise") == 1);
    }
}

TEST_CASE("A1: records of a page whose serial cannot be read stand in quarantine each, and the cursor passes them")
{
    BrokenRecords f;
    f.primary.maxCursor = 9;
    f.primary.fault = [](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/central_records")
            return std::nullopt;
        const QByteArray last = "{\"ID\":5," + upsert("item", "i5", goodData(5)) + '}';
        const QByteArray cursor = request.query.mid(request.query.indexOf("cursor=") + 7);
        const int at = cursor.left(std::max<qsizetype>(cursor.indexOf('&'), 1)).toInt();
        const QByteArray head = at < 5 ? "{\"ID\":2," + upsert("item", "i2", goodData(2))
                + "},nonsense,{more},"
                  "{\"ID\":4,"
                + upsert("item", "i4", "{,}") + "}," + last + ','
                                       : QByteArray();
        return ScriptedAnswer {.body = "{\"maxCursor\":9,\"data\":[" + head + (at < 9 ? "at the end" : "") + "]}"};
    };
    f.synchronise();
    CHECK(f.satellite.cursor() == 9);
    CHECK(f.satellite.dataOf("item", "i5") == goodData(5));
    QByteArrayList kept;
    for (const Quarantine::Entry &entry : f.quarantine()) {
        kept.append(entry.record.id + ':' + entry.record.data);
        CHECK(entry.reason.code == ErrorCode::RecordDataBroken);
    }
    std::sort(kept.begin(), kept.end());
    CHECK(kept == QByteArrayList {":at the end", ":nonsense", ":{more}", "i4:{,}"});
}

TEST_CASE("A1: records of the queue that not even an acknowledgement can name do not hold up the others")
{
    BrokenRecords f;
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("1"));
    QList<QByteArray> left {"b1", "b2", "b3"};
    f.primary.fault = [&left](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/acknowledged_records") {
            left.removeIf([&](const QByteArray &id) { return request.body.contains(QByteArray('"' + id + '"')); });
            return ScriptedAnswer {.status = 204};
        }
        if (request.path != "/sync/v5/queued_records" || request.verb != "GET")
            return std::nullopt;
        const int limit = request.query.mid(request.query.indexOf("limit=") + 6).toInt();
        QByteArrayList entries {"{\"syncOutId\" nonsense}"};
        for (const QByteArray &id : std::as_const(left))
            entries.append("{\"syncOutId\":\"" + id + "\"," + upsert("abc", id, "{}") + '}');
        return ScriptedAnswer {.body = "{\"queueLength\":" + QByteArray::number(entries.size()) + ",\"data\":["
                + entries.mid(0, limit).join(',') + "]}"};
    };
    for (int cycle = 0; cycle < 4; ++cycle)
        f.synchronise();
    CHECK(left.isEmpty());
    CHECK(f.satellite.dataOf("abc", "b3"));
    CHECK(f.quarantine().size() == 1);
    CHECK(*f.satellite.datafile().landing().waiting() == 0);
}

TEST_CASE(
    "13.7: an answer of many records that nobody can name costs one entry, and those with a name come beside them")
{
    BrokenRecords f;
    constexpr int many = 200'000;
    bool isGiven = false;
    f.primary.fault = [&isGiven](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/queued_records" || request.verb != "GET" || std::exchange(isGiven, true))
            return std::nullopt;
        const QByteArray named = R"({"syncOutId":"a",)" + upsert("abc", "a", "{}") + R"(},{"syncOutId":"b",)"
            + upsert("abc", "b", "[1]") + '}';
        return ScriptedAnswer {
            .body = R"({"queueLength":1,"data":[)" + QByteArray("{},").repeated(many) + named + "]}"};
    };
    CHECK(f.synchronise().quarantined == many + 1);
    CHECK(f.satellite.dataOf("abc", "a"));
    const QList<Quarantine::Entry> heads = *f.satellite.datafile().quarantine().heads();
    REQUIRE(heads.size() == 3);
    CHECK(heads.at(1).record.id == "b");
    CHECK(heads.at(2).records == many - NamelessRecords::mostKept);
    CHECK(*f.satellite.datafile().landing().waiting() == 0);
}

TEST_CASE("A1: what breaks the envelope of a page ends the batch, names the last whole record and the byte, and takes "
          "nothing")
{
    BrokenRecords f;
    const QByteArray open = upsert("item", "i2", R"({"n":"a)");
    f.primary.log = {{1, upsert("item", "i1", goodData(1))}, {2, open}, {3, upsert("item", "i3", goodData(3))}};
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error);
    // It ends inside a string, as what was cut short on the way does (E3), so that it is called that; the place stands beside it.
    CHECK(report.error->code == ErrorCode::ConnectionLost);
    const QString words = report.error->detail;
    CAPTURE(words.toStdString());
    CHECK(words.contains(QStringLiteral("i1 of item")));
    CHECK(words.contains(QStringLiteral("at byte ")));
    CHECK(f.satellite.cursor() == 0);
    CHECK(f.quarantine().isEmpty());
}
