// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/refusalwords.h"
#include "tests/ui/widgets.h"
#include "ui/check/checksteps.h"
#include "ui/check/connectioncheckview.h"
#include "ui/widgets/inlinemessage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

constexpr int resultColumn = 1;

/// The window, open, with what a test touches.
struct OpenedCheck {
    ConnectionCheckView view;
    QTableWidget &steps;
    QPushButton &close;
    QPushButton &copy;
    QPushButton &again;
    InlineMessage &verdict;
    QSignalSpy cancelled {&view, &ConnectionCheckView::cancelRequested};
    QSignalSpy asked {&view, &ConnectionCheckView::runRequested};

    explicit OpenedCheck(SiteRole role = SiteRole::Satellite, bool https = true)
        : view(role, https)
        , steps(test::child<QTableWidget>(view, QStringLiteral("steps")))
        , close(test::child<QPushButton>(view, QStringLiteral("close")))
        , copy(test::child<QPushButton>(view, QStringLiteral("copyReport")))
        , again(test::child<QPushButton>(view, QStringLiteral("runAgain")))
        , verdict(test::child<InlineMessage>(view, QStringLiteral("verdict")))
    {
        view.open();
        view.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&view));
    }

    int rowOf(const QString &step) const
    {
        const QList<QTableWidgetItem *> found = steps.findItems(checkStepTitle(step), Qt::MatchExactly);
        return found.isEmpty() ? -1 : found.first()->row();
    }
    QString text(const QString &step, int column) const { return steps.item(rowOf(step), column)->text(); }
    QString result(const QString &step) const { return text(step, resultColumn); }
};

CheckFinding ok(const QString &step, std::chrono::milliseconds took = 12ms)
{
    return {step, CheckLevel::Ok, {}, QStringLiteral("found %1").arg(step), {}, took};
}

/// As far as the sign-in, which fails.
CheckReport wrongPassword()
{
    CheckReport report;
    for (const char *step : {"address", "resolve", "connect", "tls", "http"})
        report.findings += ok(QString::fromLatin1(step));
    report.findings += CheckFinding {
        QStringLiteral("sign-in"), CheckLevel::Failed, Error {ErrorCode::SiteIncorrectPassword}, {}, {}, 1500ms};
    report.roundTrip = 85ms;
    report.bytesPerSecond = 120'000;
    return report;
}

CheckReport cancelledReport()
{
    CheckReport report;
    report.findings = {
        ok(QStringLiteral("address")), {QStringLiteral("resolve"), CheckLevel::Failed, Error {ErrorCode::Cancelled}}};
    return report;
}

} // namespace

TEST_CASE("All steps of the role are listed before the check has begun")
{
    OpenedCheck https;
    CHECK(https.view.windowTitle() == QStringLiteral("Connection check"));
    REQUIRE(https.steps.rowCount() == 10);
    CHECK(https.rowOf(QStringLiteral("address")) == 0);
    CHECK(https.rowOf(QStringLiteral("tls")) == 3);
    CHECK(https.rowOf(QStringLiteral("site")) == 9);
    CHECK(https.result(QStringLiteral("site")) == QStringLiteral("waiting"));

    OpenedCheck http(SiteRole::Satellite, false);
    CHECK(http.steps.rowCount() == 9);
    CHECK(http.rowOf(QStringLiteral("tls")) == -1);

    OpenedCheck primary(SiteRole::Primary, true);
    REQUIRE(primary.steps.rowCount() == 4);
    CHECK(primary.rowOf(QStringLiteral("listener")) == 0);
    CHECK(primary.rowOf(QStringLiteral("contacts")) == 3);
}

TEST_CASE("Steps are ticked as they pass, with a word, the time taken and what was found")
{
    OpenedCheck window;
    window.view.begin();
    window.view.stepStarted(QStringLiteral("address"));
    CHECK(window.result(QStringLiteral("address")) == QStringLiteral("running…"));
    window.view.stepFinished(ok(QStringLiteral("address")));
    CHECK(window.result(QStringLiteral("address")) == QStringLiteral("ok"));
    CHECK(window.text(QStringLiteral("address"), 2) == QStringLiteral("12 ms"));
    CHECK(window.text(QStringLiteral("address"), 3) == QStringLiteral("found address"));
    CHECK(window.result(QStringLiteral("resolve")) == QStringLiteral("waiting"));
    CHECK(!window.steps.item(0, resultColumn)->icon().isNull());

    const CheckFinding slow {QStringLiteral("http"), CheckLevel::Warning, Error {ErrorCode::SlowLine}, {}, {}, 2500ms};
    window.view.stepFinished(slow);
    CHECK(window.result(QStringLiteral("http")) == QStringLiteral("warning"));
    CHECK(window.text(QStringLiteral("http"), 2) == QLocale().toString(2.5, 'f', 1) + QStringLiteral(" s"));
    CHECK(window.text(QStringLiteral("http"), 3) == describe(*slow.error));
}

