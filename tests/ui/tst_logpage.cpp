// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/csv.h"
#include "tests/ui/logshown.h"
#include "ui/widgets/inlinemessage.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace

TEST_CASE("14.B6: the Log page lists changes and contacts, and follows what is added")
{
    LogShown shown([](PrimarySite &site) { addContacts(site, 3); });
    shown.show(contactsTab, "contacts", 3);
    CHECK(shown.text("contacts", 0, 1) == QStringLiteral("2, =site 2"));
    addContacts(shown.site, 1);
    shown.open->waitUntil([&] { return shown.rows("contacts") == 4; });
    CHECK(shown.text("contacts", 0, 1) == QStringLiteral("2, =site 0"));
    shown.open->the<QTabWidget>("logTabs").setCurrentIndex(changesTab);
    shown.open->waitUntil([&] { return shown.rows("changes") > 0; });
    const int before = shown.rows("changes");
    shown.site.setPreference(QStringLiteral("request-size"), QStringLiteral("50"));
    shown.open->waitUntil([&] { return shown.rows("changes") == before + 1; });
    CHECK(shown.text("changes", 0, 2).startsWith(QStringLiteral("Sync request size: 0 → 50")));
}

TEST_CASE("the Log page of a primary opens on its contacts, each with Sync ID and name")
{
    LogShown shown([](PrimarySite &site) {
        REQUIRE(site.datafile().log().addContact(QStringLiteral("site-refused"),
            {{QStringLiteral("syncId"), 2}, {QStringLiteral("userName"), QStringLiteral("old name")}}));
        REQUIRE(site.datafile().log().addContact(QStringLiteral("site-contact"),
            {{QStringLiteral("syncId"), 2}, {QStringLiteral("result"), QStringLiteral("ok")}}));
    });
    CHECK(shown.open->the<QTabWidget>("logTabs").currentIndex() == contactsTab);
    shown.open->waitUntil([&] { return shown.rows("contacts") == 2; });
    const QString name = shown.open->saved().peers.constFirst().userName;
    CHECK(shown.text("contacts", 0, 1) == QStringLiteral("2, ") + name);
    CHECK(shown.text("contacts", 1, 1) == QStringLiteral("2, old name"));
    REQUIRE(shown.site.datafile().log().addContact(QStringLiteral("site-contact"),
        {{QStringLiteral("syncId"), 2}, {QStringLiteral("result"), QStringLiteral("ok")}}));
    shown.open->waitUntil([&] { return shown.rows("contacts") == 3; });
    CHECK(shown.text("contacts", 0, 1) == QStringLiteral("2, ") + name);
    shown.open->type("logSearch", name);
    shown.open->waitUntil([&] { return shown.rows("contacts") == 2; });
    shown.open->the<QTabWidget>("logTabs").setCurrentIndex(changesTab);
    shown.site.setPreference(QStringLiteral("request-size"), QStringLiteral("50")); // a new draft is read
    shown.open->waitUntil([&] { return shown.open->window.draft()->preferences.requestSize.value() == 50; });
    CHECK(shown.open->the<QTabWidget>("logTabs").currentIndex() == changesTab);
}

TEST_CASE("14.B6: a log of many thousand entries is read as one scrolls, and searched as a whole")
{
    LogShown shown([](PrimarySite &site) {
        REQUIRE(site.datafile().connection().transact([&]() -> Result<> {
            REQUIRE(site.datafile().log().addContact(
                QStringLiteral("site-new-address"), {{QStringLiteral("userName"), QStringLiteral("needle")}}));
            addContacts(site, 5000);
            return {};
        }));
    });
    shown.show(contactsTab, "contacts", 200);
    auto &table = shown.table("contacts");
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
    shown.open->waitUntil([&] { return shown.rows("contacts") > 200; });
    shown.open->type("logSearch", QStringLiteral("NEEDLE"));
    shown.open->waitUntil([&] { return shown.rows("contacts") == 1; });
    CHECK(shown.text("contacts", 0, 1) == QStringLiteral("needle"));
    QTest::keyClick(&shown.open->the<QLineEdit>("logSearch"), Qt::Key_Return); // to the list, not OK
    CHECK(table.hasFocus());
    shown.open->type("logSearch", QStringLiteral("no such thing"));
    const auto &empty = shown.open->the<QLabel>("contactsEmpty");
    shown.open->waitUntil([&empty] { return empty.text().startsWith(QStringLiteral("Nothing in this list")); });
}

