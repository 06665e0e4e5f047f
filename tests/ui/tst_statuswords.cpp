// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/alarm.h"
#include "tests/ui/widgets.h"
#include "ui/status/statuswords.h"

#include <QLocale>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);

/// A satellite that does well.
Status satelliteStatus()
{
    Status status;
    status.syncId = SyncId(2);
    status.role = SiteRole::Satellite;
    status.engineRunning = true;
    status.initialised = true;
    status.lastSync = now.addSecs(-180);
    status.lastSuccess = status.lastSync;
    status.nextSync = now.addSecs(240);
    return status;
}

Status primaryStatus()
{
    Status status;
    status.syncId = primarySyncId;
    status.role = SiteRole::Primary;
    status.engineRunning = true;
    status.initialised = true;
    return status;
}

template<class Change>
Status with(Status status, Change change)
{
    change(status);
    return status;
}

} // namespace

TEST_CASE("The state at a glance: paused, off, blocked or failed is never shown as success")
{
    struct Row {
        const char *what = nullptr;
        Status status {};
        StatusKind kind = StatusKind::Off;
        const char *headline = nullptr;
    };
    const auto failedBy = [](ErrorCode code) {
        return with(satelliteStatus(), [code](Status &status) {
            status.lastError = Error {code};
            status.failuresInARow = 1;
            status.failingSince = now.addSecs(-180);
            status.lastSuccess = now.addSecs(-3600);
        });
    };
    const Row rows[] = {
        {"all is well", satelliteStatus(), StatusKind::Idle, "Synchronisation works."},
        {"runs", with(satelliteStatus(), [](Status &status) { status.progress = Progress {Step::Push}; }),
            StatusKind::Running, "Synchronisation is running."},
        {"just done", with(satelliteStatus(), [](Status &status) { status.progress = Progress {Step::Done}; }),
            StatusKind::Idle, "Synchronisation works."},
        {"not set up", with(Status {}, [](Status &status) { status.blocked = Blocked::NotSetUp; }), StatusKind::Off,
            "Synchronisation is not set up: the Sync ID of this site is 0."},
        {"paused", with(satelliteStatus(), [](Status &status) { status.blocked = Blocked::Paused; }), StatusKind::Off,
            "Synchronisation is paused: the interval is 0."},
        {"paused, and runs by hand",
            with(satelliteStatus(),
                [](Status &status) {
                    status.blocked = Blocked::Paused;
                    status.progress = Progress {};
                }),
            StatusKind::Running, "Synchronisation is running."},
        {"no primary", with(satelliteStatus(), [](Status &status) { status.blocked = Blocked::NoPrimary; }),
            StatusKind::Warning, "Synchronisation is off: the list has no primary with a URL and a password."},
        {"password needed", with(satelliteStatus(), [](Status &status) { status.blocked = Blocked::PasswordNeeded; }),
            StatusKind::Error,
            "Synchronisation has stopped: the password of this site cannot be read on this machine and has to be "
            "entered again, in the row of the primary."},
        {"another primary", with(satelliteStatus(), [](Status &status) { status.blocked = Blocked::WrongPrimary; }),
            StatusKind::Error, "Synchronisation has stopped: another primary answers than before."},
        {"URL on a primary", with(primaryStatus(), [](Status &status) { status.blocked = Blocked::UrlOnPrimary; }),
            StatusKind::Error, "Synchronisation is off: a site on this primary's list has a URL."},
        {"primary", primaryStatus(), StatusKind::Idle, "This primary answers its sites."},
        {"14.A2: a primary that no other machine reaches",
            with(primaryStatus(),
                [](Status &status) {
                    status.reach
                        = PrimaryReach {PrimaryReach::From::ThisMachine, {QStringLiteral("http://127.0.0.1:2048")}};
                }),
            StatusKind::Warning,
            "This primary answers on this computer alone: no other machine can reach it. The page Server changes that, "
            "under \"Who can reach it\"."},
        {"C1: a primary whose disk is full",
            with(primaryStatus(),
                [](Status &status) {
                    status.trouble = Status::Trouble {{ErrorCode::DiskFull}, now};
                    status.lastError = status.trouble->error;
                }),
            StatusKind::Error, "The disk is full; nothing was changed."},
        {"11: a primary with records in quarantine",
            with(primaryStatus(), [](Status &status) { status.quarantined = 3; }), StatusKind::Warning,
            "This primary answers its sites, but not every record could be taken or passed on."},
        {"11: the same, stopped",
            with(primaryStatus(),
                [](Status &status) {
                    status.quarantined = 3;
                    status.engineRunning = false;
                }),
            StatusKind::Warning, "This primary does not answer its sites: it is not running."},
        {"primary, stopped", with(primaryStatus(), [](Status &status) { status.engineRunning = false; }),
            StatusKind::Warning, "This primary does not answer its sites: it is not running."},
        {"satellite, stopped", with(satelliteStatus(), [](Status &status) { status.engineRunning = false; }),
            StatusKind::Warning, "Synchronisation is not running on this machine."},
        {"failed, heals", failedBy(ErrorCode::ConnectionRefused), StatusKind::Warning,
            "The last synchronisation failed; it is tried again by itself."},
        {"stopped by hand", failedBy(ErrorCode::Cancelled), StatusKind::Warning,
            "The last synchronisation was stopped."},
        {"not initialised", with(satelliteStatus(), [](Status &status) { status.initialised = false; }),
            StatusKind::Warning, "This site has not received all its records from the primary yet."},
        {"one in quarantine", with(satelliteStatus(), [](Status &status) { status.quarantined = 1; }),
            StatusKind::Warning, "Synchronisation works, but one record could not be taken."},
        {"one refused by the primary",
            with(satelliteStatus(),
                [](Status &status) {
                    status.quarantined = 1;
                    status.setAside = Status::SetAside {{"transact", "t-44"}, {ErrorCode::RecordRefused}};
                }),
            StatusKind::Warning, "Synchronisation works, but the primary refuses the record t-44 of transact."},
        {"some in quarantine", with(satelliteStatus(), [](Status &status) { status.quarantined = 12; }),
            StatusKind::Warning, "Synchronisation works, but 12 records could not be taken."},
    };
    for (const Row &row : rows) {
        INFO(row.what);
        const StatusWords words = statusWords(row.status, now);
        CHECK(words.kind == row.kind);
        CHECK(words.headline == QString::fromLatin1(row.headline));
        CHECK((statusTone(words.kind) == Tone::Ok) == (row.kind == StatusKind::Idle));
        CHECK(!statusIcon(words.kind).isEmpty());
        CHECK(trayIconName(words.kind).startsWith(QStringLiteral("tray-")));
    }
}

