// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/ownprimary.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

wire::SiteInfo answer()
{
    wire::SiteInfo info;
    info.siteId = SyncId {12};
    info.id = QStringLiteral("uuid");
    info.mSupplyCentralSiteId = 1;
    return info;
}

} // namespace

TEST_CASE("a primary that takes this site for another one is told by both Sync IDs")
{
    CHECK(isAnsweredAs(SyncId {12}, answer()));
    const Result<> other = isAnsweredAs(SyncId {13}, answer());
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::SyncIdDiffers);
    CHECK(other.error().values.value(QStringLiteral("here")) == 13);
    CHECK(other.error().values.value(QStringLiteral("there")) == 12);
}

TEST_CASE("another primary than before is told first, then another site there")
{
    CHECK(isSamePrimary({1, QStringLiteral("uuid")}, answer()));
    const Result<> other = isSamePrimary({9, QStringLiteral("other")}, answer());
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::WrongPrimary);
    CHECK(other.error().values.value(QStringLiteral("known")) == 9);
    CHECK(other.error().values.value(QStringLiteral("found")) == 1);
    const Result<> otherSite = isSamePrimary({1, QStringLiteral("other")}, answer());
    REQUIRE_FALSE(otherSite);
    CHECK(otherSite.error().code == ErrorCode::WrongSite);
}
