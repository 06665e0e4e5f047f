// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/widgets/onscreen.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

#include <cstdlib>

using namespace mailboat;

namespace {

/// A window with the title bar that a desktop will give it.
struct WithTitle {
    QRect frame() const { return {window.pos(), window.size() + QSize(0, title)}; }
    bool isOnScreen() const { return screen.contains(frame()); }

    QWidget window {};
    QRect screen = window.screen()->availableGeometry();
    int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
};

} // namespace

TEST_CASE("14.A3: as large as its screen lets it be, a window has its title bar on the screen, too")
{
    WithTitle shown;
    CHECK(shown.title > 0);
    shown.window.resize(roomOnScreen(shown.window));
    shown.window.move(40, 40);
    moveOnScreen(shown.window);
    CHECK(shown.frame() == shown.screen);
}

TEST_CASE("14.A3: a window that is beyond an edge of its screen is moved back, and one that is within stays")
{
    WithTitle shown;
    shown.window.resize(300, 200);
    for (const QPoint beyond : {QPoint(-50, -80), QPoint(4000, 100), QPoint(100, 4000)}) {
        shown.window.move(beyond);
        moveOnScreen(shown.window);
        CHECK(shown.isOnScreen());
    }
    const QPoint within = shown.screen.topLeft() + QPoint(30, 40);
    shown.window.move(within);
    moveOnScreen(shown.window);
    CHECK(shown.window.pos() == within);
    shown.window.resize(9000, 9000);
    moveOnScreen(shown.window);
    CHECK(shown.window.pos() == shown.screen.topLeft());
}

TEST_CASE("14.A3: a window over another one stands in its middle, but with its title bar on the screen")
{
    QWidget behind;
    WithTitle over;
    behind.setGeometry(QRect(over.screen.topLeft() + QPoint(50, 50), QSize(600, 600)));
    over.window.resize(200, 100);
    placeOver(over.window, behind);
    CHECK(over.isOnScreen());
    CHECK(std::abs(over.window.pos().x() + 100 - behind.geometry().center().x()) <= 2);
    behind.setGeometry(QRect(over.screen.topLeft(), QSize(100, 40)));
    over.window.resize(400, 500);
    placeOver(over.window, behind);
    CHECK(over.isOnScreen());
}
