// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/openwindow.h"
#include "tests/ui/widgets.h"
#include "ui/help/helpwindow.h"
#include "ui/help/userguide.h"
#include "ui/preferences/categories.h"
#include "ui/sites/peerdialog.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTableView>
#include <QTextBlock>
#include <QTextBrowser>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Presses F1 there; what the help shows in its first line then, and where its text cursor stands.
struct ShownHelp {
    QString top;
    QString current;
    int scrolled;
};

ShownHelp helpAt(test::OpenWindow &open, QWidget &field)
{
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_F1);
    auto &window = open.over<HelpWindow>();
    auto &text = test::child<QTextBrowser>(window, QStringLiteral("helpText"));
    if (!QTest::qWaitForWindowActive(&window))
        throw std::runtime_error("the help did not become active");
    const ShownHelp shown {text.cursorForPosition(QPoint(text.width() / 2, 4)).block().text(),
        text.textCursor().block().text(), text.verticalScrollBar()->value()};
    QTest::keyClick(&text, Qt::Key_Escape);
    return shown;
}

/// Takes what is opened from the desktop.
class Opened final : public QObject
{
    Q_OBJECT
public:
    Opened() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "open"); }
    ~Opened() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
    Q_DISABLE_COPY_MOVE(Opened)
    QList<QUrl> urls;
public slots:
    void open(const QUrl &url) { urls += url; }
};

} // namespace

TEST_CASE("15.5: every page's help leads to its chapter of the user guide, and that is there")
{
    int pages = 0;
    for (const PreferenceCategory &category : categories()) {
        const auto page = helpPage(QString::fromLatin1(category.id));
        if (!page)
            continue;
        ++pages;
        INFO(page->chapter.toStdString());
        const auto url = userGuide(page->chapter);
        REQUIRE(url);
        REQUIRE(url->hasFragment());
        QFile file(url->toLocalFile());
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(file.readAll().contains(QStringLiteral("id=\"%1\"").arg(url->fragment()).toUtf8()));

        Opened opened;
        HelpWindow window(*page);
        test::showActive(window);
        QTest::keyClick(&window, Qt::Key_U, Qt::AltModifier);
        REQUIRE(QTest::qWaitFor([&opened] { return !opened.urls.isEmpty(); }));
        CHECK(opened.urls == QList<QUrl> {*url});
    }
    CHECK(pages == 5);
}

TEST_CASE("15.5: where the user guide is not installed the help has no button for it")
{
    CHECK(!userGuide(QStringLiteral("nochapter.html")));
    CHECK(!userGuide(QString()));
    HelpWindow window({QStringLiteral("Help"), QStringLiteral("<p>Text</p>"), QStringLiteral("nochapter.html")});
    CHECK(!window.findChild<QPushButton *>(QStringLiteral("userGuide")));
}

TEST_CASE("14.A8: F1 opens the help at what the keyboard is at")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    test::OpenWindow open(site);
    open.unlock(); // what is off gets no key
    const auto at = [&open](const char *name) {
        const ShownHelp shown = helpAt(open, open.the<QWidget>(name));
        test::showActive(open.window);
        return shown.current;
    };
    CHECK(at("syncInterval").startsWith(QStringLiteral("Sync time interval:")));
    CHECK(at("requestSize").startsWith(QStringLiteral("Sync request size:")));
    CHECK(at("checkConnection").startsWith(QStringLiteral("Check connection:")));
    CHECK(at("sites") == QStringLiteral("Synchronize parameters"));
    CHECK(at("searchSites") == QStringLiteral("Synchronize parameters"));
    CHECK(at("padlockButton") == QStringLiteral("The padlock"));
    CHECK(at("syncNow") == QStringLiteral("If it does not work"));
    const ShownHelp interval = helpAt(open, open.the<QWidget>("syncInterval"));
    CHECK(interval.scrolled > 0);
    CHECK(interval.top.startsWith(QStringLiteral("Sync time interval:")));
    test::showActive(open.window);
    CHECK(helpAt(open, open.the<QWidget>("categories")).scrolled == 0);
}

TEST_CASE("14.A8: F1 in the window of a site opens the help at its field")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    test::OpenWindow open(site);
    auto &table = open.the<QTableView>("sites");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    auto &row = open.over<PeerDialog>();
    const auto at = [&](const char *name) {
        const ShownHelp shown = helpAt(open, test::child<QWidget>(row, QString::fromLatin1(name)));
        test::showActive(row);
        return shown.current;
    };
    CHECK(at("hardwareId").startsWith(QStringLiteral("Hardware ID:")));
    CHECK(at("url").startsWith(QStringLiteral("URL:")));
    CHECK(at("userName").startsWith(QStringLiteral("User name and password:")));
    CHECK(at("password").startsWith(QStringLiteral("User name and password:")));
    CHECK(at("syncId") == QStringLiteral("Synchronize parameters"));
}

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

TEST_CASE("14.B2: the page Server has help that names every field of the page")
{
    const auto page = helpPage(QStringLiteral("Server"));
    REQUIRE(page);
    for (const char *label : {"Who can reach it", "Listen on", "External URL", "Certificate", "Private key",
             "Answer other machines without a certificate", "Advanced", "Restore defaults"}) {
        INFO(label);
        CHECK(page->html.contains(QString::fromUtf8(label)));
    }
}

TEST_CASE("14.B4: the page General has help that names every field and button of the page")
{
    const auto page = helpPage(QStringLiteral("General"));
    REQUIRE(page);
    for (const char *label : {"Start at log-in", "Keep running in the tray", "Notifications", "Proxy", "user name",
             "password", "Authorisation codes", "Add…", "Revoke", "Click to un-lock"}) {
        INFO(label);
        CHECK(page->html.contains(QString::fromUtf8(label)));
    }
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

#include "tst_helpwindow.moc"
