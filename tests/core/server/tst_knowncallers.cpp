// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/knowncallers.h"

#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString hill = QStringLiteral("hill");
const QString valley = QStringLiteral("valley");

SiteStanding standing(int site)
{
    SiteStanding standing;
    standing.peer.syncId = SyncId {site};
    return standing;
}

int siteAt(const KnownCallers &known, KnownCallers::State state, const QString &name)
{
    const auto found = known.at(state, name);
    return found ? found->peer.syncId.value() : 0;
}

} // namespace

TEST_CASE("13: a caller is known at the state that was seen before he was read, and at no other")
{
    KnownCallers known;
    CHECK(siteAt(known, 0, hill) == 0);
    known.found(7, hill, standing(2));
    CHECK(siteAt(known, 7, hill) == 2);
    CHECK(siteAt(known, 7, valley) == 0);
    CHECK(siteAt(known, 8, hill) == 0);
    CHECK(siteAt(known, 6, hill) == 0);
    known.found(7, valley, standing(3));
    CHECK(siteAt(known, 7, hill) == 2);
    CHECK(siteAt(known, 7, valley) == 3);

    known.found(8, valley, standing(4));
    CHECK(siteAt(known, 8, valley) == 4);
    CHECK(siteAt(known, 8, hill) == 0);
    CHECK(siteAt(known, 7, hill) == 0);
    known.found(7, hill, standing(2)); // one that was long on its way
    CHECK(siteAt(known, 8, hill) == 0);
    CHECK(siteAt(known, 8, valley) == 4);
}

TEST_CASE("13: the states of known callers change with the datafile, and are none before it is open")
{
    ServedPrimary primary;
    KnownCallers known;
    CHECK_FALSE(known.state());
    REQUIRE(known.open(primary.address()));
    const auto before = known.state();
    REQUIRE(before);
    known.found(*before, hill, standing(2));
    CHECK(siteAt(known, known.state().value(), hill) == 2);
    primary.putStore("store_c", 2);
    CHECK(siteAt(known, known.state().value(), hill) == 0);
}

TEST_CASE("13: of callers under ever new names only so many are known")
{
    KnownCallers known;
    for (int caller = 0; caller < KnownCallers::mostKnown + 1; ++caller)
        known.found(7, QStringLiteral("hill ") + QString(caller, u' '), standing(2));
    CHECK(siteAt(known, 7, QStringLiteral("hill ")) == 0);
    CHECK(siteAt(known, 7, QStringLiteral("hill ") + QString(KnownCallers::mostKnown, u' ')) == 2);
}
