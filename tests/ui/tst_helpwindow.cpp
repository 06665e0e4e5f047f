// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/help/helpwindow.h"

#include <QApplication>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>

using namespace mailboat;

TEST_CASE("The page Synchronise has help that names every field and button of the page")
{
    const auto page = helpPage(QStringLiteral("Synchronise"));
    REQUIRE(page);
    for (const char *label : {"Sync ID", "Sync time interval", "Sync request size", "Use js node HTTP client",
             "Check connection", "Key for passwords", "Sync now", "Click to un-lock", "Click to lock", "Hardware ID",
             "May omit hardware ID", "Open mSupply central", "Time zone", "Program", "URL", "Generate sync records",
             "Retrieve sync records", "authorisation code", "Synchronize parameters"}) {
        INFO(label);
        CHECK(page->html.contains(QString::fromLatin1(label)));
    }
    CHECK(page->html.count(QStringLiteral("<h2>")) >= 5);
    CHECK(page->html.count(QStringLiteral("<ol>")) == page->html.count(QStringLiteral("</ol>")));
    CHECK(page->html.count(QStringLiteral("<ul>")) == page->html.count(QStringLiteral("</ul>")));
    CHECK(!helpPage(QStringLiteral("Invoices 1")));
}

TEST_CASE("12.4: the page Backup has help that names every field and button of the page")
{
    const auto page = helpPage(QStringLiteral("Backup"));
    REQUIRE(page);
    for (const char *label : {"Back up now", "File of the last backup", "Folder for backups", "Back up every day",
             "Daily backups to keep", "Restore…", "Choose what happens…", "Click to un-lock"}) {
        INFO(label);
        CHECK(page->html.contains(QString::fromUtf8(label)));
    }
    CHECK(page->html.count(QStringLiteral("<ol>")) == page->html.count(QStringLiteral("</ol>")));
    CHECK(page->html.count(QStringLiteral("<ul>")) == page->html.count(QStringLiteral("</ul>")));
}

TEST_CASE("Help is scrolled by keyboard and closed with Esc")
{
    HelpWindow window(*helpPage(QStringLiteral("Synchronise")));
    test::showActive(window);
    auto &text = test::child<QTextBrowser>(window, QStringLiteral("helpText"));
    CHECK(text.hasFocus());
    CHECK(text.accessibleName() == window.windowTitle());
    const int top = text.verticalScrollBar()->value();
    QTest::keyClick(&text, Qt::Key_PageDown);
    CHECK(text.verticalScrollBar()->value() > top);
    QTest::keyClick(&text, Qt::Key_Escape);
    CHECK(!window.isVisible());
}

TEST_CASE("Help is right to left as a whole where the window is mirrored")
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto restore = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
    const HelpWindow window({QStringLiteral("Help"),
        QStringLiteral(
            "<p>\u0645\u0631\u062d\u0628\u0627</p><ul><li>Sync ID: \u0645\u0631\u062d\u0628\u0627</li></ul>")});
    const auto &text = test::child<QTextBrowser>(window, QStringLiteral("helpText"));
    for (QTextBlock block = text.document()->begin(); block.isValid(); block = block.next())
        CHECK(block.textDirection() == Qt::RightToLeft);
}
