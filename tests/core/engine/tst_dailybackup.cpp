// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dailybackup.h"

#include "core/engine/alarm.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/recordstore.h"
#include "core/store/backupstate.h"
#include "core/store/standstill.h"
#include "tests/support/catch.h"
#include "tests/support/failingdisk.h"
#include "tests/support/fakeclock.h"
#include "tests/support/sites/testsite.h"

#include <QDir>
#include <qtestsupport_core.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// An engine's daily backups of a site, looked at as an engine does.
struct Backups {
    TestSite site {SyncId {1}};
    FakeClock clock;
    QTemporaryDir folder;
    SyncPreferences preferences;
    std::unique_ptr<DailyBackup> daily = std::make_unique<DailyBackup>(site.address(), clock, Datafile::Options {});

    Backups()
    {
        site.put("item", "i1", R"({"ID":"i1"})");
        REQUIRE(preferences.syncId.set(1));
        REQUIRE(preferences.backupFolder.set(folder.path()));
        REQUIRE(preferences.backupDaily.set(true));
        REQUIRE(preferences.backupKeep.set(2));
    }
    void look() { daily->look(site.datafile(), preferences); }
    BackupState::Last last() { return *BackupState(site.datafile().connection()).last(); }
    QStringList names() const
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    /// Looks until so many have been made.
    bool makes(qsizetype count)
    {
        return QTest::qWaitFor([&] {
            look();
            return names().size() == count && last().when == clock.utcNow();
        });
    }
    bool fails()
    {
        return QTest::qWaitFor([&] {
            look();
            return last().error.has_value();
        });
    }
};

} // namespace

TEST_CASE("12.6: an engine makes a backup a day where it is told to, and keeps so many")
{
    Backups backups;
    CHECK(backups.makes(1));
    CHECK(backups.names().first().contains(QStringLiteral("-site-1-daily-")));
    backups.clock.advance(std::chrono::hours(23));
    backups.look();
    backups.look();
    CHECK(backups.names().size() == 1);
    backups.clock.advance(std::chrono::hours(1));
    CHECK(backups.makes(2));
    backups.clock.advance(std::chrono::hours(24));
    CHECK(QTest::qWaitFor([&] {
        backups.look();
        return backups.last().when == backups.clock.utcNow();
    }));
    CHECK(backups.names().size() == 2);
    CHECK(backups.last().path.endsWith(backups.names().last()));

    // an engine that begins anew makes none before its time
    backups.daily = std::make_unique<DailyBackup>(backups.site.address(), backups.clock, Datafile::Options {});
    backups.look();
    backups.look();
    CHECK(backups.names().size() == 2);
}

TEST_CASE("12.6: another folder that is chosen while a backup is made gets one at once")
{
    Backups backups;
    QTemporaryDir other;
    backups.look(); // it has begun, and is not looked at before this
    REQUIRE(backups.preferences.backupFolder.set(other.path()));
    backups.daily->preferencesChanged();
    CHECK(QTest::qWaitFor([&] {
        backups.look();
        return backups.last().path.startsWith(other.path());
    }));
    CHECK(backups.names().size() == 1);
}

TEST_CASE("12.6: none is made where nobody wants any")
{
    Backups backups;
    SECTION("not daily")
    {
        REQUIRE(backups.preferences.backupDaily.set(false));
    }
    SECTION("no folder")
    {
        REQUIRE(backups.preferences.backupFolder.set(QString()));
    }
    backups.look();
    backups.daily.reset(); // joins what it has begun
    CHECK(backups.names().isEmpty());
}

TEST_CASE("12.6: while the datafile stands still none is made and none goes, until somebody has chosen")
{
    Backups backups;
    for (int day = 0; day < 3; ++day) { // two are kept: the first one goes
        CHECK(backups.makes(day == 0 ? 1 : 2));
        backups.clock.advance(std::chrono::hours(24));
    }
    const QStringList before = backups.names();
    const ErrorCode why = GENERATE(ErrorCode::RestoredUnconfirmed, ErrorCode::OtherMachine);
    backups.site.standStill(why);
    for (int day = 0; day < 3; ++day) {
        // as an engine that begins anew, which ends what it has begun
        backups.daily = std::make_unique<DailyBackup>(backups.site.address(), backups.clock, Datafile::Options {});
        backups.look();
        backups.clock.advance(std::chrono::hours(24));
    }
    backups.daily = std::make_unique<DailyBackup>(backups.site.address(), backups.clock, Datafile::Options {});
    CHECK(backups.names() == before);

    REQUIRE(Standstill(backups.site.datafile().connection()).end().has_value());
    CHECK(backups.makes(2));
    CHECK(backups.names().first() == before.last());
}

TEST_CASE("12.6: a backup onto a full, broken or vanished disk raises the alarm, leaves nothing, and is tried again")
{
    Backups backups;
    {
        std::unique_ptr<FailingDisk> disk;
        SECTION("full")
        {
            disk = std::make_unique<FailingDisk>(backups.folder.path());
            disk->fail(FailingDisk::Fault::Full);
        }
        SECTION("broken")
        {
            disk = std::make_unique<FailingDisk>(backups.folder.path());
            disk->fail(FailingDisk::Fault::Writing);
        }
        SECTION("vanished")
        {
            REQUIRE(QDir(backups.folder.path()).removeRecursively());
        }
        CHECK(backups.fails());
    }
    CHECK(backups.last().error->code == ErrorCode::BackupUnwritten);
    CHECK(backups.names().isEmpty());
    backups.site.setPreference(QStringLiteral("backup-folder"), backups.folder.path());
    backups.site.setPreference(QStringLiteral("backup-daily"), QStringLiteral("true"));
    const Status status = *readStatus(backups.site.datafile());
    REQUIRE(status.backupFault);
    CHECK(status.backupFault->code == ErrorCode::BackupUnwritten);
    CHECK(alarmOf(status, backups.clock.utcNow()).level == AlarmLevel::Warning);

    REQUIRE(QDir().mkpath(backups.folder.path()));
    backups.look(); // not before an hour
    CHECK(backups.names().isEmpty());
    backups.clock.advance(std::chrono::hours(1));
    CHECK(backups.makes(1));
    CHECK_FALSE(backups.last().error);
}

TEST_CASE("12.6: a backup that is days old is overdue")
{
    Backups backups;
    backups.site.setPreference(QStringLiteral("backup-folder"), backups.folder.path());
    backups.site.setPreference(QStringLiteral("backup-daily"), QStringLiteral("true"));
    const QDateTime now = backups.site.clock().utcNow();
    BackupState state(backups.site.datafile().connection());
    REQUIRE(state.made(now.addDays(-1), QStringLiteral("/backup/one")));
    CHECK_FALSE(readStatus(backups.site.datafile())->backupFault);
    REQUIRE(state.made(now.addDays(-3), QStringLiteral("/backup/one")));
    const Status status = *readStatus(backups.site.datafile());
    REQUIRE(status.backupFault);
    CHECK(status.backupFault->code == ErrorCode::BackupOverdue);
    CHECK(alarmOf(status, now).level == AlarmLevel::Warning);
}
