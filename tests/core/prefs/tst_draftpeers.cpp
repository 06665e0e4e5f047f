// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/draftmerge.h"
#include "core/prefs/peercsv.h"
#include "core/prefs/rules.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "tests/core/prefs/drafting.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary with sites 2 and 3.
struct Primary : EditedSite {
    Primary() { set(1, {peerRow(2, north), peerRow(3, south)}); }
};

} // namespace

TEST_CASE("unique: 1 is reserved for the primary (contract.md §3)")
{
    Primary site;
    CHECK(refusal(site.draft()->peers.add(peerRow(1, QStringLiteral("east")), password)) == ErrorCode::SyncIdReserved);
    CHECK(refusal(site.draft()->peers.edit(SyncId {2}, peerRow(1, north), {})) == ErrorCode::SyncIdReserved);
}

TEST_CASE("unique: a Sync ID or user name in use is refused, with its owner (contract.md §3)")
{
    Primary site;
    const auto draft = site.draft();
    const Result<> sameId = draft->peers.add(peerRow(2, QStringLiteral("east")), password);
    REQUIRE_FALSE(sameId);
    CHECK(sameId.error().code == ErrorCode::SyncIdInUse);
    CHECK(sameId.error().values[QStringLiteral("owner")].toString() == north);
    CHECK(refusal(draft->peers.edit(SyncId {3}, peerRow(2, south), {})) == ErrorCode::SyncIdInUse);
    CHECK(refusal(draft->peers.add(peerRow(4, QStringLiteral("NORTH ")), password)) == ErrorCode::UserNameInUse);
    CHECK(refusal(draft->peers.edit(SyncId {3}, peerRow(3, QStringLiteral("North")), {})) == ErrorCode::UserNameInUse);
    CHECK_FALSE(draft->isModified());
    CHECK(draft->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("North")), {}));
}

TEST_CASE("D6: a name in another case, Unicode form or with blanks around it is in use, typed and imported")
{
    EditedSite site;
    site.set(1, {peerRow(2, QStringLiteral("Clinic 7")), peerRow(3, QStringLiteral("Stra\u00dfe"))});
    const QString fullWidth = QStringLiteral("\u3000\uff43\uff4c\uff49\uff4e\uff49\uff43\u00a0\uff17");
    for (const QString &name : {fullWidth, QStringLiteral("CLINIC 7 "), QStringLiteral("STRASSE")}) {
        CAPTURE(name);
        const auto draft = site.draft();
        CHECK(refusal(draft->peers.checks().userName(name, {})) == ErrorCode::UserNameInUse);
        CHECK(refusal(draft->peers.add(peerRow(4, name), password)) == ErrorCode::UserNameInUse);
        const Result<int> imported
            = importPeers(*draft, "syncId,userName,password,url\n4,\"" + name.toUtf8() + "\",s3cret,\n");
        REQUIRE_FALSE(imported);
        CHECK(imported.error().values[QStringLiteral("rows")].toString().contains(QStringLiteral("belongs to")));
    }
    const auto draft = site.draft();
    CHECK(draft->peers.edit(SyncId {2}, peerRow(2, fullWidth), {})); // its own
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().peers.first().userName == fullWidth.trimmed());
}

TEST_CASE("D6: two processes that each add one of two names that count as one are not both right")
{
    EditedSite site;
    site.set(1);
    const auto one = site.draft();
    const auto other = site.draft();
    REQUIRE(one->peers.add(peerRow(2, QStringLiteral("stra\u00dfe")), password));
    REQUIRE(other->peers.add(peerRow(3, QStringLiteral("Strasse")), password));
    REQUIRE(commitDraft(*one, site.datafile->settings(), site.authorisation));
    CHECK(refusal(commitDraft(*other, site.datafile->settings(), site.authorisation)) == ErrorCode::UserNameInUse);
}

