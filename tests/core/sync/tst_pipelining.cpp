// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/landing.h"
#include "core/store/quarantine.h"
#include "tests/core/sync/satellite.h"
#include "tests/core/sync/scriptedprimary.h"
#include "tests/support/catch.h"

#include <QThread>

#include <sqlite3.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Another one at the satellite's datafile.
class OtherHand final
{
public:
    explicit OtherHand(const QString &path)
    {
        REQUIRE(sqlite3_open(path.toUtf8().constData(), &m_connection) == SQLITE_OK);
    }
    ~OtherHand() { sqlite3_close(m_connection); }
    Q_DISABLE_COPY_MOVE(OtherHand)
    bool take() { return run("BEGIN IMMEDIATE"); }
    bool give() { return run("ROLLBACK"); }
    bool run(const QByteArray &sql)
    {
        return sqlite3_exec(m_connection, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    void refuseRecord30()
    {
        for (const char *table : {"landed", "record"}) // wherever it goes first
            REQUIRE(run(QByteArray("CREATE TRIGGER no_") + table + " BEFORE INSERT ON " + table
                + " WHEN NEW.record_id = 'r30' BEGIN SELECT RAISE(ABORT, 'no'); END"));
    }

private:
    sqlite3 *m_connection = nullptr;
};

/// A primary in a thread of its own: it has to hear while the satellite's thread waits for its datafile.
class PrimaryThread final
{
public:
    PrimaryThread()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        run([this] {
            m_primary = std::make_unique<ScriptedPrimary>();
            m_primary->isMailboat = true;
            m_primary->canAhead = true;
        });
    }
    ~PrimaryThread()
    {
        run([this] { m_primary.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(PrimaryThread)
    void run(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
    }
    ScriptedPrimary &primary() { return *m_primary; } ///< to be used in its thread while a cycle runs

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<ScriptedPrimary> m_primary;
};

QByteArray numbered(const char *text, int number)
{
    return text + QByteArray::number(number);
}

void fillQueue(ScriptedPrimary &primary, int records)
{
    for (int n = 1; n <= records; ++n)
        primary.queue.append({numbered("q", n), upsert("abc", numbered("r", n), R"({"n":1})")});
}

bool isForQueue(const ScriptedRequest &request)
{
    return request.verb == "GET" && request.path == "/sync/v5/queued_records";
}

/// A satellite that asks for 20 records at a time.
struct AheadFixture {
    ScriptedPrimary primary;
    Satellite satellite {primary.server.url()};

    AheadFixture()
    {
        primary.isMailboat = true;
        primary.canAhead = true;
        primary.givesFirstBatch = false;
        satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    }
    CycleReport synchronise()
    {
        const CycleReport report = satellite.synchronise();
        INFO((report.error ? describe(*report.error).toStdString() : std::string()));
        INFO(primary.sequence().toStdString());
        REQUIRE(report.ok);
        return report;
    }
    int countHeld(int records)
    {
        int held = 0;
        for (int n = 1; n <= records; ++n)
            held += satellite.dataOf("abc", numbered("r", n)) ? 1 : 0;
        return held;
    }
};

} // namespace

TEST_CASE("13.2: the next batch of the change log is asked for while the last one is stored")
{
    PrimaryThread thread;
    thread.primary().isMailboat = false; // else the first batch is on its way before the queue is prepared
    for (int n = 1; n <= 40; ++n)
        thread.primary().log.append({n, upsert("unit", numbered("u", n), "{}")});
    Satellite satellite(thread.primary().server.url());
    satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    OtherHand lock(satellite.path());
    int taken = 0;
    int given = 0;
    thread.run([&] {
        thread.primary().fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
            // The first batch cannot be stored before the second is asked for.
            if (request.query.startsWith("cursor=0&"))
                taken += lock.take() ? 1 : 0;
            if (request.query.startsWith("cursor=20&"))
                given += lock.give() ? 1 : 0;
            return std::nullopt;
        };
    });
    const CycleReport report = satellite.synchronise();
    CHECK(report.ok);
    CHECK(report.pulledCentral == 40);
    CHECK(taken == 1);
    CHECK(given == 1);
}

TEST_CASE("13.2: the next batches of the queue are asked for while the last one is stored, and not acknowledged before")
{
    const int inLog = GENERATE(0, 3); // what comes before them is no batch of theirs
    PrimaryThread thread;
    thread.run([&] {
        fillQueue(thread.primary(), 90);
        thread.primary().givesFirstBatch = false;
        for (int n = 1; n <= inLog; ++n)
            thread.primary().log.append({n, upsert("unit", numbered("u", n), "{}")});
    });
    Satellite satellite(thread.primary().server.url());
    satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    OtherHand lock(satellite.path());
    QByteArrayList queries;
    thread.run([&] {
        thread.primary().fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
            if (!isForQueue(request))
                return std::nullopt;
            queries.append(request.query);
            CHECK((queries.size() != 1 || lock.take()));
            CHECK((queries.size() != 4 || lock.give()));
            return std::nullopt;
        };
    });
    const CycleReport report = satellite.synchronise();
    CHECK(report.ok);
    CHECK(report.pulledRemote == 90);
    REQUIRE(queries.size() == 5);
    CHECK(queries[0] == "limit=20");
    for (int at = 1; at < 4; ++at) {
        CAPTURE(at);
        CHECK(queries[at].contains("after="));
        CHECK_FALSE(queries[at].contains("ack="));
    }
    CHECK(thread.primary().queue.isEmpty());
    CHECK(satellite.datafile().landing().toAcknowledge()->isEmpty());
}

TEST_CASE("13.2: a primary that does not name the extension is not asked for what lies ahead")
{
    AheadFixture f;
    f.primary.canAhead = false;
    fillQueue(f.primary, 70);
    CHECK(f.synchronise().pulledRemote == 70);
    for (const ScriptedRequest &request : f.primary.server.requests())
        CHECK_FALSE(request.query.contains("after="));
    CHECK(f.countHeld(70) == 70);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: a batch that is lost ahead is fetched again and lands once")
{
    AheadFixture f;
    fillQueue(f.primary, 70);
    int lost = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (!request.query.contains("after=") || ++lost > 3)
            return std::nullopt;
        return ScriptedAnswer {.body = QByteArray(1000, ' '), .end = ScriptedAnswer::End::CutInBody};
    };
    CHECK(f.synchronise().pulledRemote == 70);
    CHECK(lost > 3);
    CHECK(f.countHeld(70) == 70);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: where what lies ahead is not understood, the records are named, and come all the same")
{
    AheadFixture f;
    f.primary.readsAfter = false;
    f.primary.readsTokens = GENERATE(false, true);
    fillQueue(f.primary, 90);
    f.synchronise();
    CHECK(f.countHeld(90) == 90);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: an entry that is queued again while its old batch is on the way comes again in the same cycle, in its "
          "newest form")
{
    AheadFixture f;
    const int records = GENERATE(40, 50); // the last batch is full, or not
    fillQueue(f.primary, records);
    bool isEdited = false;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (!request.query.contains("after=") || std::exchange(isEdited, true))
            return std::nullopt;
        f.primary.queue.removeIf([](const ScriptedPrimary::Queued &queued) { return queued.id == "q3"; });
        f.primary.queue.append({"q0", upsert("abc", "r3", R"({"n":2})")});
        return std::nullopt;
    };
    f.synchronise();
    CHECK(isEdited);
    CHECK(f.satellite.dataOf("abc", "r3") == QByteArray(R"({"n":2})"));
    CHECK(f.countHeld(records) == records);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: records that cannot be taken go to quarantine, whichever batch is on its way meanwhile")
{
    AheadFixture f;
    fillQueue(f.primary, 60);
    for (const int at : {5, 25, 59})
        f.primary.queue[at].entry = upsert("abc", numbered("r", at + 1), "{,}");
    const CycleReport report = f.synchronise();
    CHECK(report.pulledRemote == 60);
    CHECK(report.quarantined == 3);
    CHECK(f.countHeld(60) == 57);
    CHECK(*f.satellite.datafile().quarantine().count() == 3);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: what cannot be stored ends the cycle and is told, and is not acknowledged")
{
    AheadFixture f;
    fillQueue(f.primary, 60);
    OtherHand hand(f.satellite.path());
    hand.refuseRecord30();
    const bool isGivenUp = GENERATE(false, true); // before it cannot be stored
    const auto cycle = f.satellite.cycle();
    int asked = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (!isGivenUp || !isForQueue(request))
            return std::nullopt;
        ++asked;
        CHECK((asked != 1 || hand.take())); // nothing is stored before the cycle is given up
        if (asked < 3)
            return std::nullopt;
        const auto giveUp = [&] {
            cycle->cancel();
            CHECK(hand.give());
        };
        QMetaObject::invokeMethod(cycle.get(), giveUp, Qt::QueuedConnection);
        return ScriptedAnswer {.end = ScriptedAnswer::End::Silent};
    };
    const CycleReport report = f.satellite.run(cycle);
    REQUIRE(report.error.has_value());
    CHECK(report.error->code != ErrorCode::Cancelled);
    CHECK(report.failedStep == Step::PullQueued);
    QByteArrayList left;
    for (const ScriptedPrimary::Queued &queued : std::as_const(f.primary.queue))
        left.append(queued.id);
    for (int n = 21; n <= 60; ++n)
        CHECK(left.contains(numbered("q", n)));
    f.primary.fault = {};
    REQUIRE(hand.run("DROP TRIGGER no_landed"));
    REQUIRE(hand.run("DROP TRIGGER no_record"));
    f.synchronise();
    CHECK(f.countHeld(60) == 60);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: a datafile that is slow to take what has come does not count as a primary that does not answer")
{
    AheadFixture f;
    fillQueue(f.primary, 20);
    OtherHand hand(f.satellite.path());
    bool isTaken = false;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (isForQueue(request) && !std::exchange(isTaken, true))
            CHECK(hand.take());
        return std::nullopt;
    };
    QCoro::Task<CycleReport> task = f.satellite.cycle({.byHand = true, .patience = std::chrono::seconds(2)})->run();
    const auto hasWaited = [&, steps = 0]() mutable {
        if (isTaken && ++steps > 0)
            f.satellite.clock.advance(std::chrono::milliseconds(20));
        return steps > 400 || task.isReady();
    };
    REQUIRE(f.satellite.runUntil(hasWaited, 1));
    CHECK_FALSE(task.isReady());
    CHECK(hand.give());
    REQUIRE(f.satellite.runUntil([&] { return task.isReady(); }, 1));
    CHECK(QCoro::waitFor(task).ok);
}

TEST_CASE("13.2: a cycle that is given up keeps what has come, and the next one goes on from there")
{
    AheadFixture f;
    fillQueue(f.primary, 60);
    const auto cycle = f.satellite.cycle();
    int asked = 0;
    f.primary.fault = [&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (!request.query.contains("after=") || ++asked != 2)
            return std::nullopt;
        QMetaObject::invokeMethod(
            cycle.get(), [&cycle] { cycle->cancel(); }, Qt::QueuedConnection);
        return ScriptedAnswer {.end = ScriptedAnswer::End::Silent};
    };
    const CycleReport report = f.satellite.run(cycle);
    REQUIRE(report.error.has_value());
    CHECK(report.error->code == ErrorCode::Cancelled);
    CHECK(report.pulledRemote == 40);
    f.primary.fault = {};
    CHECK(f.synchronise().pulledRemote == 20);
    CHECK(f.countHeld(60) == 60);
    CHECK(f.primary.queue.isEmpty());
}

TEST_CASE("13.2: what an earlier cycle could not acknowledge is named in pieces that a primary takes")
{
    AheadFixture f;
    QList<QueuedRecord> landed;
    for (int n = 1; n <= 12'000; ++n)
        landed.append({numbered("q", n), {"abc", numbered("r", n), Action::Update, "{}"}});
    REQUIRE(f.satellite.datafile().landing().landQueued(landed).has_value());
    QList<qsizetype> named;
    f.primary.fault = [&named](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path == "/sync/v5/acknowledged_records")
            named.append(request.body.count("\"q"));
        return std::nullopt;
    };
    f.synchronise();
    CHECK(named == QList<qsizetype> {5000, 5000, 2000});
    CHECK(f.satellite.datafile().landing().toAcknowledge()->isEmpty());
}
