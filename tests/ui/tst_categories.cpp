// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/preferences/categories.h"

#include <QSet>

using namespace mailboat;

TEST_CASE("The categories stand in mSupply's order (contract.md §5)")
{
    const auto all = categories();
    REQUIRE(all.size() == 28);
    CHECK(all.front().name() == QStringLiteral("General"));
    CHECK(all[26].name() == QStringLiteral("Synchronise"));
    CHECK(all.back().name() == QStringLiteral("Customization"));
    QSet<QString> names;
    for (const PreferenceCategory &category : all)
        names.insert(category.name());
    CHECK(names.size() == 28);
}
