// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// While the answer to one part of a push is awaited, the next one is composed.
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/syncstate.h"
#include "core/sync/pushcourse.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct PushAhead {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};

    PushAhead()
    {
        REQUIRE(satellite.synchronise().ok);
        satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2"));
        for (const char *id : {"a", "b", "c", "d"})
            satellite.put("abc", id, R"({"n":1})");
    }
    static bool isPush(const ScriptedRequest &request)
    {
        return request.verb == "POST" && request.path == "/sync/v5/queued_records";
    }
    /// The pushes that carry the record, from the first on.
    QList<QByteArray> pushesOf(const char *id) const
    {
        QList<QByteArray> found;
        const QList<QByteArray> all = primary.pushes();
        for (const QByteArray &body : all) {
            if (body.contains(QByteArray(QByteArray("\"recordId\":\"") + id + '"')))
                found.append(body);
        }
        return found;
    }
    PushCourse::Part partOf(const Result<PushCourse::Part> &part)
    {
        REQUIRE(part);
        return *part;
    }
    bool isNext(const PushCourse &course, const PushCourse::Part &ahead, int wanted)
    {
        const Result<bool> next = course.isNext(ahead, wanted);
        REQUIRE(next);
        return *next;
    }
};

} // namespace

TEST_CASE("13.2: the next part of a push is composed while the answer to the last one is awaited, and goes after it")
{
    PushAhead f;
    QObject context;
    bool isHeld = false;
    qsizetype pushesThen = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (!PushAhead::isPush(request) || std::exchange(isHeld, true))
            return std::nullopt;
        return ScriptedAnswer {.end = ScriptedAnswer::End::Silent};
    };
    bool isComposed = false;
    const auto whenComposed = [&] {
        pushesThen = f.primary.pushes().size();
        // Past the outbox, so that only what was composed before this lacks it.
        CHECK(f.satellite.datafile().connection().execute(
            QStringLiteral("UPDATE record SET data = '{\"n\":2}' WHERE record_id = 'c'")));
        f.satellite.http().dropConnections(); // the answer never came: it is sent again
    };
    QObject::connect(
        &f.satellite.http(), &HttpClient::bodySent, &context,
        [&] { // behind what the cycle does when the body is out
            if (!std::exchange(isComposed, true))
                QMetaObject::invokeMethod(&context, whenComposed, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 4);
    CHECK(pushesThen <= 1);
    REQUIRE(f.pushesOf("c").size() == 1);
    CHECK(f.pushesOf("c").constFirst().contains(R"("recordId":"c","action":"Update","recordData":{"n":1})"));
    CHECK_FALSE(f.pushesOf("a").constLast().contains(R"("recordId":"c")"));
    CHECK(*f.satellite.datafile().outbox().waiting() == 0);
}

TEST_CASE("13.2: what changes in a part that was composed ahead goes in its newest form alone, in its newest place")
{
    PushAhead f;
    bool isChanged = false;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (PushAhead::isPush(request) && !std::exchange(isChanged, true))
            f.satellite.put("abc", "c", R"({"n":2})");
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 4);
    REQUIRE(f.pushesOf("c").size() == 1);
    const QByteArray body = f.pushesOf("c").constFirst();
    CHECK(body.contains(R"({"n":2})"));
    CHECK(body.indexOf(R"("recordId":"d")") < body.indexOf(R"("recordId":"c")"));
}

TEST_CASE("13.2: what was composed ahead goes while it is what would be composed now")
{
    PushAhead f;
    PushCourse course(f.satellite.datafile());
    const PushCourse::Part first = f.partOf(course.next(1));
    const PushCourse::Part ahead = f.partOf(course.behind(first, 2));
    CHECK(ahead.batch.records.size() == 2);
    CHECK(ahead.body.contains(R"("queueLength":3)"));
    CHECK_FALSE(f.isNext(course, ahead, 2)); // the first may be refused
    course.accepted({first});
    CHECK(f.isNext(course, ahead, 2));
    CHECK(f.isNext(course, ahead, 3));
    CHECK_FALSE(f.isNext(course, ahead, 1));
    CHECK_FALSE(f.isNext(course, ahead, 20));
    SECTION("a record of it is edited")
    {
        f.satellite.put("abc", "b", R"({"n":2})");
        CHECK_FALSE(f.isNext(course, ahead, 2));
    }
    SECTION("another record is edited")
    {
        f.satellite.put("abc", "d", R"({"n":2})");
        CHECK(f.isNext(course, ahead, 2));
    }
    SECTION("it is to say of which time it is")
    {
        REQUIRE(f.satellite.datafile().state().resetForRetrieve(true));
        CHECK_FALSE(f.isNext(course, ahead, 2));
        const PushCourse::Part now = f.partOf(course.next(2));
        CHECK(now.base.has_value());
        CHECK(f.isNext(course, now, 2));
    }
}

TEST_CASE("13.2: where a part is refused, what was composed behind it is not what goes next")
{
    PushAhead f;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (PushAhead::isPush(request) && request.body.contains(R"("recordId":"b")"))
            return ScriptedAnswer {.status = 413, .body = "<html>413</html>", .type = "text/html"};
        return std::nullopt;
    };
    const CycleReport report = f.satellite.synchronise();
    REQUIRE(report.ok);
    CHECK(report.pushed == 3);
    CHECK(report.setAside == 1);
    for (const char *id : {"c", "d"})
        CHECK(f.pushesOf(id).size() == 1);
}
