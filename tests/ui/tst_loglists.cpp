// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the lists of page "Log" do while their records come and go, or cannot be read.
#include "core/records/quarantineretry.h"
#include "tests/ui/logshown.h"
#include "ui/widgets/errorwords.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QStringList selectedRecords(LogShown &shown)
{
    QStringList found;
    for (const QModelIndex &row : shown.table("refused").selectionModel()->selectedRows(1))
        found += row.data().toString();
    found.sort();
    return found;
}

/// Records have numbers from 1 on, in the order in which they were refused.
void leave(TestSite &site, qint64 number)
{
    REQUIRE(dropQuarantined(site.datafile(), number));
}

} // namespace

TEST_CASE("14.B5: while refused records come and go, those that are selected stay so, and never another")
{
    LogShown shown([](PrimarySite &site) {
        for (const char *id : {"a", "b", "c", "d"})
            refuse(site, id);
    });
    shown.show(refusedTab, "refused", 4);
    auto &table = shown.table("refused");
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down); // c
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier); // and b, which is current
    REQUIRE(selectedRecords(shown) == QStringList {QStringLiteral("b"), QStringLiteral("c")});
    refuse(shown.site, "e");
    shown.open->waitUntil([&] { return shown.rows("refused") == 5; });
    CHECK(selectedRecords(shown) == QStringList {QStringLiteral("b"), QStringLiteral("c")});
    leave(shown.site, 2);
    shown.open->waitUntil([&] { return shown.rows("refused") == 4; });
    CHECK(selectedRecords(shown) == QStringList {QStringLiteral("c")});
    leave(shown.site, 3);
    shown.open->waitUntil([&] { return shown.rows("refused") == 3; });
    CHECK(selectedRecords(shown).isEmpty());
    CHECK_FALSE(shown.open->the<QPushButton>("dropRefused").isEnabled());
    QTest::keyClick(&table, Qt::Key_Delete);
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    shown.open->prompt.answer = Choice::No;
    QTest::keyClick(&table, Qt::Key_Delete);
    shown.open->waitUntil([&] { return !shown.open->prompt.questions.isEmpty(); });
    CHECK(shown.open->prompt.questions.size() == 1);
    CHECK(shown.open->prompt.questions.first().detail.contains(QStringLiteral("transact: d\ntransact: a\n")));
}

TEST_CASE("14.B5: a refused record is listed by its name where it has one, and Drop says what that means at a primary")
{
    LogShown shown([](PrimarySite &site) {
        Quarantine::Entry entry;
        entry.record = {"item", "8F3A", Action::Update, R"({"ID":"8F3A","item_name":"Amoxicillin"})"};
        entry.source = SyncId {2};
        entry.reason = Error {ErrorCode::RecordNotOwned, {{QStringLiteral("field"), QStringLiteral("store_ID")}}};
        entry.since = site.clock().utcNow();
        REQUIRE(site.datafile().quarantine().add(entry));
        refuse(site, "nameless");
    });
    shown.show(refusedTab, "refused", 2);
    CHECK(shown.text("refused", 0, 1) == QStringLiteral("nameless"));
    CHECK(shown.text("refused", 1, 1) == QStringLiteral("Amoxicillin"));
    auto &table = shown.table("refused");
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down);
    CHECK(shown.open->the<QPlainTextEdit>("refusedDetails")
              .toPlainText()
              .startsWith(QStringLiteral("item: Amoxicillin (8F3A)\n")));
    shown.open->prompt.answer = Choice::No;
    QTest::keyClick(&table, Qt::Key_Delete);
    shown.open->waitUntil([&] { return !shown.open->prompt.questions.isEmpty(); });
    const QString detail = shown.open->prompt.questions.first().detail;
    CHECK(detail.contains(QStringLiteral("What this primary could not take")));
    CHECK_FALSE(detail.contains(QStringLiteral("its primary")));
}

TEST_CASE("14.B5: refused records further down than the first page stay there as others come")
{
    LogShown shown([](PrimarySite &site) {
        REQUIRE(site.datafile().connection().transact([&]() -> Result<> {
            for (int i = 0; i < 350; ++i)
                refuse(site, "t" + QByteArray::number(i));
            return {};
        }));
    });
    shown.show(refusedTab, "refused", 200);
    auto &table = shown.table("refused");
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
    shown.open->waitUntil([&] { return shown.rows("refused") == 350; });
    QTest::keyClick(&table, Qt::Key_Up); // Ctrl+End has left the selection where it was
    table.setCurrentIndex(table.model()->index(349, 0));
    REQUIRE(selectedRecords(shown) == QStringList {QStringLiteral("t0")});
    refuse(shown.site, "new");
    shown.open->waitUntil([&] { return shown.text("refused", 0, 1) == u"new"; });
    shown.open->waitUntil([&] { return shown.rows("refused") >= 350; });
    CHECK(selectedRecords(shown).size() <= 1);
    CHECK_FALSE(selectedRecords(shown).contains(QStringLiteral("new")));
}

