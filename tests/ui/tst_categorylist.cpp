// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/openwindow.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QScopeGuard>
#include <QSettings>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QStringList shownIn(OpenWindow &open)
{
    QStringList shown;
    const auto &list = open.the<QListWidget>("categories");
    for (int row = 0; row < list.count(); ++row) {
        if (!list.item(row)->isHidden())
            shown += list.item(row)->text();
    }
    return shown;
}

} // namespace

TEST_CASE("14.B2: the search of categories finds settings by their labels")
{
    PrimarySite site;
    OpenWindow open(site);
    auto &field = open.the<QLineEdit>("categoryFilter");
    open.type("categoryFilter", QStringLiteral("certif"));
    CHECK(shownIn(open) == QStringList {QStringLiteral("Server")});
    QTest::keyClick(&field, Qt::Key_Return);
    CHECK(open.the<QWidget>("certificate").isVisible());
    open.type("categoryFilter", QStringLiteral("INTERVAL"));
    CHECK(shownIn(open) == QStringList {QStringLiteral("Synchronise")});
    open.type("categoryFilter", QStringLiteral("printing"));
    CHECK(shownIn(open) == QStringList {QStringLiteral("Printing")});
    QTest::keyClick(&field, Qt::Key_Escape);
    CHECK(shownIn(open).size() == 28);
    CHECK(open.window.isVisible());
}

TEST_CASE("14.B2: mSupply's other categories fold away, and stay so in windows opened later")
{
    const auto restore = qScopeGuard([] { QSettings().clear(); });
    PrimarySite site;
    {
        OpenWindow open(site);
        auto &others = open.the<QCheckBox>("otherCategories");
        CHECK(others.isChecked());
        CHECK(shownIn(open).size() == 28);
        others.setFocus();
        QTest::keyClick(&others, Qt::Key_Space);
        CHECK(shownIn(open).contains(QStringLiteral("Server")));
        CHECK_FALSE(shownIn(open).contains(QStringLiteral("Invoices 1")));
        open.type("categoryFilter", QStringLiteral("printing"));
        CHECK(shownIn(open).isEmpty());
    }
    OpenWindow later(site);
    CHECK_FALSE(shownIn(later).contains(QStringLiteral("Invoices 1")));
    later.the<QCheckBox>("otherCategories").click();
    CHECK(shownIn(later).size() == 28);
}
