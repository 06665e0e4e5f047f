// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/ui/widgets.h"
#include "ui/status/trayicon.h"

#include <QTextDocumentFragment>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

Status satellite(const QDateTime &now)
{
    Status status;
    status.syncId = SyncId(2);
    status.role = SiteRole::Satellite;
    status.engineRunning = true;
    status.initialised = true;
    status.lastSync = now;
    status.lastSuccess = now;
    return status;
}

QAction *action(TrayIcon &tray, const QString &name)
{
    return tray.menu().findChild<QAction *>(name);
}

} // namespace

TEST_CASE("The menu of the tray has Sync now, Preferences and Quit, by keyboard")
{
    FakeClock clock;
    TrayIcon tray(clock);
    tray.setStatus(satellite(clock.utcNow()));
    QStringList texts;
    for (const QAction *entry : tray.menu().actions()) {
        if (!entry->isSeparator() && entry->isVisible())
            texts += entry->text().remove(u'&');
    }
    CHECK(texts == QStringList {QStringLiteral("Sync now"), QStringLiteral("Preferences"), QStringLiteral("Quit")});

    QSignalSpy sync(&tray, &TrayIcon::syncNowRequested);
    QSignalSpy preferences(&tray, &TrayIcon::preferencesRequested);
    QSignalSpy quit(&tray, &TrayIcon::quitRequested);
    for (const Qt::Key key : {Qt::Key_S, Qt::Key_P, Qt::Key_Q}) {
        tray.menu().popup({});
        QTest::keyClick(&tray.menu(), key);
    }
    CHECK(sync.size() == 1);
    CHECK(preferences.size() == 1);
    CHECK(quit.size() == 1);
}

TEST_CASE("The tray shows the state by its icon and says it in the tooltip")
{
    FakeClock clock;
    TrayIcon tray(clock);
    CHECK(tray.iconName() == QStringLiteral("tray-off"));
    Status status = satellite(clock.utcNow());
    tray.setStatus(status);
    CHECK(tray.iconName() == QStringLiteral("tray-idle"));
    CHECK(tray.toolTip().contains(QStringLiteral("Last synchronised: just now.")));
    clock.advance(3min);
    CHECK(tray.toolTip().contains(QStringLiteral("Last synchronised: 3 minutes ago.")));
    status.progress = Progress {Step::Push};
    tray.setStatus(status);
    CHECK(tray.iconName() == QStringLiteral("tray-running"));
    status.progress.reset();
    status.blocked = Blocked::Paused;
    tray.setStatus(status);
    CHECK(tray.iconName() == QStringLiteral("tray-off"));
    status.blocked = Blocked::WrongPrimary;
    tray.setStatus(status);
    CHECK(tray.iconName() == QStringLiteral("tray-error"));
}

TEST_CASE("14.A4: while days of failure are tried again the tray stays red, and Sync now says that it runs")
{
    FakeClock clock;
    TrayIcon tray(clock);
    Status status = satellite(clock.utcNow());
    status.lastError = Error {ErrorCode::ConnectionRefused};
    status.failuresInARow = 900;
    status.failingSince = status.lastSuccess = clock.utcNow().addDays(-40);
    status.progress = Progress {Step::Site};
    tray.setStatus(status);
    CHECK(tray.iconName() == QStringLiteral("tray-error"));
    CHECK(tray.toolTip().contains(QStringLiteral("40 days")));
    CHECK(action(tray, QStringLiteral("traySyncNow"))->toolTip()
        == QStringLiteral("Synchronisation is running already."));
}

TEST_CASE("14.A4: a paused site keeps its icon, and its menu has Resume while it is paused")
{
    FakeClock clock;
    TrayIcon tray(clock);
    Status status = satellite(clock.utcNow());
    tray.setStatus(status);
    const QAction *const resume = action(tray, QStringLiteral("trayResume"));
    CHECK_FALSE(resume->isVisible());
    status.blocked = Blocked::Paused;
    tray.setStatus(status);
    CHECK(tray.iconName() == QStringLiteral("tray-off"));
    CHECK(resume->isVisible());
    QSignalSpy resumed(&tray, &TrayIcon::resumeRequested);
    tray.menu().popup({});
    QTest::keyClick(&tray.menu(), Qt::Key_R);
    CHECK(resumed.size() == 1);
    tray.setUnavailable({ErrorCode::DatafileVanished});
    CHECK_FALSE(resume->isVisible());
}