TEST_CASE("14.B6: the log is narrowed by site and by days")
{
    LogShown shown([](PrimarySite &site) { addContacts(site, 4); });
    shown.show(contactsTab, "contacts", 4);
    shown.open->type("logSite", QStringLiteral("3"));
    shown.open->waitUntil([&] { return shown.rows("contacts") == 2; });
    CHECK(shown.text("contacts", 0, 1).startsWith(QStringLiteral("3, ")));
    auto &period = shown.open->the<QComboBox>("logPeriod");
    CHECK_FALSE(shown.open->the<QWidget>("logFrom").isVisible());
    period.setFocus();
    QTest::keyClick(&period, Qt::Key_Down); // today, which is when they were noted
    shown.open->waitUntil([&] { return shown.rows("contacts") == 2; });
    QTest::keyClick(&period, Qt::Key_End);
    CHECK(shown.open->the<QWidget>("logFrom").isVisible());
    auto &from = shown.open->the<QDateEdit>("logFrom");
    auto &to = shown.open->the<QDateEdit>("logTo");
    from.setDate(from.date().addDays(-9));
    to.setDate(to.date().addDays(-8));
    shown.open->waitUntil([&] { return shown.rows("contacts") == 0; });
}

TEST_CASE("14.B6: a satellite has no contacts, and no site to search for")
{
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:1")));
    OpenWindow open(site);
    open.window.showCategory(QStringLiteral("Log"));
    CHECK_FALSE(open.the<QTabWidget>("logTabs").isTabVisible(contactsTab));
    CHECK_FALSE(open.the<QWidget>("logSite").isVisible());
}

TEST_CASE("14.B6: how long the log is kept is staged, and read-only while locked")
{
    LogShown shown;
    CHECK_FALSE(shown.open->the<QLineEdit>("logDays").isEnabled());
    shown.open->unlock();
    shown.open->type("logDays", QStringLiteral("0"));
    CHECK_FALSE(shown.open->window.page(QStringLiteral("Log"))->invalidFields() == 0);
    shown.open->type("logDays", QStringLiteral("30"));
    CHECK_FALSE(shown.open->saved().preferences.contains(QStringLiteral("log-days")));
    shown.open->ok();
    CHECK(shown.open->saved().preferences.value(QStringLiteral("log-days")) == QStringLiteral("30"));
}

TEST_CASE("14.B6: what a list shows is exported as CSV in which no cell is a formula")
{
    LogShown shown([](PrimarySite &site) { addContacts(site, 700); });
    shown.show(contactsTab, "contacts", 200);
    shown.open->type("logSite", QStringLiteral("3"));
    const QString path = shown.place.filePath(QStringLiteral("contacts.csv"));
    shown.open->press("exportLog"); // the search is heeded before it has been shown
    shown.answerWithPath(path);
    const InlineMessage &result = shown.waitForMessage("logFileResult");
    CHECK(result.tone() == Tone::Ok);
    CHECK(result.text().contains(QStringLiteral("350")));
    const QList<CsvRow> rows = csvRows(contentOf(path), 1000);
    REQUIRE(rows.size() == 351);
    CHECK(rows.at(0).fields.at(1) == QStringLiteral("Site"));
    CHECK(rows.at(1).fields.at(1) == QStringLiteral("3, =site 699"));
    for (const QByteArray &line : contentOf(path).split('\n'))
        CHECK_FALSE(line.contains(",="));
}

TEST_CASE("14.B6: an export that cannot be written says so")
{
    LogShown shown;
    shown.open->press("exportLog");
    shown.answerWithPath(QStringLiteral("/proc/nowhere.csv"));
    CHECK(shown.waitForMessage("logFileResult").tone() == Tone::Error);
}

TEST_CASE("14.B6: the support bundle is written by its button, with a check")
{
    LogShown shown;
    const QString path = shown.place.filePath(QStringLiteral("support.json"));
    shown.open->press("supportBundle");
    shown.answerWithPath(path);
    CHECK_FALSE(shown.open->the<QPushButton>("supportBundle").isEnabled());
    const InlineMessage &result = shown.waitForMessage("logFileResult");
    CHECK(result.tone() == Tone::Ok);
    CHECK(shown.open->the<QPushButton>("supportBundle").isEnabled());
    const QJsonObject bundle = QJsonDocument::fromJson(contentOf(path)).object();
    CHECK(bundle.value(QStringLiteral("check")).toObject().contains(QStringLiteral("steps")));
    CHECK(bundle.value(QStringLiteral("status")).toObject().value(QStringLiteral("syncId")) == 1);
}

TEST_CASE("14.B5: the number of refused records opens their list")
{
    LogShown shown([](PrimarySite &site) {
        refuse(site, "t1");
        refuse(site, "t2");
    });
    shown.open->window.showCategory(QStringLiteral("Synchronise"));
    auto &number = shown.open->the<QPushButton>("refusedRecords");
    shown.open->waitUntil([&number] { return number.isVisible(); });
    CHECK(number.accessibleName().startsWith(QStringLiteral("2 ")));
    number.setFocus();
    QTest::keyClick(&number, Qt::Key_Space);
    shown.open->waitUntil([&] { return shown.rows("refused") == 2; });
    CHECK(shown.table("refused").hasFocus());
    CHECK(shown.text("refused", 0, 0) == QStringLiteral("transact"));
    CHECK(shown.text("refused", 0, 1) == QStringLiteral("t2")); // newest first
    CHECK(shown.text("refused", 0, 2) == QStringLiteral("store_ID"));
    CHECK_FALSE(shown.text("refused", 0, 3).isEmpty());
    CHECK_FALSE(shown.text("refused", 0, 4).isEmpty());
    CHECK(shown.open->the<QTabWidget>("logTabs").tabText(refusedTab).contains(QStringLiteral("(2)")));
}

