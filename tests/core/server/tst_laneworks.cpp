// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/laneworks.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("13: work that ends after a moment is known of its lane, and of no other")
{
    LaneWorks works;
    works.ended(2);
    const LaneWorks::Moment moment = works.now();
    CHECK_FALSE(works.hasEndedSince(2, moment));
    CHECK_FALSE(works.hasEndedSince(3, moment));
    works.ended(3);
    CHECK_FALSE(works.hasEndedSince(2, moment));
    CHECK(works.hasEndedSince(3, moment));
    CHECK_FALSE(works.hasEndedSince(3, works.now()));
}
