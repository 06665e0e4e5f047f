// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/alarm.h"

#include "core/domain/daywords.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);

Status satellite()
{
    Status status;
    status.syncId = SyncId {2};
    status.role = SiteRole::Satellite;
    status.interval = 5min;
    status.lastSync = now.addSecs(-60);
    status.lastSuccess = now.addSecs(-60);
    return status;
}

/// A satellite whose last `failures` cycles failed so, the first of them `ago`, each success before that.
Status failing(ErrorCode code, int failures, std::chrono::minutes ago)
{
    Status status = satellite();
    status.lastError = Error {code};
    status.failuresInARow = failures;
    status.failingSince = now.addSecs(-std::chrono::seconds(ago).count());
    status.lastSuccess = status.failingSince.addSecs(-300);
    return status;
}

Status silentFor(std::chrono::hours hours, std::chrono::minutes interval = 5min)
{
    Status status = satellite();
    status.lastSuccess = now.addSecs(-std::chrono::seconds(hours).count());
    status.interval = interval;
    return status;
}

QString levelOf(const Status &status)
{
    return alarmName(alarmOf(status, now).level);
}

} // namespace

TEST_CASE("A failure that may heal is calm until it has come three times or gone on for an hour")
{
    CHECK(levelOf(satellite()) == QStringLiteral("calm"));
    CHECK(levelOf(failing(ErrorCode::NoRoute, 1, 0min)) == QStringLiteral("notice"));
    CHECK(levelOf(failing(ErrorCode::NoRoute, 2, 59min)) == QStringLiteral("notice"));
    CHECK(levelOf(failing(ErrorCode::NoRoute, 3, 2min)) == QStringLiteral("warning"));
    CHECK(levelOf(failing(ErrorCode::AnswerTimeout, 2, 60min)) == QStringLiteral("warning"));
    for (const ErrorCode code : allErrorCodes()) {
        const QString name = codeOf(code);
        CAPTURE(name);
        if (mayHeal(code))
            CHECK(levelOf(failing(code, 1, 0min)) == QStringLiteral("notice"));
    }
}

TEST_CASE("A fault that does not heal is a warning at once, what somebody stopped is none")
{
    for (const ErrorCode code : allErrorCodes()) {
        const QString name = codeOf(code);
        CAPTURE(name);
        if (!mayHeal(code))
            CHECK(levelOf(failing(code, 1, 0min))
                == (code == ErrorCode::Cancelled ? QStringLiteral("calm") : QStringLiteral("warning")));
    }
}

TEST_CASE("Days without success grow louder, whatever the last error was")
{
    CHECK(levelOf(silentFor(23h)) == QStringLiteral("calm")); // the program may not have run
    CHECK(levelOf(silentFor(24h)) == QStringLiteral("warning"));
    CHECK(levelOf(silentFor(71h)) == QStringLiteral("warning"));
    CHECK(levelOf(silentFor(72h)) == QStringLiteral("loud"));
    Status blip = silentFor(80h);
    blip.lastError = Error {ErrorCode::NoRoute};
    blip.failuresInARow = 1;
    blip.failingSince = now;
    CHECK(levelOf(blip) == QStringLiteral("loud"));
    CHECK(levelOf(silentFor(-5h)) == QStringLiteral("calm")); // the clock has been put back
}

TEST_CASE("Where the interval is long, silence is measured by it")
{
    constexpr auto week = std::chrono::minutes(10080);
    CHECK(levelOf(silentFor(24h * 8, week)) == QStringLiteral("calm"));
    CHECK(levelOf(silentFor(24h * 14, week)) == QStringLiteral("warning"));
    CHECK(levelOf(silentFor(24h * 42, week)) == QStringLiteral("loud"));
}

