// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records that the primary, or a gateway before it, refuses one by one.
#include "core/records/quarantineretry.h"
#include "core/records/recordstore.h"
#include "core/records/satelliterecords.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary that refuses every push with one of `bad` in it.
struct SetAside {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};
    QByteArrayList bad {};
    ScriptedAnswer refusal {.status = 413, .body = "<html>413 Request Entity Too Large</html>", .type = "text/html"};

    SetAside()
    {
        REQUIRE(satellite.synchronise().ok);
        primary.fault = [this](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
            const bool isBad = std::any_of(bad.cbegin(), bad.cend(),
                [&](const QByteArray &id) { return request.body.contains(QByteArray('"' + id + '"')); });
            return isPush(request) && isBad ? std::optional(refusal) : std::nullopt;
        };
    }
    static bool isPush(const ScriptedRequest &request)
    {
        return request.verb == "POST" && request.path == "/sync/v5/queued_records";
    }

    void put(const QByteArrayList &ids, const QByteArray &data = "{}")
    {
        for (const QByteArray &id : ids)
            satellite.put("abc", id, data);
    }
    CycleReport requireOk()
    {
        CycleReport report = satellite.synchronise();
        INFO((report.error ? describe(*report.error).toStdString() : std::string()));
        REQUIRE(report.ok);
        return report;
    }
    qint64 waiting() { return *satellite.datafile().outbox().waiting(); }
    QByteArrayList waitingIds()
    {
        const Result<QList<RecordKey>> keys = satellite.datafile().outbox().keys();
        REQUIRE(keys);
        QByteArrayList ids;
        for (const RecordKey &key : *keys)
            ids.append(key.id);
        return ids;
    }
    QList<Quarantine::Entry> quarantine() { return *satellite.datafile().quarantine().entries(); }
    QByteArrayList quarantinedIds()
    {
        QByteArrayList ids;
        const QList<Quarantine::Entry> entries = quarantine();
        for (const Quarantine::Entry &entry : entries) {
            CHECK(entry.source == SyncId {2});
            CHECK(entry.reason.code == ErrorCode::RecordRefused);
            CHECK(entry.record.data.isEmpty()); // they are in the records, once
            ids.append(entry.record.id);
        }
        return ids;
    }
    bool isPushed(const QByteArray &id, qsizetype from = 0)
    {
        const QList<QByteArray> pushes = primary.pushes().mid(from);
        return std::any_of(pushes.cbegin(), pushes.cend(),
            [&](const QByteArray &body) { return body.contains(QByteArray('"' + id + '"')); });
    }
};

QByteArrayList numbered(const QByteArray &name, int count)
{
    QByteArrayList ids;
    for (int n = 0; n < count; ++n)
        ids.append(name + QByteArray::number(n));
    return ids;
}

const QByteArray ours = R"({"error":{"code":"request_malformed","message":"no","data":null}})";
const QByteArray another = R"({"error":{"code":"bad_record","message":"I do not like it","data":null}})";

} // namespace

TEST_CASE("A2: a record that is refused alone is set aside by name, whatever says so and wherever it stands, the "
          "others go on")
{
    SetAside f;
    const auto refusal = GENERATE(as<ScriptedAnswer>(),
        ScriptedAnswer {.status = 413, .body = "<html>413</html>", .type = "text/html"},
        ScriptedAnswer {.status = 400, .body = "<html>400</html>", .type = "text/html"},
        ScriptedAnswer {.status = 400, .body = ours}, ScriptedAnswer {.status = 422, .body = another},
        ScriptedAnswer {.status = 422, .body = ""});
    f.refusal = refusal;
    f.bad = {"bad"};
    const int before = GENERATE(0, 3, 30);
    const int behind = before == 0 ? 5 : before == 3 ? 40 : 0;
    CAPTURE(refusal.status, refusal.body, before);
    f.put(numbered("a", before) + QByteArrayList {"bad"} + numbered("z", behind));
    f.primary.log = {{1, upsert("unit", "u1", "{}")}};

    const CycleReport report = f.requireOk();
    CHECK(report.pushed == before + behind);
    CHECK(report.setAside == 1);
    CHECK(report.pulledCentral == 1);
    CHECK(f.waitingIds() == QByteArrayList {"bad"});
    CHECK(f.quarantinedIds() == QByteArrayList {"bad"});
    const Quarantine::Entry entry = f.quarantine().first();
    CHECK(describe(entry.reason).contains(QStringLiteral("bad of abc")));
    if (refusal.body == another)
        CHECK(describe(entry.reason).contains(QStringLiteral("I do not like it")));

    const qsizetype pushes = f.primary.pushes().size();
    const CycleReport next = f.requireOk();
    CHECK(next.setAside == 0);
    CHECK_FALSE(f.isPushed("bad", pushes));
    CHECK(f.waiting() == 1);
}

