// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/setup/firststartdialog.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>

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