TEST_CASE("14.A8: the tooltip of the tray names the site first, for several may have an icon")
{
    FakeClock clock;
    TrayIcon tray(clock);
    tray.setStatus(satellite(clock.utcNow()));
    tray.setSite(QStringLiteral("Clinic (Sync ID 2)"));
    CHECK(tray.toolTip().startsWith(QStringLiteral("Clinic (Sync ID 2)\nSynchronisation works.\n")));
}

TEST_CASE("14.A8: a site's name that begins as a tag does stands in the tooltip of the tray as it is")
{
    FakeClock clock;
    TrayIcon tray(clock);
    tray.setStatus(satellite(clock.utcNow()));
    tray.setSite(QStringLiteral("<b>Clinic (Sync ID 2)"));
    const QString shown = QTextDocumentFragment::fromHtml(tray.toolTip()).toPlainText();
    CHECK(shown.startsWith(QStringLiteral("<b>Clinic (Sync ID 2)\nSynchronisation works.\n")));
}

TEST_CASE("The tooltip of the tray says why a primary does not listen")
{
    FakeClock clock;
    TrayIcon tray(clock);
    Status primary;
    primary.syncId = primarySyncId;
    primary.role = SiteRole::Primary;
    tray.setStatus(primary);
    const Error error {ErrorCode::PortInUse, {{QStringLiteral("address"), QStringLiteral("127.0.0.1:2048")}}};
    tray.setEngineFailure(error);
    CHECK(tray.toolTip().startsWith(QStringLiteral("This primary does not answer its sites")));
    CHECK(tray.toolTip().endsWith(u'\n' + describe(error)));
    CHECK(tray.iconName() == QStringLiteral("tray-warning"));
    primary.engineRunning = true;
    tray.setStatus(primary);
    CHECK_FALSE(tray.toolTip().contains(describe(error)));
}

TEST_CASE("While the datafile is away the tray says so, and no more how it stood before")
{
    FakeClock clock;
    TrayIcon tray(clock);
    const Status status = satellite(clock.utcNow());
    tray.setStatus(status);
    const Error error {ErrorCode::DatafileVanished, {{QStringLiteral("path"), QStringLiteral("/srv/site.mailboat")}}};
    tray.setUnavailable(error);
    CHECK(tray.iconName() == QStringLiteral("tray-error"));
    CHECK(tray.toolTip()
        == QStringLiteral("The datafile of this site cannot be used at the moment.\n") + describe(error));
    CHECK(!action(tray, QStringLiteral("traySyncNow"))->isEnabled());
    tray.setAvailable();
    CHECK(tray.iconName() == QStringLiteral("tray-idle"));
    CHECK(tray.toolTip().startsWith(QStringLiteral("Synchronisation works.")));
    CHECK(action(tray, QStringLiteral("traySyncNow"))->isEnabled());
}

TEST_CASE("Sync now in the tray is off, with the reason, where it can do nothing")
{
    FakeClock clock;
    TrayIcon tray(clock);
    QAction *sync = action(tray, QStringLiteral("traySyncNow"));
    REQUIRE(sync);
    CHECK(!sync->isEnabled());
    Status status = satellite(clock.utcNow());
    tray.setStatus(status);
    CHECK(sync->isEnabled());
    status.progress = Progress {Step::Push};
    tray.setStatus(status);
    CHECK(!sync->isEnabled());
    CHECK(!sync->toolTip().isEmpty());
    status.progress.reset();
    status.role = SiteRole::Primary;
    tray.setStatus(status);
    CHECK(!sync->isEnabled());
    CHECK(!sync->toolTip().isEmpty());
}
