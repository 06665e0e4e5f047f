// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/widgets/timewords.h"

#include <QLocale>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QDateTime morning(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);

QString ago(std::chrono::seconds by)
{
    return agoWords(morning.addSecs(-by.count()), morning);
}

QString until(std::chrono::seconds by)
{
    return untilWords(morning.addSecs(by.count()), morning);
}

} // namespace

TEST_CASE("Times past are said as people say them")
{
    QLocale::setDefault(QLocale::c());
    CHECK(agoWords({}, morning).isEmpty());
    CHECK(ago(0s) == QStringLiteral("just now"));
    CHECK(ago(59s) == QStringLiteral("just now"));
    CHECK(ago(60s) == QStringLiteral("a minute ago"));
    CHECK(ago(3min + 59s) == QStringLiteral("3 minutes ago"));
    CHECK(ago(59min) == QStringLiteral("59 minutes ago"));
    CHECK(ago(1h) == QStringLiteral("an hour ago"));
    CHECK(ago(5h) == QStringLiteral("5 hours ago"));
    CHECK(ago(24h) == QStringLiteral("a day ago"));
    CHECK(ago(24h * 29) == QStringLiteral("29 days ago"));
    CHECK(ago(24h * 30) == localTimeWords(morning.addDays(-30)));
}

TEST_CASE("A time that is still to come is never said to be past")
{
    CHECK(ago(-59s) == QStringLiteral("just now")); // two clocks are never quite the same
    CHECK(ago(-2h) == localTimeWords(morning.addSecs(7200)));
}

TEST_CASE("Times to come are said as people say them")
{
    CHECK(untilWords({}, morning).isEmpty());
    CHECK(until(-5s) == QStringLiteral("now"));
    CHECK(until(0s) == QStringLiteral("now"));
    CHECK(until(30s) == QStringLiteral("in less than a minute"));
    CHECK(until(90s) == QStringLiteral("in a minute"));
    CHECK(until(10min) == QStringLiteral("in 10 minutes"));
    CHECK(until(1h) == QStringLiteral("in an hour"));
    CHECK(until(7h) == QStringLiteral("in 7 hours"));
    CHECK(until(24h) == QStringLiteral("in a day"));
    CHECK(until(72h) == QStringLiteral("in 3 days"));
}

TEST_CASE("Durations are said as people say them")
{
    CHECK(durationWords(999ms) == QStringLiteral("less than a second"));
    CHECK(durationWords(1s) == QStringLiteral("a second"));
    CHECK(durationWords(59s) == QStringLiteral("59 seconds"));
    CHECK(durationWords(60s) == QStringLiteral("a minute"));
    CHECK(durationWords(2min) == QStringLiteral("2 minutes"));
    CHECK(durationWords(1h) == QStringLiteral("an hour"));
    CHECK(durationWords(2h) == QStringLiteral("2 hours"));
    CHECK(durationWords(24h) == QStringLiteral("a day"));
    CHECK(durationWords(48h) == QStringLiteral("2 days"));
    CHECK(localTimeWords({}).isEmpty());
}

TEST_CASE("12.4: a time is said by its day while that is near")
{
    const QDateTime now(QDate(2026, 11, 30), QTime(12, 0)); // of this machine
    const auto at = [](int hour) { return QLocale().toString(QTime(hour, 0), QLocale::ShortFormat); };
    CHECK(dayTimeWords(now.addSecs(-3600), now.toUTC()) == QStringLiteral("today ") + at(11));
    CHECK(dayTimeWords(now.addDays(-1), now) == QStringLiteral("yesterday ") + at(12));
    CHECK(dayTimeWords(now.addDays(-2), now) == localTimeWords(now.addDays(-2)));
    CHECK(dayTimeWords(now.addDays(1), now) == localTimeWords(now.addDays(1))); // a clock was set
    CHECK(dayTimeWords({}, now).isEmpty());
}
