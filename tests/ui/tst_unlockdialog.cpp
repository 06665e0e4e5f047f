// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/widgets/inlinemessage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

using namespace mailboat;

namespace {

/// The window, open, with what a test touches.
struct OpenedUnlock {
    UnlockDialog dialog {};
    QLineEdit &code {test::child<QLineEdit>(dialog, QStringLiteral("code"))};
    QPushButton &ok {test::child<QPushButton>(dialog, QStringLiteral("ok"))};
    QPushButton &cancel {test::child<QPushButton>(dialog, QStringLiteral("cancel"))};
    InlineMessage &message {test::child<InlineMessage>(dialog, QStringLiteral("message"))};
    QSignalSpy entered {&dialog, &UnlockDialog::codeEntered};

    OpenedUnlock()
    {
        dialog.open();
        dialog.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&dialog));
    }
};

const Error wrong {ErrorCode::CodeWrong, {{QStringLiteral("left"), 3}}};

} // namespace

TEST_CASE("Window Authorisation has the field Authorisation code, Cancel and OK, and the cursor in the field")
{
    OpenedUnlock window;
    CHECK(window.dialog.windowTitle() == QStringLiteral("Authorisation"));
    CHECK(window.code.accessibleName() == QStringLiteral("Authorisation code"));
    CHECK(window.ok.accessibleName() == QStringLiteral("OK"));
    CHECK(window.cancel.accessibleName() == QStringLiteral("Cancel"));
    CHECK(window.code.hasFocus());
    CHECK(window.code.echoMode() == QLineEdit::Password);
}

TEST_CASE("A typed code is given out at Enter, without the white space around it")
{
    OpenedUnlock window;
    CHECK(!window.ok.isEnabled());
    CHECK(!window.ok.toolTip().isEmpty());
    QTest::keyClicks(&window.code, QStringLiteral("  K7QF-2M9X-TRWD "));
    CHECK(window.ok.isEnabled());
    CHECK(window.ok.toolTip().isEmpty());
    QTest::keyClick(&window.code, Qt::Key_Return);
    REQUIRE(window.entered.size() == 1);
    CHECK(window.entered.first().first().toString() == QStringLiteral("K7QF-2M9X-TRWD"));
    CHECK(window.dialog.isVisible()); // whether it was right, its owner says
}

TEST_CASE("Without a code, Enter asks nothing")
{
    OpenedUnlock window;
    QTest::keyClicks(&window.code, QStringLiteral("   "));
    QTest::keyClick(&window.code, Qt::Key_Return);
    CHECK(window.entered.isEmpty());
    CHECK(window.dialog.isVisible());
}

TEST_CASE("A wrong code says so in that window, which stays open, ready to type over it")
{
    OpenedUnlock window;
    QTest::keyClicks(&window.code, QStringLiteral("wrong code"));
    QTest::mouseClick(&window.ok, Qt::LeftButton);
    REQUIRE(window.entered.size() == 1);
    window.dialog.refuse(wrong);
    CHECK(window.dialog.isVisible());
    CHECK(window.message.isVisible());
    CHECK(window.message.text() == describe(wrong) + u' ' + advise(wrong));
    CHECK(window.code.hasFocus());
    CHECK(window.code.selectedText() == QStringLiteral("wrong code"));
    QTest::keyClicks(&window.code, QStringLiteral("right"));
    QTest::keyClick(&window.code, Qt::Key_Return);
    REQUIRE(window.entered.size() == 2);
    CHECK(window.entered.last().first().toString() == QStringLiteral("right"));
}

TEST_CASE("The window grows with what it has to say, so that nothing is cut off")
{
    OpenedUnlock window;
    const int before = window.dialog.height();
    window.dialog.refuse({ErrorCode::CodeTooManyTries, {{QStringLiteral("seconds"), 60}}});
    const auto fits
        = [&window] { return window.message.height() >= window.message.heightForWidth(window.message.width()); };
    CHECK(QTest::qWaitFor([&] { return window.dialog.height() > before && fits(); }));
}

