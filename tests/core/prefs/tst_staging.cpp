// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a window asks of a draft while somebody types, and what it hands to the thread that commits.
#include "core/records/recordstore.h"
#include "tests/core/prefs/drafting.h"

#include <limits>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

struct StagedPrimary : EditedSite {
    StagedPrimary() { set(1, {peerRow(2, north), peerRow(3, south)}); }

    void putStore(int site)
    {
        const QByteArray data
            = R"({"ID":"store_a","name_ID":"n","sync_id_remote_site":)" + QByteArray::number(site) + "}";
        REQUIRE(datafile->records().put({"store", "store_a", Action::Insert, data}));
    }
};

} // namespace

TEST_CASE("A Sync ID is judged while it is typed, of a new row and of an edited one")
{
    StagedPrimary site;
    const auto draft = site.draft();
    const auto ofNew = [&draft](int id) { return refusal(draft->peers.checks().id(SyncId {id}, {})); };
    CHECK_FALSE(ofNew(4));
    CHECK(ofNew(0) == ErrorCode::SyncIdInvalid);
    CHECK(ofNew(-1) == ErrorCode::SyncIdInvalid);
    CHECK(ofNew(1) == ErrorCode::SyncIdReserved);
    CHECK(ofNew(2) == ErrorCode::SyncIdInUse);
    CHECK_FALSE(ofNew(std::numeric_limits<int>::max()));
    CHECK_FALSE(refusal(draft->peers.checks().id(SyncId {2}, SyncId {2})));
    CHECK_FALSE(refusal(draft->peers.checks().id(SyncId {4}, SyncId {2})));
    CHECK(refusal(draft->peers.checks().id(SyncId {3}, SyncId {2})) == ErrorCode::SyncIdInUse);
    REQUIRE(draft->peers.remove({SyncId {3}}));
    CHECK_FALSE(refusal(draft->peers.checks().id(SyncId {3}, SyncId {2})));
}

TEST_CASE("A user name comes back as it will be kept, and is judged against every row of the draft")
{
    StagedPrimary site;
    const auto draft = site.draft();
    const Result<QString> kept = draft->peers.checks().userName(QStringLiteral("  far   east "), {});
    REQUIRE(kept);
    REQUIRE(draft->peers.add(peerRow(4, QStringLiteral("  far   east ")), password));
    CHECK(draft->peers.find(SyncId {4})->userName == *kept);
    CHECK(refusal(draft->peers.checks().userName(QString(), {})) == ErrorCode::UserNameInvalid);
    CHECK(refusal(draft->peers.checks().userName(QStringLiteral("a:b"), {})) == ErrorCode::UserNameInvalid);
    CHECK(refusal(draft->peers.checks().userName(QStringLiteral("NORTH"), {})) == ErrorCode::UserNameInUse);
    CHECK_FALSE(refusal(draft->peers.checks().userName(QStringLiteral("NORTH"), SyncId {2})));
    CHECK(refusal(draft->peers.checks().userName(*kept, SyncId {2})) == ErrorCode::UserNameInUse);
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("west")), {}));
    CHECK_FALSE(refusal(draft->peers.checks().userName(north, {}))); // it was given up
}

TEST_CASE("A URL comes back completed, and empty where nothing was typed")
{
    StagedPrimary site;
    const auto draft = site.draft();
    CHECK(*draft->peers.checks().url(QStringLiteral("  ")) == QString());
    CHECK(
        *draft->peers.checks().url(QStringLiteral("sync.example.org/")) == QStringLiteral("https://sync.example.org"));
    CHECK(refusal(draft->peers.checks().url(QStringLiteral("http://x/y"))) == ErrorCode::UrlInvalid);
    CHECK(refusal(draft->peers.checks().url(QStringLiteral("localhost:2048"))) == ErrorCode::UrlOwnAddress);
    REQUIRE(draft->setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:3000")));
    CHECK_FALSE(refusal(draft->peers.checks().url(QStringLiteral("localhost:2048")))); // as it will be after OK
}

TEST_CASE("A row needs a password where it is new, and where the stored one cannot serve")
{
    EditedSite site;
    site.set(0, {peerRow(1, north, QStringLiteral("sync.example.org")), peerRow(2, south)});
    const auto draft = site.draft();
    CHECK(draft->peers.checks().needsPassword(SyncId {4}, {}));
    CHECK_FALSE(draft->peers.checks().needsPassword(SyncId {1}, SyncId {1}));
    CHECK_FALSE(draft->peers.checks().needsPassword(SyncId {9}, SyncId {2}));
    CHECK_FALSE(draft->peers.checks().needsPassword(SyncId {9}, SyncId {1})); // a hash can be made of it
    REQUIRE(draft->peers.edit(SyncId {1}, peerRow(9, north), {}));
    CHECK_FALSE(draft->peers.checks().needsPassword(SyncId {1}, SyncId {9})); // it is still what is stored
    CHECK(draft->peers.checks().needsPassword(SyncId {1}, SyncId {2})); // a hash only
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(2, south), password));
    CHECK_FALSE(draft->peers.checks().needsPassword(SyncId {1}, SyncId {2})); // typed meanwhile
}

