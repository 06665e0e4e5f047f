// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies beside a site's slow hash, and where it has signed in from: made with its row and its password, and gone with them.
#include "core/security/passworddigest.h"
#include "core/security/passwordhash.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

PeerStates::Caller callerOf(StoreSite &primary, const char *name = "hill")
{
    const auto caller = valueOf(primary->peerStates().caller(QString::fromLatin1(name)));
    REQUIRE(caller);
    return *caller;
}

void commitPeer(StoreSite &primary, std::optional<int> before, std::optional<int> after, const QString &password = {})
{
    PeerChange change;
    if (before)
        change.before = SyncId {*before};
    if (after) {
        change.after = Peer {};
        change.after->syncId = SyncId {*after};
        change.after->userName = QStringLiteral("hill");
    }
    if (!password.isEmpty())
        change.newPassword = password;
    SettingsChange all;
    all.peers.append(change);
    require(primary->settings().commit(all, {}, valueOf(primary->settings().read()).revision));
}

PasswordDigests::Answer answer(const PeerStates::Caller &caller, const QString &password)
{
    return PasswordDigests(valueOf(MachineKey::existingOrNew()))
        .compare(caller.passwordDigest, wirePassword(password), {caller.siteUuid, caller.passwordHash});
}

} // namespace

TEST_CASE("D5: with a site's password its digest is kept, and it ends with that")
{
    StoreSite primary(1);
    commitPeer(primary, {}, 2, QStringLiteral("hush hush"));
    const PeerStates::Caller first = callerOf(primary);
    CHECK(answer(first, QStringLiteral("hush hush")) == PasswordDigests::Answer::Right);
    CHECK(answer(first, QStringLiteral("hush")) == PasswordDigests::Answer::Wrong);
    commitPeer(primary, 2, 7); // another Sync ID, the same password
    CHECK(callerOf(primary).passwordDigest == first.passwordDigest);
    commitPeer(primary, 7, 7, QStringLiteral("new"));
    CHECK(answer(callerOf(primary), QStringLiteral("hush hush")) == PasswordDigests::Answer::Wrong);
    CHECK(answer(callerOf(primary), QStringLiteral("new")) == PasswordDigests::Answer::Right);
    commitPeer(primary, 7, {});
    CHECK_FALSE(valueOf(primary->peerStates().caller(QStringLiteral("hill"))));
}

TEST_CASE("D5: a digest is kept for the slow hash that it was made for alone")
{
    StoreSite primary(1);
    commitPeer(primary, {}, 2, QStringLiteral("hush hush"));
    const PeerStates::Caller caller = callerOf(primary);
    require(primary->peerStates().setPasswordDigest(SyncId {2}, "another hash", "digest"));
    CHECK(callerOf(primary).passwordDigest == caller.passwordDigest);
    require(primary->peerStates().setPasswordDigest(SyncId {2}, caller.passwordHash, "digest"));
    CHECK(callerOf(primary).passwordDigest == "digest");
}

TEST_CASE("D5: where a site has signed in goes with it, to another Sync ID or away")
{
    StoreSite primary(1);
    commitPeer(primary, {}, 2, QStringLiteral("hush hush"));
    const QDateTime now = primary.clock().utcNow();
    const PeerStates &states = primary->peerStates();
    valueOf(primary->peerStates().noteNetwork(SyncId {2}, "10.0.0.1", now));
    valueOf(primary->peerStates().noteNetwork(SyncId {3}, "10.0.0.2", now.addSecs(1)));
    CHECK(valueOf(states.hasNetwork(SyncId {2}, "10.0.0.1")));
    CHECK_FALSE(valueOf(states.hasNetwork(SyncId {2}, "10.0.0.2")));
    CHECK(valueOf(states.knownNetworks(9)) == QList<QByteArray> {"10.0.0.2", "10.0.0.1"});
    CHECK(valueOf(states.knownNetworks(1)) == QList<QByteArray> {"10.0.0.2"});
    commitPeer(primary, 2, 7);
    CHECK(valueOf(states.hasNetwork(SyncId {7}, "10.0.0.1")));
    CHECK_FALSE(valueOf(states.hasNetwork(SyncId {2}, "10.0.0.1")));
    commitPeer(primary, 7, {});
    CHECK_FALSE(valueOf(states.hasNetwork(SyncId {7}, "10.0.0.1")));
    CHECK(valueOf(states.hasNetwork(SyncId {3}, "10.0.0.2")));
}