TEST_CASE("Red is what does not mend itself, and days without success")
{
    Status status = satelliteStatus();
    status.failuresInARow = 1;
    status.failingSince = now.addSecs(-180);
    status.lastError = Error {ErrorCode::SiteIncorrectPassword};
    CHECK(statusWords(status, now).kind == StatusKind::Error);
    CHECK(statusWords(status, now).headline == alarmOf(status, now).sentence);
    status.lastError = Error {ErrorCode::ConnectionRefused};
    CHECK(statusWords(status, now).kind == StatusKind::Warning);
    status.failuresInARow = 3;
    CHECK(statusWords(status, now).kind == StatusKind::Error);
    status = satelliteStatus();
    status.lastSuccess = now.addDays(-4);
    CHECK(statusWords(status, now).kind == StatusKind::Error);
    CHECK(statusWords(status, now).headline == alarmOf(status, now).sentence);
}

TEST_CASE("It is said when sync last ran and how it went")
{
    const auto last = [](Status status) { return statusWords(status, now).last; };
    CHECK(last(satelliteStatus()) == QStringLiteral("Last synchronised: 3 minutes ago."));
    Status status = satelliteStatus();
    status.lastSuccess = now.addDays(-2);
    CHECK(last(status) == QStringLiteral("Last try: 3 minutes ago. Last success: 2 days ago."));
    status.lastSuccess = {};
    CHECK(last(status) == QStringLiteral("Last try: 3 minutes ago. It has never succeeded."));
    status.lastSync = {};
    CHECK(last(status) == QStringLiteral("This site has never synchronised."));
    CHECK(last(primaryStatus()).isEmpty());
}

