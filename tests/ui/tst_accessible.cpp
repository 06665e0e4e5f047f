// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/ui/widgets.h"
#include "ui/check/connectioncheckview.h"
#include "ui/help/helpwindow.h"
#include "ui/log/logview.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/status/statusline.h"
#include "ui/status/supportdialog.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/padlockbutton.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDialogButtonBox>

#include <functional>
#include <memory>

using namespace mailboat;

namespace {

struct Window {
    const char *name;
    std::function<std::unique_ptr<QWidget>()> make;
};

FakeClock &someClock()
{
    static FakeClock clock;
    return clock;
}

QList<SyncLog::Entry> someEntries()
{
    CycleReport report;
    report.started = someClock().utcNow();
    report.error = Error {ErrorCode::ConnectionLost};
    return {{1, report.started, QStringLiteral("cycle"), {}, QStringLiteral("sync"), toJson(report)}};
}

/// A failed check: it shows all that the window has.
std::unique_ptr<QWidget> checkWindow()
{
    auto view = std::make_unique<ConnectionCheckView>(SiteRole::Satellite, true);
    CheckReport report;
    report.findings = {{QStringLiteral("address"), CheckLevel::Failed, Error {ErrorCode::UrlMissing}}};
    view->begin();
    view->finished(report);
    return view;
}

std::unique_ptr<QWidget> failedStatus()
{
    auto line = std::make_unique<StatusLine>(someClock());
    Status status;
    status.syncId = SyncId(2);
    status.role = SiteRole::Satellite;
    status.lastError = Error {ErrorCode::SiteIncorrectPassword};
    line->setStatus(status);
    return line;
}

std::unique_ptr<QWidget> refusedCode()
{
    auto dialog = std::make_unique<UnlockDialog>();
    dialog->refuse({ErrorCode::CodeWrong, {{QStringLiteral("left"), 3}}});
    return dialog;
}

std::unique_ptr<QWidget> history()
{
    auto view = std::make_unique<LogView>(LogModel::Kind::Cycles);
    view->begin(someEntries(), false);
    return view;
}

const Window windows[] = {
    {"padlock", [] { return std::make_unique<PadlockButton>(); }},
    {"code", refusedCode},
    {"check", checkWindow},
    {"status line", failedStatus},
    {"history", history},
    {"support",
        [] {
            return std::make_unique<SupportDialog>(
                SiteFacts {QStringLiteral("0.1.0"), QStringLiteral("/a/b"), QStringLiteral("2"), QStringLiteral("x")});
        }},
    {"help", [] { return std::make_unique<HelpWindow>(*helpPage(QStringLiteral("Synchronise"))); }},
};

/// What the Tab key stops at.
QList<QWidget *> stops(const QWidget &window)
{
    QList<QWidget *> found;
    for (auto *widget : window.findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled()
            && !widget->focusProxy())
            found += widget;
    }
    return found;
}

} // namespace

TEST_CASE("Every control of the small windows has a name for screen readers")
{
    for (const Window &each : windows) {
        const auto window = each.make();
        test::showActive(*window);
        for (QWidget *widget : stops(*window)) {
            INFO(each.name << ": " << widget->metaObject()->className() << ' ' << widget->objectName().toStdString());
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            REQUIRE(accessible);
            CHECK(!accessible->text(QAccessible::Name).isEmpty());
        }
    }
}

TEST_CASE("Tab reaches every control of the small windows")
{
    for (const Window &each : windows) {
        const auto window = each.make();
        test::showActive(*window);
        QSet<QWidget *> missing;
        for (QWidget *widget : stops(*window))
            missing.insert(widget);
        REQUIRE(!missing.isEmpty());
        for (qsizetype press = 2 * missing.size(); press > 0; --press) {
            missing.remove(QApplication::focusWidget());
            QTest::keyClick(window.get(), Qt::Key_Tab);
        }
        INFO(each.name << ": " << (missing.isEmpty() ? std::string() : (*missing.begin())->objectName().toStdString()));
        CHECK(missing.isEmpty());
    }
}

TEST_CASE("Every button with words has a mnemonic, and no two of a window have the same one")
{
    for (const Window &each : windows) {
        const auto window = each.make();
        test::showActive(*window);
        QSet<QKeySequence> used;
        for (auto *button : window->findChildren<QAbstractButton *>()) {
            // Cancel and OK have Esc and Return.
            if (button->text().isEmpty() || !button->isVisible()
                || qobject_cast<QDialogButtonBox *>(button->parentWidget()))
                continue;
            INFO(each.name << ": " << button->text().toStdString());
            CHECK(!button->shortcut().isEmpty());
            CHECK(!used.contains(button->shortcut()));
            used.insert(button->shortcut());
        }
    }
}

TEST_CASE("The small windows fit a screen of 1024 by 600, mirrored too")
{
    for (const Window &each : windows) {
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const auto window = each.make();
            window->setLayoutDirection(direction);
            test::showActive(*window);
            INFO(each.name);
            CHECK(window->width() <= 1024);
            CHECK(window->height() <= 600);
        }
    }
}
