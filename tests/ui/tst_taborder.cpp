// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sitepositions.h"
#include "tests/ui/openwindow.h"
#include "ui/backup/recoverydialog.h"
#include "ui/check/connectioncheckview.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/setup/firststartdialog.h"
#include "ui/sites/peerdialog.h"
#include "ui/status/supportdialog.h"

#include <QPushButton>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Where the Tab key stops, in its order, from the first.
QList<QWidget *> tabStops(QWidget &window)
{
    QList<QWidget *> found;
    for (QWidget *next = window.nextInFocusChain(); next != &window; next = next->nextInFocusChain()) {
        if ((next->focusPolicy() & Qt::TabFocus) && next->isVisible() && next->isEnabled() && !next->focusProxy()
            && next->window() == &window)
            found += next;
    }
    return found;
}

/// Of what is seen of it, where a page is scrolled.
QRect placeIn(const QWidget &window, const QWidget &widget)
{
    const QRect seen = widget.visibleRegion().boundingRect();
    return (seen.isEmpty() ? widget.rect() : seen).translated(widget.mapTo(&window, QPoint()));
}

/// Down, or along the line to its end; up only to another column. Of a window from left to right.
bool goesOn(const QRect &from, const QRect &to)
{
    if (to.top() > from.bottom())
        return true;
    if (to.left() > from.right())
        return true;
    return to.bottom() >= from.top() && to.left() >= from.left();
}

void checkTabOrder(QWidget &window)
{
    const QList<QWidget *> stops = tabStops(window);
    REQUIRE(stops.size() > 1);
    for (qsizetype at = 1; at < stops.size(); ++at) {
        INFO(window.metaObject()->className() << ": from " << stops[at - 1]->objectName().toStdString() << " to "
                                              << stops[at]->objectName().toStdString());
        CHECK(goesOn(placeIn(window, *stops[at - 1]), placeIn(window, *stops[at])));
    }
}

PeerDialog &openFirstRow(OpenWindow &open)
{
    auto &table = open.the<QTableView>("sites");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    return open.over<PeerDialog>();
}

} // namespace

TEST_CASE("14.A8: at a primary Tab goes through the preferences and the window of a site as the eye does")
{
    PrimarySite site;
    site.addSatellite(2);
    SitePositions positions(site.datafile().connection());
    const Error misfit {ErrorCode::TwoMachines, {{QStringLiteral("syncId"), 2}}};
    REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {misfit, {}, site.clock().utcNow()}));
    OpenWindow open(site);
    checkTabOrder(open.window);
    open.unlock();
    checkTabOrder(open.window);
    PeerDialog &row = openFirstRow(open);
    open.waitUntil([&row] { return child<QPushButton>(row, QStringLiteral("recoverSite")).isVisible(); });
    checkTabOrder(row);
    row.showResult(QStringLiteral("A result."), false);
    checkTabOrder(row);
    row.reject();
    open.comeBack();
    for (const char *page : {"Backup", "General", "Log", "Server"}) {
        open.window.showCategory(QString::fromLatin1(page));
        checkTabOrder(open.window);
    }
    open.window.showCategory(QStringLiteral("Server"));
    open.press("advanced");
    checkTabOrder(open.window);
}

TEST_CASE("14.A8: at a satellite Tab goes through the preferences and the primary's window as the eye does")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    OpenWindow open(site);
    open.unlock();
    checkTabOrder(open.window);
    checkTabOrder(openFirstRow(open));
}

TEST_CASE("14.A8: in the small windows Tab goes as the eye does")
{
    UnlockDialog unlock;
    showActive(unlock);
    checkTabOrder(unlock);
    ConnectionCheckView check(SiteRole::Satellite, true);
    check.begin();
    check.finished({{{QStringLiteral("address"), CheckLevel::Failed, Error {ErrorCode::UrlMissing}}}});
    showActive(check);
    checkTabOrder(check);
    SupportDialog support({QStringLiteral("0.1.0"), QStringLiteral("/a/b"), QStringLiteral("2"), QStringLiteral("x")});
    showActive(support);
    checkTabOrder(support);
    FakePrompt prompt;
    const FakeClock clock;
    FirstStartDialog first(QStringLiteral("/a/site.mailboat"), Error {ErrorCode::DatafileMissing}, prompt, clock);
    showActive(first);
    checkTabOrder(first);
    for (const char *role : {"satellite", "primary"}) {
        QTest::mouseClick(&child<QPushButton>(first, QString::fromLatin1(role)), Qt::LeftButton);
        checkTabOrder(first);
        QTest::keyClick(&first, Qt::Key_Escape);
    }
    first.showCode(QStringLiteral("K7QM-2XWP-9TRD"), QStringLiteral("/a/site.mailboat"));
    checkTabOrder(first);
}

TEST_CASE("14.A8: where there is something to choose Tab goes to it as the eye does")
{
    PrimarySite site;
    site.addSatellite(2);
    site.standStill(ErrorCode::RestoredUnconfirmed);
    OpenWindow open(site);
    open.unlock();
    open.waitUntil([&open] { return open.the<QPushButton>("chooseRecovery").isVisible(); });
    checkTabOrder(open.window);
    open.press("chooseRecovery");
    auto &dialog = open.over<RecoveryDialog>();
    open.waitUntil([&dialog] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
    checkTabOrder(dialog);
}