TEST_CASE("What is shown is what would stand after OK, and the datafile knows nothing of it")
{
    StagedPrimary site;
    const Settings before = site.saved();
    const auto draft = site.draft();
    CHECK(draft->shown().preferences == before.preferences);
    CHECK(draft->shown().peers == before.peers);
    REQUIRE(draft->preferences.requestSize.set(50));
    REQUIRE(draft->preferences.syncId.set(0));
    REQUIRE(draft->peers.remove({SyncId {3}}));
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("west")), QStringLiteral("another")));
    const Settings shown = draft->shown();
    CHECK(shown.preferences == QMap<QString, QString> {{QStringLiteral("request-size"), QStringLiteral("50")}});
    REQUIRE(shown.peers.size() == 1);
    CHECK(shown.peers.first().userName == QStringLiteral("west"));
    CHECK(draft->peers.edits().newPassword(SyncId {2}) == QStringLiteral("another"));
    CHECK_FALSE(draft->peers.edits().newPassword(SyncId {3}));
    CHECK(site.saved().preferences == before.preferences);
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().preferences == shown.preferences);
    CHECK_FALSE(draft->peers.edits().newPassword(SyncId {2}));
}

TEST_CASE("What is staged carries all that a commit elsewhere needs")
{
    StagedPrimary site;
    const auto draft = site.draft();
    REQUIRE(stagedChange(*draft, {}));
    CHECK(stagedChange(*draft, {})->change.isEmpty());
    REQUIRE(draft->preferences.interval.set(30min));
    CHECK(stagedChange(*draft, {})->by.isEmpty());
    REQUIRE(draft->peers.add(peerRow(4, QStringLiteral("east")), password));
    CHECK(refusal(stagedChange(*draft, {})) == ErrorCode::CodeMissing);
    const Result<StagedChange> staged = stagedChange(*draft, site.authorisation);
    REQUIRE(staged);
    CHECK(staged->by == QStringLiteral("first"));
    CHECK(staged->revision == site.saved().revision);
    CHECK(staged->change.preferences.size() == 1);
    REQUIRE(staged->change.peers.size() == 1);
    CHECK(staged->change.peers.first().newPassword == password);
    REQUIRE(draft->preferences.syncId.set(7));
    CHECK(refusal(stagedChange(*draft, site.authorisation)) == ErrorCode::RoleMismatch);

    REQUIRE(site.datafile->settings().commit(staged->change, staged->by, staged->revision));
    CHECK(site.saved().peers.size() == 3);
    CHECK(site.saved().preferences.value(QStringLiteral("sync-id")) == QStringLiteral("1"));
}

TEST_CASE("A store that became active meanwhile holds its site back at the commit, and all the rest with it")
{
    StagedPrimary site;
    const auto draft = site.draft();
    REQUIRE(draft->preferences.requestSize.set(50));
    SECTION("removed")
    {
        REQUIRE(draft->peers.remove({SyncId {2}}));
    }
    SECTION("given another Sync ID")
    {
        REQUIRE(draft->peers.edit(SyncId {2}, peerRow(9, north), {}));
    }
    SECTION("removed and added again")
    {
        REQUIRE(draft->peers.remove({SyncId {2}}));
        REQUIRE(draft->peers.add(peerRow(2, north), password));
    }
    site.putStore(2);
    const Settings before = site.saved();
    const Result<> committed = commitDraft(*draft, site.datafile->settings(), site.authorisation);
    REQUIRE_FALSE(committed);
    CHECK(committed.error().code == ErrorCode::SiteHasStores);
    CHECK(committed.error().values[QStringLiteral("syncId")].toInt() == 2);
    CHECK(committed.error().values[QStringLiteral("stores")].toStringList() == QStringList {QStringLiteral("store_a")});
    CHECK(site.saved().preferences == before.preferences);
    CHECK(site.saved().peers == before.peers);
    CHECK(site.saved().revision == before.revision);
    CHECK(draft->isModified());
}

TEST_CASE("A store that became active meanwhile does not hold back what leaves its site where it is")
{
    StagedPrimary site;
    const auto draft = site.draft();
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("far north")), password));
    REQUIRE(draft->peers.remove({SyncId {3}}));
    site.putStore(2);
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().peers.first().userName == QStringLiteral("far north"));
}

TEST_CASE("Whoever insists overwrites what others changed, and only that")
{
    StagedPrimary site;
    const auto mine = site.draft();
    const auto theirs = site.draft();
    REQUIRE(theirs->preferences.requestSize.set(50));
    REQUIRE(theirs->preferences.logDays.set(7));
    REQUIRE(theirs->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("theirs")), {}));
    REQUIRE(commitDraft(*theirs, site.datafile->settings(), site.authorisation));
    REQUIRE(mine->preferences.requestSize.set(60));
    REQUIRE(mine->peers.edit(SyncId {2}, peerRow(2, QStringLiteral("mine")), {}));
    const Result<StagedChange> staged = stagedChange(*mine, site.authorisation);
    REQUIRE(staged);
    SettingsTable &settings = site.datafile->settings();
    CHECK(refusal(settings.commit(staged->change, staged->by, staged->revision)) == ErrorCode::SettingsChanged);
    REQUIRE(settings.commit(staged->change, staged->by, std::numeric_limits<qint64>::max()));
    const Settings saved = site.saved();
    CHECK(saved.peers.first().userName == QStringLiteral("mine"));
    CHECK(saved.preferences.value(QStringLiteral("request-size")) == QStringLiteral("60"));
    CHECK(saved.preferences.value(QStringLiteral("log-days")) == QStringLiteral("7"));

    const auto gone = site.draft();
    const auto edited = site.draft();
    REQUIRE(gone->peers.remove({SyncId {3}}));
    REQUIRE(commitDraft(*gone, settings, site.authorisation));
    REQUIRE(edited->peers.edit(SyncId {3}, peerRow(3, QStringLiteral("mine too")), {}));
    const Result<StagedChange> late = stagedChange(*edited, site.authorisation);
    CHECK(
        refusal(settings.commit(late->change, late->by, std::numeric_limits<qint64>::max())) == ErrorCode::PeerUnknown);
}