TEST_CASE("14.B6: a list that could not be read says so, and is read once it can be")
{
    LogShown shown([](PrimarySite &site) { addContacts(site, 3); });
    shown.show(contactsTab, "contacts", 3); // on which it opens
    auto &connection = shown.site.datafile().connection();
    REQUIRE(connection.execute(QStringLiteral("ALTER TABLE log RENAME TO log_away")));
    shown.open->the<QTabWidget>("logTabs").setCurrentIndex(changesTab);
    const auto &empty = shown.open->the<QLabel>("changesEmpty");
    shown.open->waitUntil([&] { return empty.text() == QStringLiteral("The list could not be read."); });
    CHECK_FALSE(shown.open->the<InlineMessage>("logMessage").text().isEmpty());
    REQUIRE(connection.execute(QStringLiteral("ALTER TABLE log_away RENAME TO log")));
    addContacts(shown.site, 1);
    shown.open->waitUntil([&] { return shown.rows("changes") > 0; });
    CHECK(shown.open->the<InlineMessage>("logMessage").text().isEmpty());
}

TEST_CASE("14.B6: what is added while nobody looks leaves no hole in the list")
{
    LogShown shown([](PrimarySite &site) { addContacts(site, 3); });
    shown.show(contactsTab, "contacts", 3);
    shown.open->window.showCategory(QStringLiteral("Synchronise"));
    REQUIRE(shown.site.datafile().connection().transact([&]() -> Result<> {
        addContacts(shown.site, LogReader::lookedAt + 50);
        return {};
    }));
    shown.open->window.showCategory(QStringLiteral("Log"));
    auto &table = shown.table("contacts");
    shown.open->waitUntil([&] { return shown.rows("contacts") > 3; });
    table.setFocus();
    const int all = LogReader::lookedAt + 53;
    shown.open->waitUntil([&] {
        QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
        return shown.rows("contacts") >= all;
    });
    CHECK(shown.rows("contacts") == all);
}

TEST_CASE("14.B5: the number of refused records leads to all of them, whatever was searched for")
{
    LogShown shown([](PrimarySite &site) { refuse(site, "t1"); });
    shown.show(refusedTab, "refused", 1);
    shown.open->type("logSearch", QStringLiteral("no such thing"));
    shown.open->type("logSite", QStringLiteral("9"));
    shown.open->waitUntil([&] { return shown.rows("refused") == 0; });
    shown.open->window.showCategory(QStringLiteral("Synchronise"));
    auto &number = shown.open->the<QPushButton>("refusedRecords");
    shown.open->waitUntil([&number] { return number.isVisible(); });
    number.setFocus();
    QTest::keyClick(&number, Qt::Key_Space);
    shown.open->waitUntil([&] { return shown.rows("refused") == 1; });
    CHECK(shown.open->the<QLineEdit>("logSite").text().isEmpty());
}

TEST_CASE("14.B5: all that are tried again are those that the list shows")
{
    LogShown shown([](PrimarySite &site) {
        for (int i = 0; i < 3; ++i)
            refuse(site, "t" + QByteArray::number(i));
        refuse(site, "other", 7);
    });
    shown.show(refusedTab, "refused", 4);
    shown.open->type("logSite", QStringLiteral("7"));
    shown.open->waitUntil([&] { return shown.rows("refused") == 1; });
    shown.open->press("retryAllRefused");
    CHECK(shown.waitForMessage("refusedResult").text().startsWith(QStringLiteral("1 ")));
}

TEST_CASE("14.B6: Return in a field that narrows the log leads to the list and never presses OK")
{
    LogShown shown([](PrimarySite &site) { addContacts(site, 4); });
    shown.show(contactsTab, "contacts", 4);
    auto &siteField = shown.open->the<QLineEdit>("logSite");
    shown.open->type("logSite", QStringLiteral("3"));
    QTest::keyClick(&siteField, Qt::Key_Return);
    CHECK(shown.open->window.isVisible());
    shown.open->waitUntil([&] { return shown.rows("contacts") == 2; });
    CHECK(shown.table("contacts").hasFocus());
    auto &period = shown.open->the<QWidget>("logPeriod");
    period.setFocus();
    QTest::keyClick(&period, Qt::Key_End);
    for (const char *const name : {"logPeriod", "logFrom", "logTo"}) {
        auto &field = shown.open->the<QWidget>(name);
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_Enter);
        CHECK(shown.open->window.isVisible());
    }
}

TEST_CASE("14.A8: days to keep the log that were changed elsewhere are named as on their page")
{
    CHECK(windowWords({ErrorCode::SettingsChanged, {{QStringLiteral("what"), QStringLiteral("log-days")}}})
              .contains(QStringLiteral("changed Days to keep the log meanwhile")));
}
