// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/log/logview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>

using namespace mailboat;

namespace {

const QDateTime begun(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);

SyncLog::Entry cycle(qint64 number, const CycleReport &report)
{
    return {number, begun, QStringLiteral("cycle"), {}, QStringLiteral("sync"), toJson(report)};
}

SyncLog::Entry change(qint64 number, const QString &what, const QJsonObject &details)
{
    return {number, begun, QStringLiteral("audit"), QStringLiteral("amina, support"), what, details};
}

/// A good cycle, one that failed, and changes of settings between them; newest first.
QList<SyncLog::Entry> entries()
{
    CycleReport good;
    good.started = begun;
    good.seconds = 2.5;
    good.ok = true;
    good.pushed = 12;
    good.pulledCentral = 20;
    good.pulledRemote = 10;
    good.bytesReceived = 2048;
    CycleReport bad;
    bad.started = begun.addSecs(60);
    bad.byHand = true;
    bad.failedStep = Step::Push;
    bad.error = Error {ErrorCode::ConnectionLost, {}, QStringLiteral("reset by peer")};
    const SyncLog::Entry contact {5, begun, QStringLiteral("contact"), {}, QStringLiteral("site-refused"),
        {{QStringLiteral("syncId"), 7}, {QStringLiteral("userName"), QStringLiteral("north")},
            {QStringLiteral("address"), QStringLiteral("10.0.0.5")},
            {QStringLiteral("result"), codeOf(ErrorCode::SiteIncorrectPassword)}}};
    QList<SyncLog::Entry> all {cycle(1, good),
        change(2, QStringLiteral("peer-added"),
            {{QStringLiteral("syncId"), 7}, {QStringLiteral("userName"), QStringLiteral("north")}}),
        change(3, QStringLiteral("preference-set"),
            {{QStringLiteral("name"), QStringLiteral("sync-interval")}, {QStringLiteral("before"), QJsonValue()},
                {QStringLiteral("after"), QStringLiteral("5")}}),
        cycle(4, bad), contact};
    std::reverse(all.begin(), all.end());
    return all;
}

/// Those that a list of that kind reads.
QList<SyncLog::Entry> entriesOf(LogModel::Kind kind)
{
    QList<SyncLog::Entry> found = entries();
    found.removeIf([kind](const SyncLog::Entry &entry) { return !LogModel::kindsOf(kind).contains(entry.kind); });
    return found;
}

/// A list, open, with its entries.
struct OpenedLog {
    explicit OpenedLog(LogModel::Kind kind, const char *name)
        : view(kind)
        , table(test::child<QTableView>(view, QString::fromLatin1(name)))
    {
        view.begin(entriesOf(kind), false);
        view.resize(900, 400);
        test::showActive(view);
    }
    QString text(int row, int column) const { return table.model()->index(row, column).data().toString(); }

    LogView view;
    QTableView &table;
};

} // namespace

TEST_CASE("Past cycles are listed with their words, newest first")
{
    const OpenedLog log(LogModel::Kind::Cycles, "cycles");
    REQUIRE(log.table.model()->rowCount() == 2);
    CHECK(log.text(0, 1) == describe(Error {ErrorCode::ConnectionLost}));
    CHECK(log.text(1, 1) == QStringLiteral("Records sent: 12, received: 30."));
    CHECK(log.text(1, 2) == QStringLiteral("12"));
    CHECK(log.text(1, 3) == QStringLiteral("30"));
    CHECK(log.text(1, 4) == QLocale().formattedDataSize(2048));
    CHECK(log.table.model()->headerData(1, Qt::Horizontal).toString() == QStringLiteral("How it went"));
}

TEST_CASE("The details of the selected cycle are shown by the arrow keys and copied with Ctrl+C")
{
    OpenedLog log(LogModel::Kind::Cycles, "cycles");
    auto &details = test::child<QPlainTextEdit>(log.view, QStringLiteral("cyclesDetails"));
    CHECK(details.toPlainText().contains(QStringLiteral("reset by peer")));
    CHECK(details.toPlainText().contains(advise(Error {ErrorCode::ConnectionLost})));
    log.table.setFocus();
    QTest::keyClick(&log.table, Qt::Key_Down);
    CHECK(details.toPlainText().startsWith(QStringLiteral("Records sent: 12, received: 30.")));
    QTest::keyClick(&log.table, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == details.toPlainText());
}

TEST_CASE("A list says who changed which setting")
{
    const OpenedLog log(LogModel::Kind::Changes, "changes");
    REQUIRE(log.table.model()->rowCount() == 2);
    CHECK(log.text(0, 1) == QStringLiteral("A preference was changed"));
    CHECK(log.text(0, 2) == QStringLiteral("Sync time interval: 1 → 5"));
    CHECK(log.text(1, 1) == QStringLiteral("A site was added"));
    CHECK(log.text(1, 2) == QStringLiteral("Sync ID: 7, User name: north"));
    CHECK(log.text(1, 3) == QStringLiteral("amina, support"));
    const QString details = test::child<QPlainTextEdit>(log.view, QStringLiteral("changesDetails")).toPlainText();
    CHECK(details.startsWith(QStringLiteral("A preference was changed\n")));
    CHECK(details.endsWith(QStringLiteral("By: amina, support\nSync time interval: 1 → 5")));
}

