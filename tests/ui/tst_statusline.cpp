// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/ui/widgets.h"
#include "ui/status/statusline.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/inlinemessage.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

/// The status line of a satellite that does well, shown.
struct Shown {
    FakeClock clock {};
    StatusLine line {clock};
    QLabel &headline {test::child<QLabel>(line, QStringLiteral("statusHeadline"))};
    QLabel &sentences {test::child<QLabel>(line, QStringLiteral("statusSentences"))};
    QPushButton &syncNow {test::child<QPushButton>(line, QStringLiteral("syncNow"))};
    QPushButton &stop {test::child<QPushButton>(line, QStringLiteral("stop"))};
    QWidget &progress {test::child<QWidget>(line, QStringLiteral("progress"))};
    InlineMessage &message {test::child<InlineMessage>(line, QStringLiteral("statusMessage"))};
    IconLabel &icon {test::child<IconLabel>(line, QStringLiteral("statusIcon"))};
    Status status {};

    Shown()
    {
        status.syncId = SyncId(2);
        status.role = SiteRole::Satellite;
        status.engineRunning = true;
        status.initialised = true;
        status.lastSync = clock.utcNow().addSecs(-180);
        status.lastSuccess = status.lastSync;
        status.nextSync = clock.utcNow().addSecs(240);
        status.waitingToPush = 12;
        status.oldestWaiting = clock.utcNow().addSecs(-3600);
        line.setStatus(status);
        test::showActive(line);
    }

    CycleReport report(bool ok) const
    {
        CycleReport report;
        report.started = clock.utcNow();
        report.seconds = 2;
        report.ok = ok;
        report.byHand = true;
        report.pushed = 12;
        report.pulledRemote = 30;
        return report;
    }
};

} // namespace

TEST_CASE("A line says when sync last ran, how many records wait, when it runs next, and has Sync now")
{
    Shown shown;
    CHECK(shown.headline.text() == QStringLiteral("Synchronisation works."));
    CHECK(shown.sentences.text()
        == QStringLiteral("Last synchronised: 3 minutes ago. 12 records wait to be sent, the oldest for an hour. "
                          "Next synchronisation: in 4 minutes."));
    CHECK(shown.syncNow.accessibleName() == QStringLiteral("Sync now"));
    CHECK(shown.syncNow.isEnabled());
    CHECK(shown.icon.iconName() == QStringLiteral("ok"));
    CHECK(!shown.progress.isVisible());
    CHECK(!shown.message.isVisible());
}

TEST_CASE("Before anything is known, nothing is claimed")
{
    FakeClock clock;
    StatusLine line(clock);
    CHECK(test::child<IconLabel>(line, QStringLiteral("statusIcon")).iconName() == QStringLiteral("paused"));
    CHECK(!test::child<QPushButton>(line, QStringLiteral("syncNow")).isEnabled());
}

TEST_CASE("Relative times are live: they move on by themselves")
{
    Shown shown;
    shown.clock.advance(2min);
    CHECK(shown.sentences.text().startsWith(QStringLiteral("Last synchronised: 5 minutes ago.")));
    CHECK(shown.sentences.text().endsWith(QStringLiteral("Next synchronisation: in 2 minutes.")));
}

TEST_CASE("Paused and off are not shown as success, and Sync now works while paused")
{
    Shown shown;
    shown.status.blocked = Blocked::Paused;
    shown.line.setStatus(shown.status);
    CHECK(shown.icon.iconName() == QStringLiteral("paused"));
    CHECK(shown.headline.text().contains(QStringLiteral("paused")));
    CHECK(shown.syncNow.isEnabled());
    shown.status.role = SiteRole::Off;
    shown.status.blocked = Blocked::NotSetUp;
    shown.line.setStatus(shown.status);
    CHECK(shown.icon.iconName() == QStringLiteral("paused"));
    CHECK(!shown.syncNow.isEnabled());
    CHECK(shown.syncNow.toolTip() == shown.headline.text());
    CHECK(shown.syncNow.accessibleDescription() == shown.headline.text());
}