TEST_CASE("A2: what was set aside is sent again when it changes, is put once more, when all is sent anew, and by hand")
{
    SetAside f;
    f.bad = {"bad"};
    f.put({"bad", "good"});
    f.requireOk();
    REQUIRE(f.quarantinedIds() == QByteArrayList {"bad"});
    f.bad.clear();
    SECTION("a change")
    {
        f.put({"bad"}, R"({"n":1})");
    }
    SECTION("the same once more")
    {
        f.put({"bad"});
    }
    SECTION("a delete")
    {
        REQUIRE(f.satellite.datafile().records().remove("abc", "bad"));
    }
    SECTION("Generate")
    {
        REQUIRE(f.satellite.datafile().satelliteRecords().queueOwned());
    }
    SECTION("records retry")
    {
        CHECK(*retryQuarantined(f.satellite.datafile()) == 1);
    }
    SECTION("records retry NUMBER")
    {
        CHECK(*retryQuarantined(f.satellite.datafile(), f.quarantine().first().number) == 1);
    }
    CHECK(f.quarantine().isEmpty());
    CHECK(f.requireOk().pushed > 0);
    CHECK(f.waiting() == 0);
}

TEST_CASE("A2: what is tried again by hand and refused again is set aside again, even where nothing else is sent")
{
    SetAside f;
    f.bad = {"bad"};
    f.put({"bad", "good"});
    f.requireOk();
    REQUIRE(retryQuarantined(f.satellite.datafile()));
    CHECK(f.requireOk().setAside == 1);
    CHECK(f.quarantinedIds() == QByteArrayList {"bad"});
    CHECK(f.waiting() == 1);
}

TEST_CASE("A2: where no other record was accepted nothing is set aside, and the cycle says so at its end")
{
    SetAside f;
    f.bad = {"bad", "worse"};
    f.put({"bad", "worse"});
    f.primary.log = {{1, upsert("unit", "u1", "{}")}};
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error);
    CHECK(report.error->code == ErrorCode::RequestTooLarge);
    CHECK(report.failedStep == Step::Push);
    CHECK(report.pulledCentral == 1); // the pulls did not wait for it
    CHECK(f.satellite.dataOf("unit", "u1"));
    CHECK(f.quarantine().isEmpty());
    CHECK(f.waiting() == 2);

    f.put({"good"});
    CHECK(f.requireOk().setAside == 2);
    CHECK(f.quarantinedIds() == QByteArrayList {"bad", "worse"});
    CHECK(f.waiting() == 2);
}

TEST_CASE("A2: a portal that answers 400 to everything sets no outbox aside, and is asked only so often")
{
    SetAside f;
    const QByteArrayList all = numbered("r", 100);
    f.bad = all;
    f.refusal = {.status = 400, .body = "<html>Please sign in</html>", .type = "text/html"};
    f.put(all);
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error);
    CHECK(report.error->code == ErrorCode::NetworkSignIn);
    CHECK(report.failedStep == Step::Push);
    CHECK(f.quarantine().isEmpty());
    CHECK(f.waitingIds() == all);
    CHECK(f.primary.pushes().size() < 20);
    f.bad.clear();
    CHECK(f.requireOk().pushed == 100);
}

TEST_CASE("A2: ten in a row end the cycle with their words, and the next cycle gets past them")
{
    SetAside f;
    f.bad = numbered("bad", 15);
    f.put(QByteArrayList {"first"} + f.bad + QByteArrayList {"last"});
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.error);
    CHECK(report.error->code == ErrorCode::RequestTooLarge);
    CHECK(f.quarantinedIds().size() == 10);
    CHECK(f.waiting() == 16);
    CHECK_FALSE(f.isPushed("last", f.primary.pushes().size() - 1));

    const CycleReport next = f.requireOk();
    CHECK(next.pushed == 1);
    CHECK(next.setAside == 5);
    CHECK(f.waitingIds() == f.bad);
    CHECK(f.quarantinedIds() == f.bad);
}

TEST_CASE("A2: a record that changes while it is refused is not set aside")
{
    SetAside f;
    f.bad = {"bad"};
    f.put({"good", "bad"});
    f.satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("1"));
    const auto answer = f.primary.fault;
    f.primary.fault = [&](const ScriptedRequest &request) {
        if (SetAside::isPush(request) && request.body.contains("\"bad\"") && !f.bad.isEmpty()) {
            const auto refused = answer(request);
            f.bad.clear();
            f.put({"bad"}, R"({"n":1})"); // somebody mends it meanwhile
            return refused;
        }
        return answer(request);
    };
    CHECK(f.requireOk().setAside == 0);
    CHECK(f.waiting() == 0);
    CHECK(f.quarantine().isEmpty());
}
