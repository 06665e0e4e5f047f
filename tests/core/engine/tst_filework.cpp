// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/filework.h"

#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QThread>
#include <qtestsupport_core.h>

using namespace mailboat;

namespace {

/// Comes to its end only by being given up.
Result<int> endlessWork(const FileWork::Course &course)
{
    while (!course.isCancelled)
        std::this_thread::yield();
    return failure(ErrorCode::Cancelled);
}

} // namespace

TEST_CASE("12.4: work on files is done beside the window's thread, tells how far it is, and is answered there")
{
    FileWork work;
    const QSignalSpy progressed(&work, &FileWork::progressed);
    const QThread *const here = QThread::currentThread();
    std::optional<bool> wasElsewhere;
    bool isAnsweredHere = false;
    work.start<bool>(
        [here](const FileWork::Course &course) -> Result<bool> {
            course.progress(1, 2);
            return QThread::currentThread() != here;
        },
        [&](const Result<bool> &result) {
            wasElsewhere = *result;
            isAnsweredHere = QThread::currentThread() == here;
        });
    CHECK(work.isRunning());
    REQUIRE(QTest::qWaitFor([&] { return wasElsewhere.has_value(); }, 20000));
    CHECK(*wasElsewhere);
    CHECK(isAnsweredHere);
    CHECK(progressed.size() == 1);
    CHECK_FALSE(work.isRunning());
}

TEST_CASE("12.4: work on files is given up when that is asked, and when its owner goes, who hears nothing then")
{
    std::optional<Result<int>> answer;
    const auto take = [&answer](const Result<int> &result) { answer = result; };
    {
        FileWork work;
        work.start<int>(endlessWork, take);
        work.cancel();
        REQUIRE(QTest::qWaitFor([&] { return answer.has_value(); }, 20000));
        CHECK(answer->error().code == ErrorCode::Cancelled);
        answer.reset();
        work.start<int>(endlessWork, take); // and begins anew
        CHECK(work.isRunning());
    }
    QCoreApplication::processEvents();
    CHECK_FALSE(answer);
}