TEST_CASE("It is said how many records wait and how old the oldest is")
{
    const auto waiting = [](Status status, qint64 count, qint64 hours) {
        status.waitingToPush = count;
        if (hours > 0)
            status.oldestWaiting = now.addSecs(-3600 * hours);
        return statusWords(status, now).waiting;
    };
    Status tried = satelliteStatus();
    tried.lastSync = now;
    CHECK(waiting(tried, 0, 0) == QStringLiteral("No records wait to be sent."));
    CHECK(waiting(satelliteStatus(), 1, 3) == QStringLiteral("One record waits to be sent, for 3 hours."));
    CHECK(waiting(satelliteStatus(), 12, 3) == QStringLiteral("12 records wait to be sent, the oldest for 3 hours."));
    CHECK(waiting(satelliteStatus(), 12, 0) == QStringLiteral("12 records wait to be sent."));
    CHECK(waiting(satelliteStatus(), 1, 0) == QStringLiteral("One record waits to be sent."));
    CHECK(waiting(primaryStatus(), 0, 0) == QStringLiteral("No records wait for the sites."));
    CHECK(waiting(primaryStatus(), 1, 0) == QStringLiteral("One record waits for its site."));
    CHECK(waiting(primaryStatus(), 12, 0) == QStringLiteral("12 records wait for their sites."));
    CHECK(waiting(Status {}, 0, 0).isEmpty());
    CHECK(waiting(Status {}, 2, 1) == QStringLiteral("2 records wait to be sent, the oldest for an hour."));
}

TEST_CASE("14.B3: that all was sent is said with the time, where nothing waits and nothing was refused")
{
    const auto waiting = [](const Status &status) { return statusWords(status, now).waiting; };
    const auto allSent = [](const QDateTime &when) {
        return with(satelliteStatus(), [&when](Status &status) { status.lastSync = status.lastSuccess = when; });
    };
    const QLocale locale;
    const QDateTime here = now.toLocalTime();
    CHECK(waiting(allSent(now.addSecs(-180)))
        == QStringLiteral("All sent at %1.").arg(locale.toString(here.addSecs(-180).time(), QLocale::ShortFormat)));
    CHECK(waiting(allSent(now.addDays(-9)))
        == QStringLiteral("All sent on %1.").arg(locale.toString(here.addDays(-9), QLocale::ShortFormat)));
    const QString nothing = QStringLiteral("No records wait to be sent.");
    CHECK(waiting(with(satelliteStatus(), [](Status &status) { status.lastSuccess = {}; })) == nothing);
    CHECK(waiting(with(satelliteStatus(), [](Status &status) { status.initialised = false; })) == nothing);
    CHECK(waiting(with(satelliteStatus(), [](Status &status) {
        status.setAside = Status::SetAside {{"transact", "t-44"}, {ErrorCode::RecordRefused}};
    })) == nothing);
}