TEST_CASE("14.B5: refused records are tried again, and what came of it is said")
{
    LogShown shown([](PrimarySite &site) {
        for (int i = 0; i < 45; ++i)
            refuse(site, "t" + QByteArray::number(i));
        refuse(site, "other", 7);
    });
    shown.show(refusedTab, "refused", 46);
    shown.open->press("retryAllRefused");
    CHECK(shown.waitForMessage("refusedResult").tone() == Tone::Warning);
    CHECK(shown.open->the<InlineMessage>("refusedResult").text().contains(QStringLiteral("46")));
    CHECK_FALSE(shown.open->the<QProgressBar>("refusedBar").isVisible());
    addStore(shown.site, "A", 2);
    auto &table = shown.table("refused");
    shown.open->waitUntil([&table] { return table.isVisible(); });
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    shown.open->the<InlineMessage>("refusedResult").clear();
    shown.open->press("retryRefused");
    CHECK(shown.waitForMessage("refusedResult").text().contains(QStringLiteral("45")));
    shown.open->waitUntil([&] { return shown.rows("refused") == 1; });
    CHECK(shown.text("refused", 0, 1) == QStringLiteral("other"));
    CHECK(shown.site.dataOf("transact", "t7"));
}

TEST_CASE("14.B5: dropping asks first, says how many, and drops only those that are selected; no code is needed")
{
    LogShown shown([](PrimarySite &site) {
        for (const char *id : {"a", "b", "c"})
            refuse(site, id);
    });
    shown.show(refusedTab, "refused", 3);
    auto &table = shown.table("refused");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    shown.open->prompt.answer = Choice::No;
    QTest::keyClick(&table, Qt::Key_Delete);
    shown.open->waitUntil([&] { return shown.open->prompt.questions.size() == 1; });
    CHECK(shown.open->prompt.questions.first().isDangerous);
    CHECK(shown.open->prompt.questions.first().text.contains(QStringLiteral("2")));
    CHECK(shown.rows("refused") == 3);
    shown.open->prompt.answer = Choice::Yes;
    shown.open->press("dropRefused");
    CHECK(shown.waitForMessage("refusedResult").tone() == Tone::Ok);
    shown.open->waitUntil([&] { return shown.rows("refused") == 1; });
    CHECK(shown.text("refused", 0, 1) == QStringLiteral("a"));
    CHECK(shown.site.datafile().quarantine().count() == 1);
}

TEST_CASE("14.B5: several refused records are copied with reason and advice")
{
    LogShown shown([](PrimarySite &site) {
        refuse(site, "a");
        refuse(site, "b");
    });
    shown.show(refusedTab, "refused", 2);
    auto &table = shown.table("refused");
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    CHECK(copied.startsWith(QStringLiteral("transact: b\n")));
    CHECK(copied.contains(QStringLiteral("\n\ntransact: a\n")));
    CHECK(copied.contains(codeOf(ErrorCode::RecordNotOwned)));
}

TEST_CASE("14.B5: a list of very many refused records does not hold the window up")
{
    LogShown shown([](PrimarySite &site) {
        REQUIRE(site.datafile().connection().transact([&]() -> Result<> {
            for (int i = 0; i < 3000; ++i)
                refuse(site, "t" + QByteArray::number(i));
            return {};
        }));
    });
    shown.show(refusedTab, "refused", 200);
    shown.open->type("logSearch", QStringLiteral("t2999"));
    shown.open->waitUntil([&] { return shown.rows("refused") == 1; });
    shown.open->type("logSearch", QStringLiteral("transact: t0"));
    shown.open->waitUntil([&] { return shown.rows("refused") == 1 && shown.text("refused", 0, 1) == u"t0"; });
}

TEST_CASE("14.B5: trying again can be stopped, and the button says so")
{
    LogShown shown([](PrimarySite &site) {
        REQUIRE(site.datafile().connection().transact([&]() -> Result<> {
            for (int i = 0; i < 3000; ++i)
                refuse(site, "t" + QByteArray::number(i));
            return {};
        }));
    });
    shown.show(refusedTab, "refused", 200);
    shown.open->press("retryAllRefused");
    CHECK(shown.open->the<QProgressBar>("refusedBar").isVisible());
    CHECK_FALSE(shown.open->the<QPushButton>("retryRefused").isEnabled());
    shown.open->press("stopRefused");
    CHECK(shown.waitForMessage("refusedResult").text().contains(QStringLiteral("stopped")));
    CHECK(shown.open->the<QPushButton>("retryRefused").isEnabled());
    CHECK(shown.site.datafile().quarantine().count() == 3000);
}