TEST_CASE("14.B6: a contact says which site called from where, and why it was refused")
{
    const OpenedLog log(LogModel::Kind::Contacts, "contacts");
    REQUIRE(log.table.model()->rowCount() == 1);
    CHECK(log.text(0, 1) == QStringLiteral("7, north"));
    CHECK(log.text(0, 2) == QStringLiteral("Refused: its password was wrong"));
    CHECK(log.text(0, 3) == QStringLiteral("10.0.0.5"));
    CHECK(test::child<QPlainTextEdit>(log.view, QStringLiteral("contactsDetails"))
              .toPlainText()
              .contains(QStringLiteral("\nSite: 7, north\nAddress: 10.0.0.5\n")));
    for (const char *key : {"syncId", "userName", "result", "incorrect"}) // which are for programs
        CHECK_FALSE(test::child<QPlainTextEdit>(log.view, QStringLiteral("contactsDetails"))
                        .toPlainText()
                        .contains(QLatin1String(key)));
}

TEST_CASE("Where nothing has happened yet the list says so, and of a search that nothing fits")
{
    LogView view(LogModel::Kind::Cycles);
    test::showActive(view);
    const auto &empty = test::child<QLabel>(view, QStringLiteral("cyclesEmpty"));
    CHECK(empty.isVisible());
    CHECK(empty.text().startsWith(QStringLiteral("No synchronisation has run")));
    CHECK(!test::child<QTableView>(view, QStringLiteral("cycles")).isVisible());
    view.setSearch(LogView::Search::Done);
    CHECK(empty.text() == QStringLiteral("Nothing in this list matches."));
}

TEST_CASE("14.B6: what is added leaves the selected entry selected, and its details as they were")
{
    OpenedLog log(LogModel::Kind::Cycles, "cycles");
    log.table.setFocus();
    QTest::keyClick(&log.table, Qt::Key_Down);
    const auto &details = test::child<QPlainTextEdit>(log.view, QStringLiteral("cyclesDetails"));
    const QString before = details.toPlainText();
    log.view.addNewer(entriesOf(LogModel::Kind::Cycles));
    CHECK(log.table.currentIndex().row() == 3);
    CHECK(details.toPlainText() == before);
    CHECK(log.table.model()->rowCount() == 4);
}

TEST_CASE("14.B6: further entries are asked for where the list is scrolled to its end")
{
    LogView view(LogModel::Kind::Cycles);
    view.resize(900, 300);
    test::showActive(view);
    QList<SyncLog::Entry> many;
    for (qint64 number = 200; number > 0; --number)
        many += cycle(number, CycleReport {});
    QSignalSpy wanted(&view, &LogView::moreWanted);
    view.begin(many, true);
    auto &table = test::child<QTableView>(view, QStringLiteral("cycles"));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
    REQUIRE(QTest::qWaitFor([&wanted] { return !wanted.isEmpty(); }));
    view.addOlder({}, false);
    CHECK_FALSE(table.model()->canFetchMore({}));
}

TEST_CASE("The log as a model holds to the rules of models")
{
    for (const auto kind : {LogModel::Kind::Cycles, LogModel::Kind::Changes, LogModel::Kind::Contacts}) {
        LogModel model(kind);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QList<SyncLog::Entry> shown = entriesOf(kind);
        model.append(shown);
        model.prepend(shown);
        CHECK(model.rowCount() == 2 * shown.size());
        CHECK(model.keepNewest(model.rowCount()) == 0);
        CHECK(model.keepNewest(1) == shown.first().number);
        CHECK(model.rowCount() == 1);
        CHECK(model.canFetchMore({}));
        model.clear();
        CHECK(model.rowCount() == 0);
    }
}

TEST_CASE("An entry that cannot be understood is shown as far as it can")
{
    LogModel changes(LogModel::Kind::Changes);
    changes.append({change(1, QStringLiteral("something-newer"), {{QStringLiteral("x"), true}})});
    CHECK(changes.index(0, 1).data().toString() == QStringLiteral("something-newer"));
    CHECK(changes.index(0, 2).data().toString() == QStringLiteral("x: yes"));
    LogModel cycles(LogModel::Kind::Cycles);
    cycles.append({{1, begun, QStringLiteral("cycle"), {}, QStringLiteral("sync"), {}}});
    CHECK(cycles.index(0, 1).data().toString() == QStringLiteral("It failed."));
}

TEST_CASE("14.B6: a search finds what is shown of an entry, in any case")
{
    const SyncLog::Entry refused = entriesOf(LogModel::Kind::Contacts).first();
    for (const char *text : {"NORTH", "10.0.0", "password was wrong"})
        CHECK(LogModel::contains(LogModel::Kind::Contacts, refused, QString::fromLatin1(text)));
    CHECK_FALSE(LogModel::contains(LogModel::Kind::Contacts, refused, QStringLiteral("south")));
}

TEST_CASE("14.B6: as CSV an entry has a time and numbers that a spreadsheet can read, and its details")
{
    const SyncLog::Entry good = entriesOf(LogModel::Kind::Cycles).last();
    const QStringList cells = LogModel::csvCells(LogModel::Kind::Cycles, good);
    REQUIRE(cells.size() == LogModel::csvHeadings(LogModel::Kind::Cycles).size());
    CHECK(cells.at(0) == begun.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    CHECK(cells.at(2) == QStringLiteral("12"));
    CHECK(cells.at(4) == QStringLiteral("2048"));
    CHECK(cells.at(5) == QStringLiteral("2.5"));
    CHECK(cells.last().startsWith(QStringLiteral("Records sent: 12")));
}