TEST_CASE("14.A4: a failure of 40 days does not read as running while it is tried again")
{
    const Status failing = with(satelliteStatus(), [](Status &status) {
        status.lastError = Error {ErrorCode::ConnectionRefused};
        status.failuresInARow = 900;
        status.failingSince = now.addDays(-40);
        status.lastSuccess = now.addDays(-40);
        status.progress = Progress {Step::Site};
    });
    const StatusWords words = statusWords(failing, now);
    CHECK(words.kind == StatusKind::Error);
    CHECK(words.headline == alarmOf(failing, now).sentence + QStringLiteral(" It is being tried again now."));
    CHECK(words.tooltip().startsWith(words.headline));
    // What heals by itself soon is none.
    const Status blip = with(failing, [](Status &status) {
        status.failuresInARow = 1;
        status.failingSince = status.lastSuccess = now.addSecs(-60);
    });
    CHECK(statusWords(blip, now).headline == QStringLiteral("Synchronisation is running."));
    // Nor does what is the matter with the backups concern what runs.
    const Status unsaved = with(blip, [](Status &status) { status.backupFault = Error {ErrorCode::BackupOverdue}; });
    CHECK(statusWords(unsaved, now).headline == QStringLiteral("Synchronisation is running."));
}

TEST_CASE("It is said when sync runs next, or that nothing runs")
{
    CHECK(statusWords(satelliteStatus(), now).next == QStringLiteral("Next synchronisation: in 4 minutes."));
    CHECK(statusWords(primaryStatus(), now).next.isEmpty());
    const Status stopped = with(satelliteStatus(), [](Status &status) { status.engineRunning = false; });
    CHECK(statusWords(stopped, now).next.contains(QStringLiteral("mailboatctl serve")));
    const QString retrying = statusWords(stopped, now, true).next;
    CHECK(retrying == QStringLiteral("This window tries to start it again and again, by itself."));
    CHECK(statusWords(primaryStatus(), now, true).next.isEmpty()); // another engine runs
    const Status paused = with(satelliteStatus(), [](Status &status) { status.blocked = Blocked::Paused; });
    CHECK(statusWords(paused, now).next.isEmpty());
}

TEST_CASE("Sync now works while sync is paused, and says why where it cannot")
{
    CHECK(statusWords(satelliteStatus(), now).whyNoSync.isEmpty());
    for (const auto &[blocked, works] : {std::pair(Blocked::Paused, true), std::pair(Blocked::NoPrimary, false),
             std::pair(Blocked::WrongPrimary, false), std::pair(Blocked::PasswordNeeded, false),
             std::pair(Blocked::NotSetUp, false)}) {
        Status status = satelliteStatus();
        status.blocked = blocked;
        CHECK(statusWords(status, now).whyNoSync.isEmpty() == works);
    }
    CHECK(!statusWords(primaryStatus(), now).whyNoSync.isEmpty());
}

TEST_CASE("Progress is told as far as it is known")
{
    QLocale::setDefault(QLocale(QLocale::English));
    Progress progress;
    CHECK(progressWords(progress).isEmpty());
    progress.done = 1200;
    CHECK(progressWords(progress) == QStringLiteral("1,200 records"));
    progress.rate = 129.6;
    CHECK(progressWords(progress) == QStringLiteral("1,200 records, 130 a second"));
    progress.total = 5000;
    CHECK(progressWords(progress) == QStringLiteral("1,200 of 5,000 records, 130 a second"));
    progress.remaining = 29s;
    CHECK(progressWords(progress) == QStringLiteral("1,200 of 5,000 records, 130 a second, about 29 seconds left"));
    progress.rate = 0;
    CHECK(progressWords(progress) == QStringLiteral("1,200 of 5,000 records"));
}

TEST_CASE("13.6: progress that is not known to be all is at least so much, and never less than a second")
{
    QLocale::setDefault(QLocale(QLocale::English));
    Progress progress;
    progress.done = 1200;
    progress.total = 5000;
    progress.isAtLeast = true;
    CHECK(progressWords(progress) == QStringLiteral("1,200 of at least 5,000 records"));
    progress.rate = 130;
    progress.remaining = 20s;
    CHECK(progressWords(progress) == QStringLiteral("1,200 of at least 5,000 records, 130 a second"));
    progress.isAtLeast = false;
    progress.remaining = 1s;
    CHECK(progressWords(progress).endsWith(QStringLiteral("about a second left")));
    progress.isFirstLoad = true;
    CHECK(progressWords(progress).startsWith(QStringLiteral("First load: 1,200 of about 5,000 records")));
}