TEST_CASE("D6: names of an older list that count as one now stop nobody who changes something else")
{
    Primary site;
    REQUIRE(site.datafile->connection().execute(
        QStringLiteral("UPDATE peer SET user_name = 'NORTH', name_key = 'north' WHERE sync_id = 3")));
    const auto draft = site.draft();
    CHECK((sameNames(draft->peers.all()) == QList<std::pair<SyncId, SyncId>> {{SyncId {2}, SyncId {3}}}));
    REQUIRE(draft->preferences.logDays.set(30));
    REQUIRE(draft->peers.add(peerRow(4, QStringLiteral("east")), password));
    CHECK(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    REQUIRE(draft->peers.add(peerRow(5, QStringLiteral("west")), password));
    REQUIRE(draft->peers.remove({SyncId {3}}));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(refusal(draft->peers.add(peerRow(3, QStringLiteral("North")), password).and_then([&] {
        return commitDraft(*draft, site.datafile->settings(), site.authorisation);
    })) == ErrorCode::UserNameInUse);
}

TEST_CASE("unique: a peer cannot have this site's own Sync ID (contract.md §3)")
{
    EditedSite site;
    site.set(7);
    CHECK(refusal(site.draft()->peers.add(peerRow(7, north), password)) == ErrorCode::SyncIdInUse);
}

TEST_CASE("A peer is refused for a bad Sync ID, user name or URL, or without a password")
{
    Primary site;
    const auto draft = site.draft();
    const auto added = [&draft](const Peer &peer, const QString &typed = password) {
        return refusal(draft->peers.add(peer, typed));
    };
    CHECK(added(peerRow(0, QStringLiteral("east"))) == ErrorCode::SyncIdInvalid);
    CHECK(added(peerRow(-5, QStringLiteral("east"))) == ErrorCode::SyncIdInvalid);
    CHECK(added(peerRow(4, QStringLiteral(" "))) == ErrorCode::UserNameInvalid);
    CHECK(added(peerRow(4, QStringLiteral("a:b"))) == ErrorCode::UserNameInvalid);
    CHECK(added(peerRow(4, QStringLiteral("east"), QStringLiteral("http://x/y"))) == ErrorCode::UrlInvalid);
    CHECK(added(peerRow(4, QStringLiteral("east"), QStringLiteral("localhost:2048"))) == ErrorCode::UrlOwnAddress);
    CHECK(added(peerRow(4, QStringLiteral("east")), QString()) == ErrorCode::PasswordMissing);
    CHECK(refusal(draft->peers.edit(SyncId {2}, peerRow(2, north), QString())) == ErrorCode::PasswordMissing);
    CHECK(refusal(draft->peers.edit(SyncId {9}, peerRow(9, north), {})) == ErrorCode::PeerUnknown);
    CHECK(refusal(draft->peers.remove({SyncId {9}})) == ErrorCode::PeerUnknown);
    CHECK_FALSE(draft->isModified());
}

TEST_CASE("A peer that is added brings nothing but what is typed")
{
    Primary site;
    const auto draft = site.draft();
    Peer typed = peerRow(4, QStringLiteral("east"));
    typed.hardwareId = QStringLiteral("X");
    typed.siteUuid = QStringLiteral("X");
    typed.status = PeerStatus::Ready;
    REQUIRE(draft->peers.add(typed, password));
    CHECK(draft->peers.find(SyncId {4})->hardwareId.isEmpty());
    CHECK(draft->peers.find(SyncId {4})->status == PeerStatus::New);
}

TEST_CASE("The list stays in the order of Sync IDs")
{
    Primary site;
    const auto draft = site.draft();
    REQUIRE(draft->peers.add(peerRow(20, QStringLiteral("west")), password));
    REQUIRE(draft->peers.add(peerRow(10, QStringLiteral("east")), password));
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(15, north), {}));
    QList<int> ids;
    for (const Peer &peer : draft->peers.all())
        ids.append(peer.syncId.value());
    CHECK(ids == QList<int> {3, 10, 15, 20});
    CHECK(draft->peers.find(SyncId {15})->userName == north);
    CHECK(draft->peers.find(SyncId {2}) == nullptr);
}

TEST_CASE("A site keeps its permanent id, machine and password when its Sync ID and name change")
{
    Primary site;
    REQUIRE(*site.datafile->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("MACHINE")));
    const auto before = site.datafile->peerStates().caller(north);
    REQUIRE((before && *before));
    const auto draft = site.draft();
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(12, QStringLiteral("far north")), {}));
    CHECK(draft->modifiedFields() == 2);
    CHECK(draft->peers.edits().renumbered() == QHash<SyncId, SyncId> {{SyncId {2}, SyncId {12}}});
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(draft->peers.edits().renumbered().isEmpty());
    const auto after = site.datafile->peerStates().caller(QStringLiteral("far north"));
    REQUIRE((after && *after));
    CHECK((*after)->syncId == SyncId {12});
    CHECK((*after)->siteUuid == (*before)->siteUuid);
    CHECK((*after)->hardwareId == QStringLiteral("MACHINE"));
    CHECK((*after)->passwordHash == (*before)->passwordHash);
}