TEST_CASE("A site that has never succeeded is loud from its first failure on")
{
    Status status = failing(ErrorCode::NoRoute, 500, 60min * 73);
    status.lastSuccess = {};
    const Alarm alarm = alarmOf(status, now);
    CHECK(alarmName(alarm.level) == QStringLiteral("loud"));
    CHECK(alarm.since == status.failingSince);
    CHECK(alarm.sentence.startsWith(QStringLiteral("No synchronisation has succeeded yet")));
    status.lastError.reset(); // none tried
    status.failuresInARow = 0;
    status.failingSince = {};
    CHECK(levelOf(status) == QStringLiteral("calm"));
}

TEST_CASE("What blocks synchronisation: paused is never more than a notice, the rest wants somebody")
{
    Status status = silentFor(1h);
    const auto blocked = [&status](Blocked why) {
        status.blocked = why;
        return levelOf(status);
    };
    CHECK(blocked(Blocked::Paused) == QStringLiteral("calm"));
    CHECK(blocked(Blocked::NotSetUp) == QStringLiteral("calm"));
    CHECK(blocked(Blocked::NoPrimary) == QStringLiteral("warning"));
    CHECK(blocked(Blocked::UrlOnPrimary) == QStringLiteral("warning"));
    CHECK(blocked(Blocked::PasswordNeeded) == QStringLiteral("warning"));
    status = silentFor(24h * 30, 0min);
    CHECK(blocked(Blocked::Paused) == QStringLiteral("notice"));
    CHECK(alarmOf(status, now).sentence.contains(QStringLiteral("30 days ago")));
    CHECK(blocked(Blocked::NoPrimary) == QStringLiteral("loud"));
    status = failing(ErrorCode::WrongPrimary, 1, 0min);
    CHECK(blocked(Blocked::WrongPrimary) == QStringLiteral("warning"));
}

TEST_CASE("10.B4: an alarm about a password that cannot be read says why")
{
    Status status = silentFor(1h);
    status.blocked = Blocked::PasswordNeeded;
    CHECK(alarmOf(status, now).sentence == describe({ErrorCode::PasswordNeeded}));
    status.lastError
        = Error {ErrorCode::KeyRingUnusable, {{QStringLiteral("why"), QStringLiteral("the ring is on holiday")}}};
    CHECK(alarmOf(status, now).sentence.contains(QStringLiteral("the ring is on holiday")));
}

TEST_CASE("An alarm says since when")
{
    const Status silent = silentFor(75h);
    CHECK(alarmOf(silent, now).since == silent.lastSuccess);
    CHECK(alarmOf(silent, now).sentence
        == QStringLiteral("No synchronisation has succeeded for 3 days, since %1.")
               .arg(momentWords(silent.lastSuccess)));
    const Status day = silentFor(30h);
    CHECK(alarmOf(day, now).sentence
        == QStringLiteral("No synchronisation has succeeded for a day, since %1.").arg(momentWords(day.lastSuccess)));
    const Status blips = failing(ErrorCode::NoRoute, 3, 40min);
    CHECK(alarmOf(blips, now).since == blips.failingSince);
    CHECK(alarmOf(blips, now).sentence.contains(momentWords(blips.failingSince)));
    const Status password = failing(ErrorCode::SiteIncorrectPassword, 2, 40min);
    CHECK(alarmOf(password, now).sentence.contains(QStringLiteral("waiting does not mend it")));
    CHECK(alarmOf(satellite(), now).sentence.isEmpty());
}

TEST_CASE("12.5: the alarm of what waits for a person says since when")
{
    Status status = satellite();
    status.blockedSince = now.addSecs(-600);
    for (const Blocked blocked :
        {Blocked::OlderCopy, Blocked::NewerSite, Blocked::TwoMachines, Blocked::OtherMachine}) {
        status.blocked = blocked;
        const Alarm alarm = alarmOf(status, now);
        CHECK(alarm.level == AlarmLevel::Warning);
        CHECK(alarm.since == status.blockedSince);
    }
    status.blocked = Blocked::No; // of a primary, one site alone
    status.role = SiteRole::Primary;
    status.lastError = Error {ErrorCode::SiteOlder, {{QStringLiteral("syncId"), 2}}, {}};
    CHECK(alarmOf(status, now).since == status.blockedSince);
}