TEST_CASE("Sync now asks by mouse and keyboard, and shows step, done of total, rate and remaining time")
{
    Shown shown;
    QSignalSpy asked(&shown.line, &StatusLine::syncNowRequested);
    QTest::mouseClick(&shown.syncNow, Qt::LeftButton);
    CHECK(asked.size() == 1);
    shown.syncNow.setFocus();
    QTest::keyClick(&shown.syncNow, Qt::Key_Space);
    CHECK(asked.size() == 2);

    shown.line.setSyncing(true);
    CHECK(shown.progress.isVisible());
    CHECK(!shown.syncNow.isEnabled());
    CHECK(shown.headline.text() == QStringLiteral("Synchronisation is running."));
    auto &bar = test::child<QProgressBar>(shown.line, QStringLiteral("progressBar"));
    CHECK(bar.maximum() == 0); // busy: nothing is known yet

    Progress progress;
    progress.step = Step::PullQueued;
    progress.done = 250;
    progress.total = 1000;
    progress.rate = 50;
    progress.remaining = 15s;
    shown.status.progress = progress;
    shown.line.setStatus(shown.status);
    CHECK(test::child<QLabel>(shown.line, QStringLiteral("progressStep")).text() == stepTitle(Step::PullQueued));
    CHECK(test::child<QLabel>(shown.line, QStringLiteral("progressDone")).text()
        == QLocale().toString(250) + QStringLiteral(" of ") + QLocale().toString(1000)
            + QStringLiteral(" records, 50 a second, about 15 seconds left"));
    CHECK(bar.value() * 4 == bar.maximum());
    CHECK(bar.accessibleDescription().contains(QStringLiteral("250")));
}

TEST_CASE("14.A4: days of failure stay in the headline and red while it is tried again, by hand too")
{
    Shown shown;
    shown.status.lastError = Error {ErrorCode::ConnectionRefused};
    shown.status.failuresInARow = 900;
    shown.status.failingSince = shown.status.lastSuccess = shown.clock.utcNow().addDays(-40);
    shown.line.setStatus(shown.status);
    const QString failing = shown.headline.text();
    CHECK(failing.contains(QStringLiteral("40 days")));
    const auto checkFailing = [&] {
        CHECK(shown.headline.text() == failing + QStringLiteral(" It is being tried again now."));
        CHECK(shown.icon.iconName() == QStringLiteral("error"));
        CHECK(shown.progress.isVisible());
        CHECK_FALSE(shown.syncNow.isEnabled());
    };
    shown.line.setSyncing(true); // pressed, and nothing has begun yet
    checkFailing();
    shown.status.progress = Progress {Step::Site};
    shown.line.setStatus(shown.status);
    checkFailing();
    QTest::mouseClick(&shown.stop, Qt::LeftButton);
    CHECK(shown.headline.text() == QStringLiteral("Synchronisation is being stopped."));
}

TEST_CASE("What a sync did well is not said any more where synchronisation has come to a standstill since")
{
    Shown shown;
    shown.line.setResult(shown.report(true));
    CHECK(shown.message.isVisible());
    shown.status.blocked = Blocked::NoPrimary;
    shown.line.setStatus(shown.status);
    CHECK_FALSE(shown.message.isVisible());
}

TEST_CASE("13.6: a first load has one bar over the whole job, by what the line has carried")
{
    QLocale::setDefault(QLocale(QLocale::English));
    Shown shown;
    Progress load;
    load.step = Step::PullCentral;
    load.isFirstLoad = true;
    load.done = 10000;
    load.total = 50000;
    load.bytes = 8'000'000;
    load.bytesTotal = 32'000'000;
    load.remaining = std::chrono::minutes(4);
    shown.status.initialised = false;
    shown.status.progress = load;
    shown.line.setStatus(shown.status);
    auto &bar = test::child<QProgressBar>(shown.line, QStringLiteral("progressBar"));
    const auto &done = test::child<QLabel>(shown.line, QStringLiteral("progressDone"));
    CHECK(bar.value() * 4 == bar.maximum());
    CHECK(done.text()
        == QStringLiteral("First load: 10,000 of about 50,000 records, 8.0 MB of 32.0 MB, about 4 minutes left"));
    load.step = Step::PullQueued; // goes on in the next step
    load.bytes = 16'000'000;
    load.done = 30000;
    shown.status.progress = load;
    shown.line.setStatus(shown.status);
    CHECK(bar.value() * 2 == bar.maximum());
    shown.status.progress.reset(); // stopped
    shown.status.firstLoad = load;
    shown.line.setStatus(shown.status);
    CHECK(shown.sentences.text().contains(QStringLiteral("First load: 30,000 of about 50,000 records have come")));
}