TEST_CASE("Two sites may swap their Sync IDs, and a removed one leaves its Sync ID to another")
{
    Primary site;
    const auto draft = site.draft();
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(9, north), {}));
    REQUIRE(draft->peers.edit(SyncId {3}, peerRow(2, south), {}));
    REQUIRE(draft->peers.edit(SyncId {9}, peerRow(3, north), {}));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(draft->peers.find(SyncId {3})->userName == north);
    CHECK(draft->peers.find(SyncId {2})->userName == south);

    REQUIRE(draft->peers.remove({SyncId {2}}));
    REQUIRE(draft->peers.add(peerRow(2, south), password));
    CHECK(draft->modifiedFields() == 8);
    const QString uuid = site.saved().peers.first().siteUuid;
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().peers.first().siteUuid != uuid);
}

TEST_CASE("A site added and removed again in the same draft leaves nothing to save")
{
    Primary site;
    const auto draft = site.draft();
    REQUIRE(draft->peers.add(peerRow(4, QStringLiteral("east")), password));
    REQUIRE(draft->peers.edit(SyncId {4}, peerRow(5, QStringLiteral("west")), {}));
    REQUIRE(draft->peers.remove({SyncId {5}}));
    CHECK_FALSE(draft->isModified());
}

TEST_CASE("A satellite's hash is no password for a primary")
{
    EditedSite site;
    site.set(0, {peerRow(2, north)});
    const auto draft = site.draft();
    const Peer asPrimary = peerRow(1, north, QStringLiteral("sync.example.org"));
    CHECK(refusal(draft->peers.edit(SyncId {2}, asPrimary, {})) == ErrorCode::PasswordMissing);
    REQUIRE(draft->peers.edit(SyncId {2}, asPrimary, password));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.datafile->peerStates().primaryAccess()->has_value());
}

TEST_CASE("A site with active stores keeps its Sync ID and stays in the list")
{
    Primary site;
    const Record store {
        "store", "store_a", Action::Insert, R"({"ID":"store_a","name_ID":"n","sync_id_remote_site":2})"};
    REQUIRE(site.datafile->records().put(store));
    REQUIRE(site.saved().peers.first().stores == QStringList {QStringLiteral("store_a")});

    const auto draft = site.draft();
    const Result<> removed = draft->peers.remove({SyncId {2}});
    REQUIRE_FALSE(removed);
    CHECK(removed.error().code == ErrorCode::SiteHasStores);
    CHECK(removed.error().values[QStringLiteral("stores")].toStringList() == QStringList {QStringLiteral("store_a")});
    CHECK(refusal(draft->peers.edit(SyncId {2}, peerRow(4, north), {})) == ErrorCode::SiteHasStores);
    CHECK(draft->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("renamed")), {}));
    CHECK(draft->peers.remove({SyncId {3}}));
}

TEST_CASE("Of several sites all are removed or none")
{
    Primary site;
    site.set(1, {peerRow(5, QStringLiteral("five")), peerRow(7, QStringLiteral("seven"))});
    const auto ids = [](const Draft &draft) {
        QList<int> found;
        for (const Peer &peer : draft.peers.all())
            found.append(peer.syncId.value());
        return found;
    };
    const auto draft = site.draft();
    CHECK(refusal(draft->peers.remove({SyncId {5}, SyncId {9}})) == ErrorCode::PeerUnknown);
    CHECK_FALSE(draft->isModified());
    REQUIRE(draft->peers.remove({}));
    CHECK_FALSE(draft->isModified());
    REQUIRE(draft->peers.remove({SyncId {7}, SyncId {3}, SyncId {7}}));
    CHECK(ids(*draft) == QList<int> {2, 5});
    REQUIRE(draft->peers.add(peerRow(3, QStringLiteral("seven")), password)); // name and Sync ID are free
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(ids(*site.draft()) == QList<int> {2, 3, 5});
}

