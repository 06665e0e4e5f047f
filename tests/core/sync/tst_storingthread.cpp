// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/storingthread.h"

#include "core/sql/connection.h"
#include "core/store/enginerequests.h"
#include "core/store/landing.h"
#include "core/store/syncstate.h"
#include "tests/core/sync/satellite.h"
#include "tests/support/catch.h"

#include <QUrl>

#include <algorithm>

using namespace mailboat;
using namespace mailboat::test;

namespace {

PulledLog logOf(qint64 from, qint64 to)
{
    PulledLog batch {{}, from, to};
    for (qint64 serial = from + 1; serial <= to; ++serial)
        batch.records.append({serial, {"unit", QByteArray::number(serial), Action::Update, "{}"}});
    return batch;
}

PulledQueue queueOf(int first, int count)
{
    PulledQueue batch;
    for (int number = first; number < first + count; ++number)
        batch.records.append({QByteArray::number(number), {"unit", QByteArray::number(number), Action::Update, "{}"}});
    return batch;
}

struct StoringFixture {
    Satellite satellite {QUrl(QStringLiteral("http://127.0.0.1:1"))};

    StoringFixture() { REQUIRE(satellite.datafile().state().setInitialised(true).has_value()); }
    std::unique_ptr<StoringThread> thread(bool merges = false)
    {
        return std::make_unique<StoringThread>(satellite.address(), satellite.clock, merges);
    }
    Result<> wait(QCoro::Task<Result<>> task)
    {
        REQUIRE(satellite.runUntil([&task] { return task.isReady(); }));
        return QCoro::waitFor(task);
    }
    qint64 waiting() { return *satellite.datafile().landing().waiting(); }
    /// Nobody stores anything while `work` is done.
    void locked(const std::function<void()> &work)
    {
        const Result<> done = satellite.datafile().connection().transact([&work]() -> Result<> {
            work();
            return {};
        });
        REQUIRE(done.has_value());
    }
};

} // namespace

TEST_CASE("13.2: batches are stored in their order, and what came meanwhile is one transaction")
{
    StoringFixture f;
    const auto thread = f.thread();
    f.locked([&] {
        for (qint64 at = 0; at < 100; at += 10)
            thread->store(logOf(at, at + 10));
    });
    REQUIRE(f.wait(thread->allStored()).has_value());
    CHECK(f.satellite.cursor() == 100);
    CHECK(f.waiting() == 100);
    CHECK(thread->queueBatches() == 0);
    CHECK(thread->take().records == 100);
    CHECK(thread->take().records == 0);
}

TEST_CASE("13.2: what the primary has heard of leaves the list with what comes after it")
{
    StoringFixture f;
    const auto thread = f.thread();
    thread->store(queueOf(1, 2));
    REQUIRE(f.wait(thread->allStored()).has_value());
    f.locked([&] {
        thread->store(queueOf(9, 1));
        for (const int number : {1, 2}) {
            PulledQueue next = queueOf(number + 2, 1);
            next.acknowledged.append(QByteArray::number(number));
            thread->store(next);
        }
    });
    REQUIRE(f.wait(thread->allStored()).has_value());
    CHECK(thread->queueBatches() == 4);
    QList<QByteArray> left = f.satellite.datafile().landing().toAcknowledge().value();
    std::sort(left.begin(), left.end());
    CHECK(left == QList<QByteArray> {"3", "4", "9"});
}

TEST_CASE("13.2: after a batch that cannot be stored nothing is, and whoever waits hears why")
{
    StoringFixture f;
    const auto thread = f.thread();
    f.locked([&] { thread->store(logOf(5, 10)); }); // the cursor is 0
    const Result<> stored = f.wait(thread->allStored());
    REQUIRE_FALSE(stored.has_value());
    CHECK(stored.error().code == ErrorCode::StateChanged);
    thread->store(logOf(0, 5));
    CHECK_FALSE(f.wait(thread->room()).has_value());
    CHECK(thread->take().records == 0);
    CHECK(f.waiting() == 0);
}

TEST_CASE("13.2: only so much may wait to be stored, in however many batches")
{
    StoringFixture f;
    const auto thread = f.thread();
    const QByteArray large = "{\"a\":\"" + QByteArray(1024 * 1024, 'a') + "\"}";
    const auto give = [&](qint64 serial) {
        thread->store({{{serial, {"unit", QByteArray::number(serial), Action::Update, large}}}, serial - 1, serial});
    };
    std::optional<QCoro::Task<Result<>>> room;
    f.locked([&] {
        give(1);
        CHECK(thread->room().isReady());
        give(2);
        room = thread->room();
        CHECK_FALSE(room->isReady());
    });
    REQUIRE(f.wait(std::move(*room)).has_value());
    REQUIRE(f.wait(thread->allStored()).has_value());
    CHECK(thread->take().records == 2);
}

TEST_CASE("13.2: what other processes are shown goes with what is stored, and counts it")
{
    StoringFixture f;
    const auto thread = f.thread();
    Progress progress;
    progress.step = Step::PullCentral;
    progress.done = 20;
    progress.total = 90;
    thread->show(progress);
    thread->store(logOf(0, 30));
    REQUIRE(f.wait(thread->allStored()).has_value());
    const auto shown = f.satellite.datafile().requests().progress();
    REQUIRE(shown.has_value());
    REQUIRE(shown->has_value());
    CHECK((*shown)->done == 50);
    CHECK((*shown)->total == 90);
}

TEST_CASE("13.2: during a first sync what has come is merged in between, by the thousand")
{
    StoringFixture f;
    const auto thread = f.thread(true);
    thread->store(logOf(0, 4999));
    REQUIRE(f.wait(thread->allStored()).has_value());
    CHECK(f.waiting() == 4999);
    thread->store(logOf(4999, 6000));
    REQUIRE(f.wait(thread->allStored()).has_value());
    CHECK(f.waiting() < 5000);
    CHECK(f.satellite.dataOf("unit", "1").has_value());
}
