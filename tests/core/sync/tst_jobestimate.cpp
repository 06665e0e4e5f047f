// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/jobestimate.h"

#include "tests/support/catch.h"

#include <QList>

#include <algorithm>

using namespace mailboat;

namespace {

using std::chrono::milliseconds;
using Part = JobEstimate::Part;

constexpr qint64 bytesPerSecond = 9000;
constexpr milliseconds tick {250};
constexpr qint64 batchSeconds = 5;

struct Load {
    Part part = Part::Central;
    qint64 records = 0;
    qint64 bytesOfRecord = 0;
    double wirePerByte = 0; ///< what packing leaves
    qint64 wireOfRecord() const
    {
        return std::max<qint64>(std::llround(static_cast<double>(bytesOfRecord) * wirePerByte), 1);
    }
};

struct Seen {
    milliseconds at {};
    Progress progress {};
};

/// A first load over a line of 9 kB a second, in batches of 5 s, as a cycle tells of it; each quarter of a second what is shown.
struct SlowLoad {
    JobEstimate job {};
    milliseconds now {};
    QList<Seen> seen {};

    void show()
    {
        Progress progress;
        job.tell(progress, now);
        seen.append({now, progress});
    }
    /// `most`: records after which the line breaks; returns those that have come.
    qint64 pull(const Load &load, qint64 pulled = 0, qint64 most = std::numeric_limits<qint64>::max())
    {
        job.enter(JobEstimate::Way::In, now);
        while (pulled < std::min(load.records, most)) {
            const qint64 records = std::min(
                load.records - pulled, std::max<qint64>(bytesPerSecond * batchSeconds / load.wireOfRecord(), 1));
            job.ask();
            for (qint64 left = records * load.wireOfRecord(); left > 0; left -= bytesPerSecond / 4) {
                now += tick;
                job.move(std::min(left, bytesPerSecond / 4), now);
                show();
            }
            pulled += records;
            job.arrive(load.part, {records, records * load.bytesOfRecord});
            job.expect(load.part, load.records - pulled,
                load.part == Part::Central ? JobEstimate::Left::AtMost : JobEstimate::Left::Exactly);
            job.store(load.part, records);
            show();
        }
        return pulled;
    }
    void promise(const Load &load, qint64 pulled = 0)
    {
        const qint64 left = load.records - pulled;
        job.promise(load.part, {left, left * load.bytesOfRecord});
    }
    /// How far the remaining time was off in the worst moment of the second half, as a factor; the time of the last batch is let pass.
    double worstFactor() const
    {
        double worst = 1;
        const milliseconds end = seen.constLast().at;
        for (const Seen &one : seen) {
            const double left = std::chrono::duration<double>(end - one.at).count();
            if (one.at < end / 2 || left < batchSeconds)
                continue;
            REQUIRE(one.progress.remaining);
            const auto told = static_cast<double>(one.progress.remaining->count());
            worst = std::max({worst, told / left, left / std::max(told, 0.1)});
        }
        return worst;
    }
};

// Tables pack differently, and the larger part comes last.
constexpr Load central {Part::Central, 20000, 400, 0.12};
constexpr Load queue {Part::Queue, 30000, 800, 0.25};

} // namespace

TEST_CASE("13.6: at 9 kB a second the time that is left is right to a factor of two in the second half of a first load")
{
    SlowLoad load;
    load.job.expect(Part::Push, 0);
    load.promise(central);
    load.promise(queue);
    load.pull(central);
    load.pull(queue);
    CHECK(load.worstFactor() < 2);
    const Progress &last = load.seen.constLast().progress;
    CHECK(last.done == 50000);
    CHECK(last.total == 50000);
    CHECK(last.remaining == std::chrono::seconds(0));
    CHECK(last.bytes == last.bytesTotal);
    for (const Seen &one : std::as_const(load.seen)) {
        CHECK(one.progress.total == 50000);
        CHECK_FALSE(one.progress.isAtLeast);
    }
}

TEST_CASE("13.6: a primary of another make says only how many records: the time is as right")
{
    SlowLoad load;
    load.job.promise(Part::Queue, {queue.records, 0});
    load.job.expect(Part::Push, 0);
    load.pull(central);
    load.pull(queue);
    CHECK(load.worstFactor() < 2);
}

TEST_CASE("13.6: while it is not known how much there is, the figures are at least so much")
{
    SlowLoad load;
    load.promise(central);
    load.pull(central, 0, 5000);
    for (const Seen &one : std::as_const(load.seen)) {
        CHECK(one.progress.isAtLeast);
        CHECK(one.progress.total == 20000);
    }
    load.promise(queue);
    load.job.expect(Part::Push, 0);
    load.show();
    CHECK_FALSE(load.seen.constLast().progress.isAtLeast);
    CHECK(load.seen.constLast().progress.total == 50000);
}