TEST_CASE("14.A8: four sites deleted and one added are five changes, however many fields they have")
{
    EditedSite site;
    QList<Peer> rows;
    for (int id = 2; id < 8; ++id)
        rows.append(peerRow(id, QStringLiteral("site %1").arg(id)));
    site.set(1, rows);
    const auto draft = site.draft();
    REQUIRE(draft->peers.remove({SyncId {2}, SyncId {3}, SyncId {4}, SyncId {5}}));
    REQUIRE(draft->peers.add(peerRow(9, QStringLiteral("nine")), password));
    CHECK(draft->changeCount() == 5);
    REQUIRE(draft->peers.edit(SyncId {6}, peerRow(16, QStringLiteral("six")), {}));
    REQUIRE(draft->setPreference(QStringLiteral("request-size"), QStringLiteral("50")));
    CHECK(draft->changeCount() == 8);
}

TEST_CASE("URLs are cleared at a primary, all at once")
{
    Primary site;
    const QString url = QStringLiteral("http://10.0.0.7:2048");
    site.set(1, {peerRow(5, QStringLiteral("five"), url), peerRow(7, QStringLiteral("seven"), url)});
    const auto draft = site.draft();
    draft->peers.clearUrls();
    CHECK(draft->modifiedFields() == 2);
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    for (const Peer &peer : site.saved().peers)
        CHECK(peer.url.isEmpty());

    EditedSite satellite;
    satellite.set(2, {peerRow(1, north, url)});
    const auto other = satellite.draft();
    other->peers.clearUrls();
    CHECK_FALSE(other->isModified());
}

TEST_CASE("hardware ID: cleared at the primary, staged like the rest (contract.md §3)")
{
    Primary site;
    REQUIRE(*site.datafile->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("MACHINE")));
    const auto draft = site.draft();
    CHECK(refusal(draft->peers.clearHardwareId(SyncId {9})) == ErrorCode::PeerUnknown);
    REQUIRE(draft->peers.clearHardwareId(SyncId {3})); // none recorded
    CHECK_FALSE(draft->isModified());
    REQUIRE(draft->peers.clearHardwareId(SyncId {2}));
    CHECK(draft->peers.find(SyncId {2})->hardwareId.isEmpty());
    CHECK(site.saved().peers.first().hardwareId == QStringLiteral("MACHINE"));
    CHECK(draft->needsAuthorisation());
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().peers.first().hardwareId.isEmpty());
}

TEST_CASE("hardware ID: a satellite does not clear it")
{
    EditedSite site;
    site.set(2, {peerRow(1, north, QStringLiteral("sync.example.org"))});
    CHECK(refusal(site.draft()->peers.clearHardwareId(SyncId {1})) == ErrorCode::ActionNotPossible);
}

TEST_CASE("14.B10: what a commit would change is told row by row: added, edited, cleared, given a password; not what "
          "is as saved")
{
    Primary site;
    REQUIRE(site.datafile->peerStates().bindHardwareId(SyncId {3}, QStringLiteral("MACHINE")));
    const auto draft = site.draft();
    PeersDraft &peers = draft->peers;
    CHECK(peers.edits().unsaved().isEmpty());
    REQUIRE(peers.add(peerRow(7, QStringLiteral("hill")), password));
    REQUIRE(peers.clearHardwareId(SyncId {3}));
    CHECK(peers.edits().unsaved() == QSet<SyncId> {SyncId {3}, SyncId {7}});
    REQUIRE(peers.edit(SyncId {2}, *peers.find(SyncId {2}), QStringLiteral("another")));
    CHECK(peers.edits().unsaved() == QSet<SyncId> {SyncId {2}, SyncId {3}, SyncId {7}});
    REQUIRE(peers.remove({SyncId {3}, SyncId {7}}));
    CHECK(peers.edits().unsaved() == QSet<SyncId> {SyncId {2}});
    CHECK(peers.edits().removedCount() == 1); // the other was never saved
}

