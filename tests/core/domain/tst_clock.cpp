// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/clock.h"
#include "tests/support/catch.h"

#include <QEventLoop>
#include <QTimeZone>
#include <memory>

using namespace mailboat;
using namespace std::chrono_literals;

TEST_CASE("Times are written in UTC, never as nothing")
{
    const QDateTime utc(QDate(2026, 11, 22), QTime(13, 4, 5, 6), Qt::UTC);
    CHECK(isoTime(utc) == QStringLiteral("2026-11-22T13:04:05.006Z"));
    CHECK(isoTime(utc.toOffsetFromUtc(3600 * 12)) == QStringLiteral("2026-11-22T13:04:05.006Z"));
    CHECK(isoTime({}).isEmpty());
}

TEST_CASE("The system's clock goes forward and calls back, unless the one who asked is gone")
{
    SystemClock clock;
    const auto monotonic = clock.monotonic();
    const auto sinceBoot = clock.sinceBoot();
    QEventLoop loop;
    QStringList calls;
    auto gone = std::make_unique<QObject>();
    clock.after(0ms, gone.get(), [&] { calls << QStringLiteral("gone"); });
    clock.after(20ms, &loop, [&] {
        calls << QStringLiteral("second");
        loop.quit();
    });
    clock.after(1ms, &loop, [&] { calls << QStringLiteral("first"); });
    gone.reset();
    loop.exec();
    CHECK(calls == QStringList {QStringLiteral("first"), QStringLiteral("second")});
    CHECK(clock.monotonic() >= monotonic + 20ms);
    CHECK(clock.sinceBoot() >= sinceBoot + 20ms);
    CHECK(clock.sinceBoot() >= clock.monotonic());
    CHECK(clock.utcNow().timeSpec() == Qt::UTC);
}
