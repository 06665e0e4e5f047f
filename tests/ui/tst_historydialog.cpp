// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/status/historydialog.h"
#include "ui/status/logview.h"
#include "ui/widgets/inlinemessage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
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

/// A good cycle, one that failed, and changes of settings between them; newest last.
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
    return {cycle(1, good),
        change(2, QStringLiteral("peer-added"),
            {{QStringLiteral("syncId"), 7}, {QStringLiteral("userName"), QStringLiteral("north")}}),
        change(3, QStringLiteral("preference-set"),
            {{QStringLiteral("name"), QStringLiteral("sync-interval")}, {QStringLiteral("before"), QJsonValue()},
                {QStringLiteral("after"), QStringLiteral("5")}}),
        cycle(4, bad)};
}

/// The window, open, with its entries.
struct OpenedHistory {
    HistoryDialog dialog {};
    QTableView &cycles {test::child<QTableView>(dialog, QStringLiteral("cycles"))};
    QTableView &changes {test::child<QTableView>(dialog, QStringLiteral("changes"))};

    OpenedHistory()
    {
        dialog.setEntries(entries());
        dialog.open();
        dialog.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&dialog));
    }
    static QString text(const QTableView &table, int row, int column)
    {
        return table.model()->index(row, column).data().toString();
    }
};

} // namespace

TEST_CASE("Past cycles are listed with their words, newest first")
{
    OpenedHistory window;
    CHECK(window.dialog.windowTitle() == QStringLiteral("Past synchronisations"));
    REQUIRE(window.cycles.model()->rowCount() == 2);
    CHECK(OpenedHistory::text(window.cycles, 0, 1) == describe(Error {ErrorCode::ConnectionLost}));
    CHECK(OpenedHistory::text(window.cycles, 1, 1) == QStringLiteral("Records sent: 12, received: 30."));
    CHECK(OpenedHistory::text(window.cycles, 1, 2) == QStringLiteral("12"));
    CHECK(OpenedHistory::text(window.cycles, 1, 3) == QStringLiteral("30"));
    CHECK(OpenedHistory::text(window.cycles, 1, 4) == QLocale().formattedDataSize(2048));
    CHECK(window.cycles.model()->headerData(1, Qt::Horizontal).toString() == QStringLiteral("How it went"));
}

TEST_CASE("The details of the selected cycle are shown by the arrow keys and copied with Ctrl+C")
{
    OpenedHistory window;
    auto &details = test::child<QPlainTextEdit>(window.dialog, QStringLiteral("cycleDetails"));
    CHECK(details.toPlainText().contains(QStringLiteral("reset by peer")));
    CHECK(details.toPlainText().contains(advise(Error {ErrorCode::ConnectionLost})));
    window.cycles.setFocus();
    QTest::keyClick(&window.cycles, Qt::Key_Down);
    CHECK(details.toPlainText().startsWith(QStringLiteral("Records sent: 12, received: 30.")));
    QTest::keyClick(&window.cycles, Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == details.toPlainText());
}

TEST_CASE("A second page says who changed which setting")
{
    OpenedHistory window;
    auto &tabs = test::child<QTabWidget>(window.dialog, QStringLiteral("tabs"));
    tabs.tabBar()->setFocus();
    QTest::keyClick(tabs.tabBar(), Qt::Key_Right);
    REQUIRE(window.changes.isVisible());
    REQUIRE(window.changes.model()->rowCount() == 2);
    CHECK(OpenedHistory::text(window.changes, 0, 1) == QStringLiteral("A preference was changed"));
    CHECK(OpenedHistory::text(window.changes, 0, 2) == QStringLiteral("sync-interval: nothing → 5"));
    CHECK(OpenedHistory::text(window.changes, 1, 1) == QStringLiteral("A site was added"));
    CHECK(OpenedHistory::text(window.changes, 1, 2) == QStringLiteral("syncId: 7, userName: north"));
    CHECK(OpenedHistory::text(window.changes, 1, 3) == QStringLiteral("amina, support"));
    const QString details = test::child<QPlainTextEdit>(window.dialog, QStringLiteral("changeDetails")).toPlainText();
    CHECK(details.startsWith(QStringLiteral("A preference was changed\n")));
    CHECK(details.endsWith(QStringLiteral("By: amina, support\nsync-interval: nothing → 5")));
}

TEST_CASE("Where nothing has happened yet the window says so")
{
    HistoryDialog dialog;
    test::showActive(dialog);
    CHECK(test::child<QLabel>(dialog, QStringLiteral("noCycles")).isVisible());
    CHECK(!test::child<QTableView>(dialog, QStringLiteral("cycles")).isVisible());
    const Error error {ErrorCode::DatafileBusy};
    dialog.setError(error);
    CHECK(test::child<InlineMessage>(dialog, QStringLiteral("message")).text().contains(describe(error)));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    CHECK(!dialog.isVisible());
}

TEST_CASE("New entries keep the selected place")
{
    OpenedHistory window;
    window.cycles.setFocus();
    QTest::keyClick(&window.cycles, Qt::Key_Down);
    window.dialog.setEntries(entries() + entries());
    CHECK(window.cycles.currentIndex().row() == 1);
    window.dialog.setEntries({});
    CHECK(!window.cycles.isVisible());
}

TEST_CASE("The log as a model holds to the rules of models")
{
    for (const auto kind : {LogModel::Kind::Cycles, LogModel::Kind::Changes}) {
        LogModel model(kind);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setEntries(entries());
        CHECK(model.rowCount() == 2);
        model.setEntries({});
        CHECK(model.rowCount() == 0);
    }
}

TEST_CASE("An entry that cannot be understood is shown as far as it can")
{
    LogModel changes(LogModel::Kind::Changes);
    changes.setEntries({change(1, QStringLiteral("something-newer"), {{QStringLiteral("x"), true}})});
    CHECK(changes.index(0, 1).data().toString() == QStringLiteral("something-newer"));
    CHECK(changes.index(0, 2).data().toString() == QStringLiteral("x: yes"));
    LogModel cycles(LogModel::Kind::Cycles);
    cycles.setEntries({{1, begun, QStringLiteral("cycle"), {}, QStringLiteral("sync"), {}}});
    CHECK(cycles.index(0, 1).data().toString() == QStringLiteral("It failed."));
}
