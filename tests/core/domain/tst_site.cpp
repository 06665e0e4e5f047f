// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/peer.h"
#include "core/domain/site.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("The Sync ID says the role")
{
    CHECK(roleOf(SyncId(0)) == SiteRole::Off);
    CHECK(roleOf(SyncId(1)) == SiteRole::Primary);
    CHECK(roleOf(SyncId(2)) == SiteRole::Satellite);
    CHECK(roleOf(SyncId(2147483647)) == SiteRole::Satellite);
    CHECK(roleName(SiteRole::Off) == QStringLiteral("off"));
    CHECK(roleName(SiteRole::Primary) == QStringLiteral("primary"));
    CHECK(roleName(SiteRole::Satellite) == QStringLiteral("satellite"));
}

TEST_CASE("How far a satellite is has a word for people and one for the wire")
{
    CHECK(peerStatusName(PeerStatus::New) == QStringLiteral("new"));
    CHECK(peerStatusName(PeerStatus::Initialising) == QStringLiteral("initialising"));
    CHECK(peerStatusName(PeerStatus::Ready) == QStringLiteral("ready"));
    CHECK(peerStatusName(PeerStatus::Blocked) == QStringLiteral("blocked"));
    CHECK(initialisationStatusName(PeerStatus::New) == "new");
    CHECK(initialisationStatusName(PeerStatus::Initialising) == "started");
    CHECK(initialisationStatusName(PeerStatus::Ready) == "completed");
    CHECK(initialisationStatusName(PeerStatus::Blocked) == "error");
}
