// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/queuecourse.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

/// So many records from number `first` on; the primary still has `length`, counting those that are not acknowledged.
wire::QueueBatch batch(int first, int count, qint64 length)
{
    wire::QueueBatch made;
    made.queueLength = length;
    made.token = 't' + QByteArray::number(first);
    for (int number = first; number < first + count; ++number)
        made.records.append({QByteArray::number(number), {"unit", QByteArray::number(number), Action::Update, "{}"}});
    return made;
}

QueueCourse::Turn answer(
    QueueCourse &course, const wire::QueueBatch &batch, bool isMailboat = true, bool isFull = false)
{
    const auto turn = course.answered(batch, isMailboat, isFull);
    REQUIRE(turn.has_value());
    return *turn;
}

void checkQuestion(QueueCourse &course, int stored, const QByteArray &acknowledge, const QByteArray &after)
{
    const QueueCourse::Question question = course.next(stored);
    CHECK(question.acknowledge == acknowledge);
    CHECK(question.after == after);
    CHECK(question.more == 0);
}

} // namespace

TEST_CASE("13.2: what has been stored is acknowledged with the next question, and nothing else")
{
    QueueCourse course;
    checkQuestion(course, 0, {}, {});
    CHECK(answer(course, batch(1, 2, 9)).left == 7);
    checkQuestion(course, 0, {}, "t1");
    CHECK(answer(course, batch(3, 2, 9)).acknowledged.isEmpty());
    checkQuestion(course, 0, {}, "t3"); // two are on their way into the datafile
    CHECK(answer(course, batch(5, 2, 9)).left == 3);
    checkQuestion(course, 2, "t1,t3", "t5");
    const QueueCourse::Turn turn = answer(course, batch(7, 2, 5));
    CHECK(turn.acknowledged == QList<QByteArray> {"1", "2", "3", "4"});
    CHECK(turn.left == 1);
    checkQuestion(course, 2, {}, "t7");
    CHECK(answer(course, batch(9, 1, 5)).isLast);
}

TEST_CASE("13.2: of many batches that became stored at once, each question acknowledges some")
{
    QueueCourse course;
    for (int at = 0; at < 30; ++at) {
        course.next(0);
        answer(course, batch(1 + at, 1, 100));
    }
    CHECK(course.next(30).acknowledge.split(',').size() == 20);
    CHECK(answer(course, batch(31, 1, 80)).acknowledged.size() == 20);
    checkQuestion(course, 30, "t21,t22,t23,t24,t25,t26,t27,t28,t29,t30", "t31");
}

TEST_CASE("13.2: one batch at a time is acknowledged with the next question, and nothing is asked for behind it")
{
    QueueCourse course;
    checkQuestion(course, 0, {}, {});
    CHECK_FALSE(answer(course, batch(1, 2, 3)).isLast);
    checkQuestion(course, 1, "t1", {});
    const QueueCourse::Turn turn = answer(course, batch(3, 1, 1));
    CHECK(turn.acknowledged == QList<QByteArray> {"1", "2"});
    CHECK(turn.isLast);
}

TEST_CASE("13.2: nothing behind what is on its way ends the pull")
{
    QueueCourse course;
    course.next(0);
    answer(course, batch(1, 2, 4));
    checkQuestion(course, 0, {}, "t1");
    const QueueCourse::Turn turn = answer(course, batch(3, 0, 4)); // the others have gone meanwhile
    CHECK(turn.isLast);
    CHECK(turn.acknowledged.isEmpty());
}

TEST_CASE("13.2: a full batch behind others that are on their way is not the last, though the queue's length says so")
{
    QueueCourse course;
    course.next(0);
    CHECK_FALSE(answer(course, batch(1, 2, 4), true, true).isLast);
    course.next(0); // one of the first two is queued anew meanwhile: four in all as before, three of them to come
    CHECK_FALSE(answer(course, batch(3, 2, 4), true, true).isLast);
    checkQuestion(course, 2, "t1,t3", {});
    CHECK(answer(course, batch(5, 1, 1)).isLast);

    QueueCourse exact;
    exact.next(0);
    CHECK(answer(exact, batch(1, 2, 2), true, true).isLast);
}

TEST_CASE("13.2: a batch that begins with what is on its way is named record by record")
{
    QueueCourse course;
    course.next(0);
    answer(course, batch(1, 2, 4));
    course.next(0);
    const QueueCourse::Turn turn = answer(course, batch(1, 3, 4));
    CHECK(turn.token.isEmpty());
    CHECK_FALSE(course.mayGoAhead());
    course.acknowledgedAll();
    checkQuestion(course, 2, {}, {});
    CHECK(answer(course, batch(4, 1, 2)).token == "t4");
    CHECK_FALSE(course.mayGoAhead());
}

TEST_CASE("13.2: the same batch again and again is no progress, and records without a name are asked for beside others")
{
    QueueCourse course;
    course.next(0);
    answer(course, batch(1, 2, 9), false);
    for (int round = 1; round < 3; ++round)
        answer(course, batch(1, 2, 9), false);
    const auto once = course.answered(batch(1, 2, 9), false, false);
    REQUIRE_FALSE(once.has_value());
    CHECK(once.error().code == ErrorCode::NoProgress);

    QueueCourse other;
    other.next(0);
    wire::QueueBatch nameless = batch(1, 2, 9);
    nameless.records.first().syncOutId.clear();
    CHECK_FALSE(answer(other, nameless, false).isLast);
    CHECK_FALSE(other.mayGoAhead());
    CHECK(other.next(1).more == 1);
}