TEST_CASE("13.6: a status says what a first load waits for")
{
    QLocale::setDefault(QLocale(QLocale::English));
    Status status = satelliteStatus();
    CHECK(statusWords(status, now).load.isEmpty());
    Progress load;
    load.isFirstLoad = true;
    load.total = 50000;
    load.bytesTotal = 31'400'000;
    load.bytesPerSecond = 9000;
    load.remaining = std::chrono::minutes(58);
    status.initialised = false;
    status.firstLoad = load;
    CHECK(statusWords(status, now)
              .sentences()
              .contains(QStringLiteral("First load: about 50,000 records, 31.4 MB; about 58 minutes at the measured "
                                       "speed of 9 kB a second.")));
    CHECK(statusWords(status, now).tooltip().contains(QStringLiteral("First load: about 50,000 records")));
}

TEST_CASE("The tooltip of the tray has a sentence a line")
{
    CHECK(statusWords(satelliteStatus(), now).tooltip()
        == QStringLiteral("Synchronisation works.\nLast synchronised: 3 minutes ago.\n%1\n"
                          "Next synchronisation: in 4 minutes.")
               .arg(statusWords(satelliteStatus(), now).waiting));
}

TEST_CASE("11.5: a datafile for tests says so in the headline, whatever else it says")
{
    const Status status = with(primaryStatus(), [](Status &one) { one.isForTests = true; });
    const QString headline = statusWords(status, now).headline;
    CHECK(headline.contains(QStringLiteral("never for real data")));
    CHECK(headline.endsWith(statusWords(primaryStatus(), now).headline));
}

TEST_CASE("11: how much is in quarantine is said at every site, whatever else is wrong, and where to see to it")
{
    const QString one = QStringLiteral("One record was refused: the list says why, and what can be done.");
    const QString more = QStringLiteral("12 records were refused: the list says why, and what can be done.");
    for (const Status &status : {primaryStatus(), satelliteStatus(), with(satelliteStatus(), [](Status &failed) {
                                     failed.lastError = Error {ErrorCode::ConnectionRefused};
                                     failed.failuresInARow = 1;
                                     failed.failingSince = now.addSecs(-180);
                                 })}) {
        CHECK(statusWords(status, now).quarantined.isEmpty());
        const auto wordsWith = [&status](qint64 quarantined) {
            return statusWords(with(status, [&](Status &changed) { changed.quarantined = quarantined; }), now);
        };
        CHECK(wordsWith(1).quarantined == one);
        CHECK(wordsWith(12).quarantined == more);
        CHECK(wordsWith(12).sentences().contains(more));
        CHECK(wordsWith(12).tooltip().contains(more));
    }
}

TEST_CASE("12.3: a primary put back from a copy is no success until every site has sent again, and says which have not")
{
    const Status status = with(primaryStatus(), [](Status &changed) {
        changed.awaited
            = {{SyncId {2}, now.addSecs(-3600), {}, 412}, {SyncId {5}, now, QStringLiteral("Desktop 2"), 7}};
    });
    const StatusWords words = statusWords(status, now);
    CHECK(words.kind == StatusKind::Warning);
    CHECK(words.headline.startsWith(QStringLiteral("2 sites have not sent again yet what they own")));
    CHECK(words.sentences().contains(QStringLiteral("(records known here): 2 (412).")));
    CHECK(words.sentences().contains(QStringLiteral("5 (Desktop 2, 7)")));
    CHECK(words.tooltip().contains(QStringLiteral("2 (412)")));
    CHECK(alarmOf(status, now).level == AlarmLevel::Notice);
    CHECK(alarmOf(status, now.addDays(1)).level == AlarmLevel::Warning);
    CHECK(statusWords(primaryStatus(), now).awaited.isEmpty());
}