TEST_CASE("14.B10: the last deletion is undone: its rows are as they were staged")
{
    Primary site;
    REQUIRE(site.datafile->peerStates().bindHardwareId(SyncId {2}, QStringLiteral("MACHINE")));
    const auto draft = site.draft();
    PeersDraft &peers = draft->peers;
    REQUIRE(peers.add(peerRow(7, QStringLiteral("hill")), password));
    REQUIRE(peers.clearHardwareId(SyncId {2}));
    REQUIRE(peers.edit(SyncId {3}, peerRow(4, QStringLiteral("renamed")), QStringLiteral("another")));
    const QList<Peer> before = peers.all();
    REQUIRE(peers.remove({SyncId {7}, SyncId {4}, SyncId {2}}));
    CHECK(peers.lastRemoved().size() == 3);
    SECTION("all at once")
    {
        REQUIRE(peers.undoRemove());
        CHECK(peers.all() == before);
        CHECK(peers.lastRemoved().isEmpty());
        CHECK(peers.edits().savedId(SyncId {4}) == SyncId {3});
        CHECK(peers.edits().newPassword(SyncId {7}) == password);
        CHECK(peers.edits().newPassword(SyncId {4}) == QStringLiteral("another"));
        REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
        CHECK(site.saved().peers.size() == 3);
        CHECK(site.saved().peers.first().hardwareId.isEmpty());
    }
    SECTION("none, where something else has taken a place")
    {
        REQUIRE(peers.add(peerRow(7, QStringLiteral("other")), password));
        CHECK(refusal(peers.undoRemove()) == ErrorCode::SyncIdInUse);
        REQUIRE(peers.edit(SyncId {7}, peerRow(9, QStringLiteral("Renamed")), {}));
        CHECK(refusal(peers.undoRemove()) == ErrorCode::UserNameInUse);
        CHECK(peers.all().size() == 1);
        REQUIRE(peers.edit(SyncId {9}, peerRow(9, QStringLiteral("other")), {}));
        CHECK(peers.undoRemove());
        CHECK(peers.all().size() == 4);
    }
    SECTION("not once it is saved")
    {
        REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
        CHECK(peers.lastRemoved().isEmpty());
    }
}

TEST_CASE("14.B10: what two have changed at once is told by setting, and made anew without what gives way")
{
    Primary site;
    const auto mine = site.draft();
    REQUIRE(mine->setPreference(QStringLiteral("log-days"), QStringLiteral("40")));
    REQUIRE(mine->setPreference(QStringLiteral("workers"), QStringLiteral("3")));
    REQUIRE(mine->peers.edit(SyncId {2}, peerRow(4, QStringLiteral("mine")), QStringLiteral("another")));
    REQUIRE(mine->peers.remove({SyncId {3}}));
    const auto other = site.draft();
    REQUIRE(other->setPreference(QStringLiteral("log-days"), QStringLiteral("50")));
    REQUIRE(other->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("theirs")), {}));
    REQUIRE(commitDraft(*other, site.datafile->settings(), site.authorisation));

    const auto now = site.draft();
    const SettingConflict days {.preference = QStringLiteral("log-days")};
    const SettingConflict row {.site = SyncId {2}};
    CHECK(conflictsOf(*mine, *now) == QList<SettingConflict> {days, row});
    CHECK(refusal(commitDraft(*mine, site.datafile->settings(), site.authorisation)) == ErrorCode::SettingsChanged);
    SECTION("all that is mine")
    {
        REQUIRE(makeAnew(*mine, *now, {}));
        REQUIRE(commitDraft(*now, site.datafile->settings(), site.authorisation));
        CHECK(site.saved().preferences.value(QStringLiteral("log-days")) == QStringLiteral("40"));
        REQUIRE(site.saved().peers.size() == 1);
        CHECK(site.saved().peers.first().syncId == SyncId {4});
        CHECK(site.saved().peers.first().userName == QStringLiteral("mine"));
    }
    SECTION("what gives way stays as the other has saved it")
    {
        REQUIRE(makeAnew(*mine, *now, {days, row}));
        REQUIRE(commitDraft(*now, site.datafile->settings(), site.authorisation));
        CHECK(site.saved().preferences.value(QStringLiteral("log-days")) == QStringLiteral("50"));
        CHECK(site.saved().preferences.value(QStringLiteral("workers")) == QStringLiteral("3"));
        REQUIRE(site.saved().peers.size() == 1);
        CHECK(site.saved().peers.first().userName == QStringLiteral("theirs"));
    }
}