TEST_CASE("A running sync can be stopped, and a second press does nothing more")
{
    Shown shown;
    QSignalSpy stopped(&shown.line, &StatusLine::stopRequested);
    CHECK(!shown.stop.isEnabled());
    shown.line.setSyncing(true);
    CHECK(shown.stop.isEnabled());
    QTest::mouseClick(&shown.stop, Qt::LeftButton);
    CHECK(stopped.size() == 1);
    CHECK(!shown.stop.isEnabled());
    CHECK(shown.headline.text() == QStringLiteral("Synchronisation is being stopped."));
    CycleReport report = shown.report(false);
    report.error = Error {ErrorCode::Cancelled};
    shown.line.setResult(report);
    CHECK(!shown.progress.isVisible());
    CHECK(shown.message.tone() == Tone::Info);
    CHECK(shown.syncNow.isEnabled());
    shown.line.setSyncing(true);
    CHECK(shown.stop.isEnabled());
}

TEST_CASE("A sync that the engine began by itself shows its progress too")
{
    Shown shown;
    shown.status.progress = Progress {Step::Push};
    shown.line.setStatus(shown.status);
    CHECK(shown.progress.isVisible());
    CHECK(shown.stop.isEnabled());
    shown.status.progress.reset();
    shown.line.setStatus(shown.status);
    CHECK(!shown.progress.isVisible());
}

TEST_CASE("A failure is shown in plain words with advice, its details to unfold and to copy")
{
    Shown shown;
    const Error error {
        ErrorCode::SiteIncorrectPassword, {}, QStringLiteral("POST /sync/v5/site: 401 site_incorrect_password")};
    shown.status.lastError = error;
    shown.status.lastSuccess = shown.clock.utcNow().addDays(-2);
    shown.line.setStatus(shown.status);
    CHECK(shown.icon.iconName() == QStringLiteral("error"));
    CHECK(shown.message.isVisible());
    CHECK(shown.message.tone() == Tone::Error);
    CHECK(shown.message.text() == errorWords(error));
    auto &detail = test::child<QLabel>(shown.message, QStringLiteral("messageDetail"));
    CHECK(!detail.isVisible());
    QTest::mouseClick(&test::child<QPushButton>(shown.message, QStringLiteral("detailsButton")), Qt::LeftButton);
    CHECK(detail.isVisible());
    CHECK(detail.text().contains(error.detail));
    CHECK(shown.message.copyText().contains(error.detail));
}

TEST_CASE("A failure that may heal turns nothing red")
{
    Shown shown;
    shown.status.lastError = Error {ErrorCode::ConnectionRefused};
    shown.line.setStatus(shown.status);
    CHECK(shown.icon.iconName() == QStringLiteral("warning"));
    CHECK(shown.message.tone() == Tone::Warning);
}

TEST_CASE("What a sync by hand did is said until the next one")
{
    Shown shown;
    shown.line.setSyncing(true);
    shown.line.setResult(shown.report(true));
    CHECK(shown.message.tone() == Tone::Ok);
    CHECK(shown.message.text() == QStringLiteral("Records sent: 12, received: 30."));
    shown.status.lastSync = shown.clock.utcNow().addSecs(2);
    shown.status.lastSuccess = shown.status.lastSync;
    shown.line.setStatus(shown.status); // the status that goes with it
    CHECK(shown.message.isVisible());
    shown.clock.advance(5min);
    shown.status.lastSync = shown.clock.utcNow();
    shown.status.lastSuccess = shown.status.lastSync;
    shown.line.setStatus(shown.status);
    CHECK(!shown.message.isVisible());
    shown.line.setResult(shown.report(true));
    shown.line.setSyncing(true);
    CHECK(!shown.message.isVisible());
}

TEST_CASE("A datafile that vanishes is said in the status line and nothing can be asked until it is back")
{
    Shown shown;
    const Error error {ErrorCode::DatafileVanished, {{QStringLiteral("path"), QStringLiteral("/tmp/x")}}};
    shown.line.setUnavailable(error);
    CHECK(shown.message.text() == errorWords(error));
    CHECK(!shown.syncNow.isEnabled());
    CHECK(!shown.syncNow.toolTip().isEmpty());
    CHECK(shown.sentences.text().isEmpty());
    shown.line.setStatus(shown.status); // read before it vanished, or readable still
    CHECK(shown.message.isVisible());
    shown.line.setAvailable();
    CHECK(!shown.message.isVisible());
    CHECK(shown.syncNow.isEnabled());
}