TEST_CASE("An expired code says so in the window")
{
    OpenedUnlock window;
    const Error expired {ErrorCode::CodeExpired, {{QStringLiteral("label"), QStringLiteral("support")}}};
    window.dialog.refuse(expired);
    CHECK(window.message.text().contains(describe(expired)));
    CHECK(window.dialog.isVisible());
}

TEST_CASE("After too many tries the window counts down and then lets one try again")
{
    OpenedUnlock window;
    QTest::keyClicks(&window.code, QStringLiteral("code"));
    window.dialog.refuse({ErrorCode::CodeTooManyTries, {{QStringLiteral("seconds"), 1}}});
    CHECK(!window.ok.isEnabled());
    CHECK(!window.ok.toolTip().isEmpty());
    CHECK(window.message.text().contains(QStringLiteral("1 s")));
    QTest::keyClick(&window.code, Qt::Key_Return);
    CHECK(window.entered.isEmpty());
    CHECK(QTest::qWaitFor([&window] { return window.ok.isEnabled(); }));
    CHECK(window.message.tone() == Tone::Info);
    QTest::keyClick(&window.code, Qt::Key_Return);
    CHECK(window.entered.size() == 1);
}

TEST_CASE("The wrong code that begins a pause says so at once, and counts down")
{
    OpenedUnlock window;
    QTest::keyClicks(&window.code, QStringLiteral("code"));
    window.dialog.refuse({ErrorCode::CodeWrong, {{QStringLiteral("seconds"), 30}}});
    CHECK(window.message.text().contains(QStringLiteral("The next try is possible in 30 s.")));
    CHECK(!window.message.text().contains(QStringLiteral("Tries left")));
    CHECK(!window.ok.isEnabled());
    CHECK(QTest::qWaitFor([&window] { return window.message.text().contains(QStringLiteral("29 s")); }));
}

TEST_CASE("While the code is checked nothing can be entered, but Cancel works")
{
    OpenedUnlock window;
    QTest::keyClicks(&window.code, QStringLiteral("code"));
    window.dialog.setBusy(true);
    CHECK(!window.ok.isEnabled());
    CHECK(test::child<QWidget>(window.dialog, QStringLiteral("progress")).isVisible());
    QTest::keyClicks(&window.code, QStringLiteral("more"));
    QTest::keyClick(&window.code, Qt::Key_Return);
    CHECK(window.code.text() == QStringLiteral("code"));
    CHECK(window.entered.isEmpty());
    window.dialog.setBusy(false);
    CHECK(window.ok.isEnabled());
    window.dialog.setBusy(true);
    QTest::mouseClick(&window.cancel, Qt::LeftButton);
    CHECK(!window.dialog.isVisible());
    CHECK(window.dialog.result() == QDialog::Rejected);
}

TEST_CASE("Esc closes the window of the code")
{
    OpenedUnlock window;
    QTest::keyClick(&window.code, Qt::Key_Escape);
    CHECK(!window.dialog.isVisible());
}

TEST_CASE("The code can be shown, and stays left to right where the window is mirrored")
{
    OpenedUnlock window;
    QTest::keyClick(&test::child<QCheckBox>(window.dialog, QStringLiteral("showCode")), Qt::Key_Space);
    CHECK(window.code.echoMode() == QLineEdit::Normal);
    window.dialog.setLayoutDirection(Qt::RightToLeft);
    CHECK(window.code.layoutDirection() == Qt::LeftToRight);
}

TEST_CASE("A pasted code loses the line break after it, and one of 10 kB is given on whole")
{
    OpenedUnlock window;
    QGuiApplication::clipboard()->setText(QStringLiteral("K7QF-2M9X-TRWD\r\n"));
    QTest::keyClick(&window.code, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&window.code, Qt::Key_Return);
    REQUIRE(window.entered.size() == 1);
    CHECK(window.entered.last().first().toString() == QStringLiteral("K7QF-2M9X-TRWD"));

    const QString longCode = QString(10000, u'x') + QStringLiteral("\u202e\u200fy");
    QGuiApplication::clipboard()->setText(longCode);
    window.code.selectAll();
    QTest::keyClick(&window.code, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&window.code, Qt::Key_Return);
    REQUIRE(window.entered.size() == 2);
    CHECK(window.entered.last().first().toString() == longCode);
}