TEST_CASE("The step that fails is marked and its words and advice are shown, those after it were not reached")
{
    OpenedCheck window;
    window.view.begin();
    window.view.finished(wrongPassword());
    CHECK(window.result(QStringLiteral("http")) == QStringLiteral("ok"));
    CHECK(window.result(QStringLiteral("sign-in")) == QStringLiteral("failed"));
    CHECK(window.result(QStringLiteral("hardware")) == QStringLiteral("not reached"));
    CHECK(window.result(QStringLiteral("site")) == QStringLiteral("not reached"));
    const Error error {ErrorCode::SiteIncorrectPassword};
    CHECK(window.verdict.tone() == Tone::Error);
    CHECK(window.verdict.text() == describe(error) + u' ' + advise(error));
    CHECK(window.steps.currentRow() == window.rowOf(QStringLiteral("sign-in")));
}

TEST_CASE("Round trip and speed are shown")
{
    OpenedCheck window;
    auto &measured = test::child<QLabel>(window.view, QStringLiteral("measured"));
    window.view.begin();
    CHECK(measured.text() == QStringLiteral("Round trip and speed are not measured yet."));
    window.view.finished(wrongPassword());
    CHECK(measured.text().contains(QStringLiteral("85 ms")));
    CHECK(measured.text().contains(QLocale().formattedDataSize(120'000)));
}

TEST_CASE("A running check is cancelled at any time, by button and by Esc, and the window stays to show it")
{
    OpenedCheck window;
    window.view.begin();
    CHECK(window.close.accessibleName() == QStringLiteral("Cancel"));
    CHECK(test::child<QWidget>(window.view, QStringLiteral("busy")).isVisible());
    QTest::mouseClick(&window.close, Qt::LeftButton);
    CHECK(window.cancelled.size() == 1);
    QTest::keyClick(&window.view, Qt::Key_Escape);
    CHECK(window.cancelled.size() == 2);
    CHECK(window.view.isVisible());
    window.view.finished(cancelledReport());
    CHECK(window.result(QStringLiteral("resolve")) == QStringLiteral("cancelled"));
    CHECK(window.verdict.tone() == Tone::Info);
    CHECK(window.close.accessibleName() == QStringLiteral("Close"));
    QTest::keyClick(&window.view, Qt::Key_Escape);
    CHECK(!window.view.isVisible());
    CHECK(window.cancelled.size() == 2);
}

TEST_CASE("Closing the window cancels what runs")
{
    OpenedCheck window;
    window.view.begin();
    window.view.close();
    CHECK(window.cancelled.size() == 1);
    CHECK(!window.view.isVisible());
}

TEST_CASE("The report of a check is copied as text")
{
    OpenedCheck window;
    CHECK(!window.copy.isEnabled());
    window.view.begin();
    CHECK(!window.copy.isEnabled());
    window.view.finished(wrongPassword());
    QTest::mouseClick(&window.copy, Qt::LeftButton);
    CHECK(QGuiApplication::clipboard()->text() == toText(wrongPassword()));
}

TEST_CASE("A check can be run again, and nothing of the last one stays")
{
    OpenedCheck window;
    window.view.begin();
    window.view.finished(wrongPassword());
    window.again.setFocus();
    QTest::keyClick(&window.again, Qt::Key_Space);
    REQUIRE(window.asked.size() == 1);
    window.view.begin();
    CHECK(window.result(QStringLiteral("sign-in")) == QStringLiteral("waiting"));
    CHECK(window.text(QStringLiteral("address"), 3).isEmpty());
    CHECK(window.verdict.isHidden());
    CHECK(!window.again.isEnabled());
}

TEST_CASE("Warnings leave a check good, and are all told with their advice")
{
    OpenedCheck window;
    CheckReport report;
    report.findings
        = {ok(QStringLiteral("address")), {QStringLiteral("http"), CheckLevel::Warning, Error {ErrorCode::SlowLine}},
            {QStringLiteral("site"), CheckLevel::Warning, Error {ErrorCode::PrimaryBusy}}};
    window.view.begin();
    window.view.finished(report);
    CHECK(window.verdict.tone() == Tone::Warning);
    CHECK(window.verdict.text().contains(advise(Error {ErrorCode::SlowLine})));
    CHECK(window.verdict.text().contains(advise(Error {ErrorCode::PrimaryBusy})));

    report.findings = {ok(QStringLiteral("address"))};
    window.view.finished(report);
    CHECK(window.verdict.tone() == Tone::Ok);
}

TEST_CASE("14.A6: with 300 sites the words stay short, and all are in a list that a button unfolds")
{
    OpenedCheck window(SiteRole::Primary, false);
    auto &showAll = test::child<QPushButton>(window.view, QStringLiteral("showAllSites"));
    auto &sites = test::child<QTableWidget>(window.view, QStringLiteral("checkedSites"));
    CHECK(!showAll.isVisible());
    CheckFinding contacts {QStringLiteral("contacts"), CheckLevel::Warning, Error {ErrorCode::SiteSilent},
        QStringLiteral("300 sites have been silent for more than a day: site2, site3, and 298 more.")};
    const QDateTime when(QDate(2026, 11, 23), QTime(10, 12));
    for (int id = 2; id < 302; ++id)
        contacts.sites.append({SyncId {id}, QStringLiteral("site%1").arg(id), when, {}});
    contacts.sites.last().when = {};
    contacts.sites.first().refusal = QStringLiteral("10.0.0.7: its password was wrong");
    window.view.begin();
    window.view.finished({{contacts}});
    CHECK(showAll.isVisible());
    CHECK(!sites.isVisible());
    CHECK(window.verdict.text().contains(advise(Error {ErrorCode::SiteSilent})));
    showAll.setFocus();
    QTest::keyClick(&showAll, Qt::Key_Space);
    CHECK(sites.isVisible());
    REQUIRE(sites.rowCount() == 300);
    CHECK(sites.item(0, 0)->text() == QStringLiteral("2"));
    CHECK(sites.item(0, 3)->text() == QStringLiteral("refused (10.0.0.7: its password was wrong)"));
    CHECK(sites.item(1, 1)->text() == QStringLiteral("site3"));
    CHECK(sites.item(1, 2)->text() == QLocale().toString(when, QLocale::ShortFormat));
    CHECK(sites.item(299, 2)->text() == QStringLiteral("never"));
    CHECK(window.view.height() <= 600);
    QTest::keyClick(&window.view, Qt::Key_A, Qt::AltModifier);
    CHECK(QTest::qWaitFor([&sites] { return !sites.isVisible(); }));
    window.view.begin();
    CHECK(!showAll.isVisible());
}

TEST_CASE("14.A8: how a refused machine is let in is said with the window's button, not with a command")
{
    OpenedCheck window(SiteRole::Primary, false);
    CheckFinding contacts {QStringLiteral("contacts"), CheckLevel::Warning, Error {ErrorCode::SiteIncorrectHardwareId},
        QStringLiteral("1 site(s) are refused: site5.")};
    contacts.sites.append({SyncId {5}, QStringLiteral("site5"), {}, QStringLiteral("10.0.0.7")});
    contacts.refused = {SyncId {5}, ErrorCode::SiteIncorrectHardwareId};
    window.view.begin();
    window.view.finished({{contacts}});
    const QString text = window.verdict.text();
    INFO(text.toStdString());
    CHECK(text.contains(QStringLiteral("open the row with Sync ID 5, press \"Clear\"")));
    CHECK_FALSE(text.contains(QStringLiteral("mailboatctl")));
    CHECK(window.steps.item(window.rowOf(QStringLiteral("contacts")), 3)->toolTip().contains(QStringLiteral("Clear")));
}

TEST_CASE("A step that was not foreseen gets its row, TLS before the answer")
{
    OpenedCheck window(SiteRole::Satellite, false);
    window.view.begin();
    window.view.stepStarted(QStringLiteral("tls"));
    CHECK(window.rowOf(QStringLiteral("tls")) == window.rowOf(QStringLiteral("http")) - 1);
    window.view.stepFinished(ok(QStringLiteral("later-step")));
    CHECK(window.rowOf(QStringLiteral("later-step")) == window.steps.rowCount() - 1);
}
