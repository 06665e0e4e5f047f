// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page Synchronise on a screen of 1024 by 600, of which a panel and a title bar take their part.
#include "tests/ui/language.h"
#include "tests/ui/openwindow.h"
#include "ui/status/statusline.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr QSize leftOfScreen {1024, 560};
constexpr int rowsToBeSeen = 3;

/// As at a site whose primary has not answered for days.
Status failing(SyncId id, SiteRole role, const QDateTime &now)
{
    Status status;
    status.syncId = id;
    status.role = role;
    status.engineRunning = true;
    status.initialised = true;
    status.lastSync = now.addSecs(-40);
    status.lastSuccess = now.addDays(-3);
    status.failingSince = now.addDays(-3);
    status.failuresInARow = 71;
    status.nextSync = now.addSecs(55 * 60);
    status.waitingToPush = 214;
    status.oldestWaiting = now.addDays(-2);
    status.lastError = Error {ErrorCode::ConnectionRefused,
        {{QStringLiteral("host"), QStringLiteral("sync.example.org")}, {QStringLiteral("port"), 443}}};
    return status;
}

void showFailure(OpenWindow &open, SyncId id, SiteRole role)
{
    emit open.connection.statusChanged(failing(id, role, open.site.clock().utcNow()));
    open.window.resize(leftOfScreen);
    QCoreApplication::processEvents();
}

bool isWhollySeen(const QWidget &window, const QWidget &widget)
{
    return widget.visibleRegion().boundingRect() == widget.rect()
        && window.rect().contains(QRect(widget.mapTo(&window, QPoint()), widget.size()));
}

void checkAllIsSeen(OpenWindow &open)
{
    CHECK(open.window.height() <= leftOfScreen.height());
    for (const char *button : {"preferencesOk", "preferencesCancel", "addSite", "deleteSite", "checkConnection"}) {
        INFO(button);
        CHECK(isWhollySeen(open.window, open.the<QPushButton>(button)));
    }
    auto &table = open.the<QTableView>("sites");
    CHECK(isWhollySeen(open.window, table));
    CHECK(table.viewport()->height() >= rowsToBeSeen * table.verticalHeader()->defaultSectionSize());
    for (const auto *area : open.window.findChildren<QScrollArea *>()) {
        if (area->isVisible()) // one bar in another: the wheel moves now this one, now that one
            CHECK(area->verticalScrollBar()->maximum() == 0);
    }
}

} // namespace

TEST_CASE("14.A3: on a small screen all of a failing satellite is seen without scrolling, in every language")
{
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("ar")}) {
        INFO(language.toStdString());
        const Language shown(language);
        SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
        OpenWindow open(site);
        showFailure(open, SyncId {12}, SiteRole::Satellite);
        checkAllIsSeen(open);
        open.unlock();
        showFailure(open, SyncId {12}, SiteRole::Satellite);
        checkAllIsSeen(open);
    }
}

TEST_CASE("14.A3: on a small screen all of a primary whose engine fails is seen without scrolling, in every language")
{
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("ar")}) {
        INFO(language.toStdString());
        const Language shown(language);
        PrimarySite site;
        for (const int id : {2, 3, 4, 5})
            site.addSatellite(id);
        OpenWindow open(site);
        open.unlock();
        Status status;
        status.syncId = primarySyncId;
        status.role = SiteRole::Primary;
        status.lastError
            = Error {ErrorCode::PortInUse, {{QStringLiteral("address"), QStringLiteral("127.0.0.1:2048")}}};
        emit open.connection.statusChanged(status);
        open.window.resize(leftOfScreen);
        QCoreApplication::processEvents();
        checkAllIsSeen(open);
    }
}

TEST_CASE("14.A7: at a satellite without a primary what to do is said once, at the list, with + beside it")
{
    TestSite site(SyncId {12});
    site.setPreference(QStringLiteral("sync-id"), QStringLiteral("12"));
    OpenWindow open(site);
    open.unlock();
    Status status;
    status.syncId = SyncId {12};
    status.role = SiteRole::Satellite;
    status.blocked = Blocked::NoPrimary;
    emit open.connection.statusChanged(status);
    open.the<StatusLine>("statusLine").setEngineFailure(Error {ErrorCode::NoPrimary});
    open.window.resize(leftOfScreen);
    QCoreApplication::processEvents();
    CHECK_FALSE(open.the<QWidget>("statusMessage").isVisible());
    const auto &what = open.the<QLabel>("noSites");
    CHECK(what.isVisible());
    CHECK(what.text().startsWith(QStringLiteral("Press + to add the primary")));
    CHECK_FALSE(what.text().contains(QStringLiteral("Sync ID")));
    checkAllIsSeen(open);
}