TEST_CASE("Why a primary does not listen is said in the status line, and no longer once an engine runs")
{
    Shown shown;
    Status primary;
    primary.syncId = primarySyncId;
    primary.role = SiteRole::Primary;
    const Error error {ErrorCode::PortInUse, {{QStringLiteral("address"), QStringLiteral("127.0.0.1:2048")}}};
    shown.line.setStatus(primary);
    shown.line.setEngineFailure(error);
    CHECK(shown.headline.text() == QStringLiteral("This primary does not answer its sites: it is not running."));
    CHECK(shown.message.isVisible());
    CHECK(shown.message.text() == errorWords(error));
    primary.engineRunning = true; // that of another process
    shown.line.setStatus(primary);
    CHECK(!shown.message.isVisible());
    primary.engineRunning = false;
    shown.line.setStatus(primary);
    CHECK(shown.message.isVisible());
    shown.line.setEngineFailure({});
    CHECK(!shown.message.isVisible());
}

TEST_CASE("The past synchronisations are one button away")
{
    Shown shown;
    QSignalSpy asked(&shown.line, &StatusLine::historyRequested);
    auto &history = test::child<QPushButton>(shown.line, QStringLiteral("history"));
    CHECK(history.accessibleName() == QStringLiteral("Past synchronisations…"));
    history.setFocus();
    QTest::keyClick(&history, Qt::Key_Space);
    CHECK(asked.size() == 1);
}

TEST_CASE("14.B1: the headline of a primary is a tick only while no site is silent or refused")
{
    Shown shown;
    Status primary;
    primary.syncId = primarySyncId;
    primary.role = SiteRole::Primary;
    primary.engineRunning = true;
    shown.line.setStatus(primary);
    shown.line.setSites({.sites = 3, .ok = 1, .behind = 1, .never = 1});
    auto &icon = mailboat::test::child<IconLabel>(shown.line, QStringLiteral("statusIcon"));
    CHECK(icon.iconName() == QStringLiteral("ok"));
    shown.line.setSites({.sites = 3, .ok = 2, .silent = 1});
    CHECK(icon.iconName() == QStringLiteral("warning"));
    CHECK(shown.headline.text() == QStringLiteral("This primary answers. Silent sites: 1."));
    shown.line.setSites({.sites = 3, .ok = 2, .refused = 1});
    CHECK(shown.headline.text() == QStringLiteral("This primary answers. Refused sites: 1."));
    shown.line.setSites({.sites = 3, .silent = 2, .refused = 1});
    CHECK(shown.headline.text() == QStringLiteral("This primary answers. Silent sites: 2, refused: 1."));
    shown.line.setSites({.sites = 3, .ok = 3});
    CHECK(icon.iconName() == QStringLiteral("ok"));
}

TEST_CASE("14: while no answer comes that is said, and for how long, until something moves again")
{
    Shown shown;
    shown.status.progress = Progress {Step::PullQueued, 100, 5000};
    shown.line.setStatus(shown.status);
    const auto &step = test::child<QLabel>(shown.line, QStringLiteral("progressStep"));
    CHECK(step.text() == stepTitle(Step::PullQueued));
    shown.clock.advance(std::chrono::seconds(40));
    CHECK(step.text().contains(QStringLiteral("no answer from the primary for 40 seconds")));
    shown.status.progress->done = 120;
    shown.line.setStatus(shown.status);
    CHECK(step.text() == stepTitle(Step::PullQueued));
}

TEST_CASE("14.B5: the number of refused records is a button while there are any")
{
    Shown shown;
    auto &refused = test::child<QPushButton>(shown.line, QStringLiteral("refusedRecords"));
    CHECK_FALSE(refused.isVisible());
    shown.status.quarantined = 12;
    shown.line.setStatus(shown.status);
    REQUIRE(refused.isVisible());
    CHECK(refused.accessibleName() == QStringLiteral("12 refused records"));
    QSignalSpy asked(&shown.line, &StatusLine::refusedRequested);
    refused.setFocus();
    QTest::keyClick(&refused, Qt::Key_Space);
    CHECK(asked.size() == 1);
}
