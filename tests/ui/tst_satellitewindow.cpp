// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// At a satellite, what the window of a primary is tested for in the tests of its pages.
#include "tests/ui/logshown.h"
#include "tests/ui/openwindow.h"
#include "ui/sites/peerdialog.h"
#include "ui/widgets/inlinemessage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A satellite whose primary nobody calls.
struct Alone {
    explicit Alone(const std::function<void(SatelliteSite &)> &prepare = {})
    {
        if (prepare)
            prepare(site);
        open = std::make_unique<OpenWindow>(site);
    }
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    std::unique_ptr<OpenWindow> open {};
};

} // namespace

TEST_CASE("14.A1: at a satellite what was discarded is gone from the window that stays, and its OK writes nothing")
{
    Alone alone;
    OpenWindow &open = *alone.open;
    int closings = 0; // somebody is asked each time, and stays
    open.window.setBeforeClosing([&closings](const std::function<void()> &) { ++closings; });
    open.unlock();
    open.type("requestSize", QStringLiteral("75"));
    auto &table = open.the<QTableView>("sites");
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 1));
    QTest::keyClick(&table, Qt::Key_Return);
    auto &dialog = open.over<PeerDialog>();
    auto &name = child<QLineEdit>(dialog, QStringLiteral("userName"));
    name.setFocus();
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("another"));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("ok")), Qt::LeftButton);
    open.comeBack();
    REQUIRE(table.model()->index(0, 1).data().toString() == QStringLiteral("another"));

    QTest::keyClick(&open.window, Qt::Key_Escape);
    open.waitUntil([&] { return closings == 1; });
    open.comeBack();
    CHECK(table.model()->index(0, 1).data().toString() == QStringLiteral("site 12"));
    CHECK(open.the<QLineEdit>("requestSize").text() == QStringLiteral("Automatic"));
    CHECK_FALSE(open.window.draft()->isModified());
    const qint64 before = open.saved().revision;
    const qsizetype questions = open.prompt.questions.size();
    open.press("preferencesOk");
    open.waitUntil([&] { return closings == 2; });
    CHECK(open.saved().revision == before);
    CHECK(open.prompt.questions.size() == questions);
}

TEST_CASE(
    "14.B5: at a satellite the number of refused records opens their list, where one is tried again and one dropped")
{
    Alone alone([](SatelliteSite &site) {
        refuse(site, "t1", 1);
        refuse(site, "t2", 1);
    });
    OpenWindow &open = *alone.open;
    auto &number = open.the<QPushButton>("refusedRecords");
    open.waitUntil([&number] { return number.isVisible(); });
    CHECK(number.accessibleName() == QStringLiteral("2 refused records"));
    number.setFocus();
    QTest::keyClick(&number, Qt::Key_Space);
    auto &refused = open.the<QTableView>("refused");
    open.waitUntil([&refused] { return refused.isVisible() && refused.model()->rowCount() == 2; });

    refused.selectRow(0);
    open.press("retryRefused");
    auto &result = open.the<InlineMessage>("refusedResult");
    open.waitUntil([&result] { return !result.text().isEmpty(); });

    const int left = refused.model()->rowCount();
    refused.selectRow(0);
    const qsizetype questions = open.prompt.questions.size();
    open.press("dropRefused");
    open.waitUntil([&] { return refused.model()->rowCount() == left - 1; });
    CHECK(open.prompt.questions.size() == questions + 1);
}

TEST_CASE("14.B6: at a satellite the log is narrowed by what is typed, and has no contacts")
{
    Alone alone([](SatelliteSite &site) {
        REQUIRE_FALSE(site.synchronise().ok);
        site.setPreference(QStringLiteral("sync-interval"), QStringLiteral("15"));
    });
    OpenWindow &open = *alone.open;
    open.window.showCategory(QStringLiteral("Log"));
    open.window.page(QStringLiteral("Log"))->showPart(QStringLiteral("changes"));
    auto &changes = open.the<QTableView>("changes");
    open.waitUntil([&changes] { return changes.isVisible() && changes.model()->rowCount() > 0; });
    open.type("logSearch", QStringLiteral("no such thing"));
    open.waitUntil([&changes] { return changes.model()->rowCount() == 0; });
    CHECK_FALSE(open.the<QLineEdit>("logSite").isVisible());
    open.window.page(QStringLiteral("Log"))->showPart(QStringLiteral("cycles"));
    auto &cycles = open.the<QTableView>("cycles");
    open.waitUntil([&cycles] { return cycles.isVisible() && cycles.model()->rowCount() > 0; });
}
