// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/setup/firststartdialog.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace mailboat;
using test::child;

TEST_CASE("The window that makes a datafile grows with what it says, and cuts nothing off")
{
    FirstStartDialog dialog(QStringLiteral("/a/site.mailboat"), Error {ErrorCode::DatafileMissing});
    dialog.show();
    REQUIRE(QTest::qWaitForWindowExposed(&dialog));
    auto &id = child<QLineEdit>(dialog, QStringLiteral("newSyncId"));
    const int line = id.height();
    id.selectAll();
    QTest::keyClicks(&id, QStringLiteral("abc"));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("create")), Qt::LeftButton);
    CHECK(QTest::qWaitFor([&] {
        return child<QLabel>(dialog, QStringLiteral("messageText")).isVisible()
            && dialog.height() >= dialog.layout()->totalHeightForWidth(dialog.width()) && id.height() == line;
    }));
}

TEST_CASE("14.A7: neither Esc nor the window's own button takes away a code that nobody has said to have kept")
{
    FirstStartDialog dialog(QStringLiteral("/a/site.mailboat"), Error {ErrorCode::DatafileMissing});
    dialog.showCode(QStringLiteral("ABCD-EFGH"));
    test::showActive(dialog);
    const QSignalSpy finished(&dialog, &QDialog::finished);
    const auto &words = child<QLabel>(dialog, QStringLiteral("messageText"));
    SECTION("Esc")
    {
        QTest::keyClick(&dialog, Qt::Key_Escape);
    }
    SECTION("the window's own button")
    {
        CHECK_FALSE(dialog.close());
    }
    CHECK(dialog.isVisible());
    CHECK(finished.isEmpty());
    CHECK(child<QLineEdit>(dialog, QStringLiteral("firstCode")).isVisible());
    CHECK(words.text().contains(QStringLiteral("only this once")));
    QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("codeKept")), Qt::LeftButton);
    CHECK(dialog.result() == QDialog::Accepted);
    CHECK_FALSE(dialog.isVisible());
}