TEST_CASE("13.6: a first load that was stopped goes on where it stood")
{
    SlowLoad before;
    before.job.expect(Part::Push, 0);
    before.promise(central);
    before.promise(queue);
    before.pull(central);
    const qint64 pulled = before.pull(queue, 0, 10000);
    const Progress stopped = before.seen.constLast().progress;

    SlowLoad after;
    after.job.expect(Part::Push, 0);
    after.job.goOn({central.records + pulled, central.records * central.bytesOfRecord + pulled * queue.bytesOfRecord},
        before.job.wire());
    after.job.promise(Part::Central, {});
    after.promise(queue, pulled);
    after.show();
    const Progress first = after.seen.constLast().progress;
    CHECK(first.done == stopped.done);
    CHECK(first.total == stopped.total);
    CHECK(first.bytes == stopped.bytes);
    CHECK(first.bytesTotal > first.bytes);
    after.pull(queue, pulled);
    CHECK(after.worstFactor() < 2);
    CHECK(after.seen.constLast().progress.done == 50000);
}

TEST_CASE("13.6: no less than a second is left while anything is, and what an estimate has forgotten is counted when "
          "it comes")
{
    SlowLoad load;
    load.job.expect(Part::Push, 0);
    load.job.expect(Part::Queue, 0);
    load.job.promise(Part::Central, {15000, 15000 * 400}); // of 20,000
    load.pull(central);
    for (const Seen &one : std::as_const(load.seen)) {
        if (one.at > tick && one.progress.done < one.progress.total) {
            REQUIRE(one.progress.remaining);
            CHECK(one.progress.remaining->count() >= 1);
        }
    }
    CHECK(load.seen.constLast().progress.total == 20000);
}

TEST_CASE("13.6: a line that becomes slower shows within a minute, and a pause between steps counts for nothing")
{
    JobEstimate job;
    job.expect(Part::Push, 0);
    job.expect(Part::Central, 0);
    job.promise(Part::Queue, {100000, 100'000'000});
    milliseconds now {};
    Progress progress;
    const auto carry = [&](qint64 bytes, int seconds) {
        job.enter(JobEstimate::Way::In, now);
        for (int at = 0; at < seconds * 4; ++at) {
            now += tick;
            job.move(bytes / 4, now);
        }
        job.tell(progress, now);
    };
    carry(9000, 60);
    CHECK(progress.bytesPerSecond == Approx(9000).epsilon(0.01));
    job.enter({}, now);
    now += std::chrono::minutes(10);
    carry(9000, 1);
    CHECK(progress.bytesPerSecond == Approx(9000).epsilon(0.01));
    carry(3000, 60);
    CHECK(progress.bytesPerSecond < 5000);
}

TEST_CASE("13.6: what is to be put in its place after all has come is a part of the time that is left")
{
    JobEstimate job;
    job.enter(JobEstimate::Way::In, milliseconds(0));
    for (const Part part : {Part::Push, Part::Central, Part::Queue})
        job.expect(part, 0);
    job.arrive(Part::Queue, {1000, 1000 * 100});
    job.store(Part::Queue, 1000);
    job.expectIntegration(1000);
    job.enter({}, milliseconds(1000));
    Progress progress;
    job.tell(progress, milliseconds(11000));
    job.expectIntegration(900); // a hundred in 10 s
    job.tell(progress, milliseconds(11000));
    REQUIRE(progress.remaining);
    CHECK(static_cast<double>(progress.remaining->count()) == Approx(90).epsilon(0.15));
    job.expectIntegration(0);
    job.tell(progress, milliseconds(11001));
    CHECK(progress.remaining == std::chrono::seconds(0));
}

TEST_CASE("13.6: a primary that promises what nobody has makes no nonsense of the figures")
{
    constexpr qint64 most = 1LL << 52;
    JobEstimate job;
    job.expect(Part::Push, 0);
    job.promise(Part::Central, {1, most});
    job.promise(Part::Queue, {most, most});
    job.expect(Part::Central, most);
    job.enter(JobEstimate::Way::In, milliseconds(0));
    job.move(100, milliseconds(60000));
    Progress progress;
    job.tell(progress, milliseconds(60000));
    CHECK(progress.total == 2 * most);
    CHECK(progress.bytesTotal == 1'000'000'000'000'100);
    REQUIRE(progress.remaining);
    CHECK(*progress.remaining == std::chrono::seconds(1'000'000'000));
}
