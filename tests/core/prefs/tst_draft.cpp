// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordstore.h"
#include "tests/core/prefs/drafting.h"

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

} // namespace

TEST_CASE("staged: nothing is changed until the draft is committed, then all of it (contract.md §3)")
{
    EditedSite site;
    const auto draft = site.draft();
    REQUIRE(draft->setPreference(QStringLiteral("sync-id"), QStringLiteral("1")));
    REQUIRE(draft->setPreference(QStringLiteral("request-size"), QStringLiteral(" 50 ")));
    REQUIRE(draft->peers.add(peerRow(2, QStringLiteral(" north ")), password));
    CHECK(site.saved().preferences.isEmpty());
    CHECK(site.saved().peers.isEmpty());
    CHECK(draft->modifiedFields() == 6);

    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    const Settings saved = site.saved();
    CHECK(saved.preferences
        == QMap<QString, QString> {
            {QStringLiteral("sync-id"), QStringLiteral("1")}, {QStringLiteral("request-size"), QStringLiteral("50")}});
    REQUIRE(saved.peers.size() == 1);
    CHECK(saved.peers.first().userName == north);
    CHECK(saved.peers.first().hasPassword);
    CHECK_FALSE(draft->isModified());
}

TEST_CASE("staged: a draft that is dropped leaves nothing (contract.md §3)")
{
    EditedSite site;
    const qint64 revision = site.saved().revision;
    {
        const auto draft = site.draft();
        REQUIRE(draft->preferences.syncId.set(1));
        REQUIRE(draft->peers.add(peerRow(2, north), password));
    }
    CHECK(site.saved().revision == revision);
    CHECK(site.saved().peers.isEmpty());
}

TEST_CASE("staged: of a draft that breaks a rule nothing is saved")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const Settings before = site.saved();
    const auto draft = site.draft();
    REQUIRE(draft->preferences.requestSize.set(50));
    REQUIRE(draft->preferences.syncId.set(7));
    CHECK(refusal(draft->problem()) == ErrorCode::RoleMismatch);
    CHECK(refusal(commitDraft(*draft, site.datafile->settings(), site.authorisation)) == ErrorCode::RoleMismatch);
    CHECK(site.saved().preferences == before.preferences);
    CHECK(site.saved().revision == before.revision);
    CHECK(draft->isModified());
}

TEST_CASE("role: list and Sync ID may change together")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const auto draft = site.draft();
    REQUIRE(draft->preferences.syncId.set(7));
    REQUIRE(draft->peers.remove({SyncId {2}}));
    REQUIRE(draft->peers.add(peerRow(1, north, QStringLiteral("sync.example.org")), password));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().peers.first().url == QStringLiteral("https://sync.example.org"));
}

TEST_CASE("interval: the only preference that needs no authorisation (contract.md §3)")
{
    EditedSite site;
    const auto draft = site.draft();
    REQUIRE(draft->preferences.interval.set(30min));
    CHECK_FALSE(draft->needsAuthorisation());
    REQUIRE(commitDraft(*draft, site.datafile->settings(), {}));
    CHECK(site.saved().preferences.value(QStringLiteral("sync-interval")) == QStringLiteral("30"));

    for (PreferenceBase *preference : draft->preferences.all()) {
        if (preference == &draft->preferences.interval)
            continue;
        CAPTURE(preference->name());
        const auto other = site.draft();
        const QString text = preference == &draft->preferences.listen ? QStringLiteral("0.0.0.0:1")
            : preference == &draft->preferences.externalUrl           ? QStringLiteral("https://x")
            : preference == &draft->preferences.omsCentralUrl         ? QStringLiteral("https://y")
            : preference == &draft->preferences.proxy                 ? QStringLiteral("none")
            : preference == &draft->preferences.trustedProxies        ? QStringLiteral("10.0.0.5")
            : preference == &draft->preferences.timeZone              ? QStringLiteral("UTC")
            : preference == &draft->preferences.nodeHttpClient        ? QStringLiteral("true")
            : preference == &draft->preferences.plainHttp             ? QStringLiteral("true")
            : preference == &draft->preferences.maxRecords            ? QStringLiteral("20000")
            : preference == &draft->preferences.maxIds                ? QStringLiteral("30000")
            : preference == &draft->preferences.maxRequestMemory      ? QStringLiteral("900")
            : preference == &draft->preferences.backupFolder          ? QStringLiteral("/backup")
            : preference == &draft->preferences.tlsCertificate        ? QStringLiteral("/a.crt")
            : preference == &draft->preferences.tlsKey                ? QStringLiteral("/a.key")
            : preference == &draft->preferences.backupDaily           ? QStringLiteral("true")
            : preference == &draft->preferences.backupKeep            ? QStringLiteral("8")
            : preference == &draft->preferences.notifications         ? QStringLiteral("false")
                                                                      : QStringLiteral("7");
        REQUIRE(other->setPreference(preference->name(), text));
        CHECK(other->needsAuthorisation());
        CHECK(refusal(commitDraft(*other, site.datafile->settings(), {})) == ErrorCode::CodeMissing);
    }
    CHECK(site.saved().preferences.size() == 1);
}

TEST_CASE("The lack of a code comes before any rule (contract.md §4)")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const auto draft = site.draft();
    REQUIRE(draft->preferences.syncId.set(7));
    CHECK(refusal(commitDraft(*draft, site.datafile->settings(), {})) == ErrorCode::CodeMissing);
}

TEST_CASE("Every change of the list needs an authorisation")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    REQUIRE(site.datafile->settings().read());
    const auto needsOne = [&site](const std::function<Result<>(Draft &)> &edit) {
        const auto draft = site.draft();
        REQUIRE(edit(*draft));
        return draft->needsAuthorisation()
            && refusal(commitDraft(*draft, site.datafile->settings(), {})) == ErrorCode::CodeMissing;
    };
    CHECK(needsOne([](Draft &draft) { return draft.peers.add(peerRow(3, south), password); }));
    CHECK(needsOne([](Draft &draft) { return draft.peers.edit(SyncId {2}, peerRow(2, south), {}); }));
    CHECK(needsOne([](Draft &draft) { return draft.peers.edit(SyncId {2}, peerRow(2, north), password); }));
    CHECK(needsOne([](Draft &draft) { return draft.peers.remove({SyncId {2}}); }));
    CHECK(site.saved().peers.size() == 1);
}

TEST_CASE("What was changed back is not modified, and is not saved")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const qint64 revision = site.saved().revision;
    const auto draft = site.draft();
    REQUIRE(draft->preferences.syncId.set(0));
    REQUIRE(draft->preferences.syncId.set(1));
    REQUIRE(draft->peers.edit(SyncId {2}, peerRow(9, south), {}));
    REQUIRE(draft->peers.edit(SyncId {9}, peerRow(2, north), {}));
    CHECK_FALSE(draft->isModified());
    CHECK(draft->modifiedFields() == 0);
    REQUIRE(commitDraft(*draft, site.datafile->settings(), {}));
    CHECK(site.saved().revision == revision);
}

TEST_CASE("A value back at its default is not stored, and unknown names are kept")
{
    EditedSite site;
    SettingsChange fromTheFuture;
    fromTheFuture.preferences.insert(QStringLiteral("new-thing"), QStringLiteral("x"));
    REQUIRE(site.datafile->settings().commit(fromTheFuture, {}, site.saved().revision));
    const auto draft = site.draft();
    REQUIRE(draft->preferences.requestSize.set(50));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    REQUIRE(draft->preferences.requestSize.set(0));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().preferences == QMap<QString, QString> {{QStringLiteral("new-thing"), QStringLiteral("x")}});
}

TEST_CASE("An unknown preference is refused and the known ones are named")
{
    EditedSite site;
    const Result<> set = site.draft()->setPreference(QStringLiteral("Sync-ID"), QStringLiteral("1"));
    REQUIRE_FALSE(set);
    CHECK(set.error().code == ErrorCode::PreferenceUnknown);
    CHECK(set.error().values[QStringLiteral("known")].toStringList().contains(QStringLiteral("sync-id")));
}

TEST_CASE("Two drafts that change different things are both saved")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const auto one = site.draft();
    const auto other = site.draft();
    REQUIRE(one->preferences.requestSize.set(50));
    REQUIRE(other->peers.edit(SyncId {2}, peerRow(2, south), {}));
    REQUIRE(commitDraft(*one, site.datafile->settings(), site.authorisation));
    REQUIRE(commitDraft(*other, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().preferences.value(QStringLiteral("request-size")) == QStringLiteral("50"));
    CHECK(site.saved().peers.first().userName == south);
    CHECK(other->preferences.requestSize.value() == 50);
}

TEST_CASE("Of two drafts that change the same thing the second is refused")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const auto one = site.draft();
    const auto other = site.draft();
    REQUIRE(one->peers.edit(SyncId {2}, peerRow(2, south), {}));
    REQUIRE(other->peers.remove({SyncId {2}}));
    REQUIRE(commitDraft(*one, site.datafile->settings(), site.authorisation));
    CHECK(refusal(commitDraft(*other, site.datafile->settings(), site.authorisation)) == ErrorCode::SettingsChanged);
    CHECK(site.saved().peers.first().userName == south);
}

TEST_CASE("Two drafts that are right each but wrong together are not both saved")
{
    EditedSite site;
    const auto one = site.draft();
    const auto other = site.draft();
    REQUIRE(one->preferences.syncId.set(1));
    REQUIRE(other->peers.add(peerRow(1, north, QStringLiteral("sync.example.org")), password));
    REQUIRE(commitDraft(*one, site.datafile->settings(), site.authorisation));
    CHECK(refusal(commitDraft(*other, site.datafile->settings(), site.authorisation)) == ErrorCode::RoleMismatch);
    CHECK(site.saved().peers.isEmpty());
}

TEST_CASE("11: a satellite refuses what means something at a primary alone, but not to be rid of it")
{
    const QString joins = QStringLiteral("max-joins-per-day");
    EditedSite site;
    site.set(1);
    {
        const auto draft = site.draft();
        REQUIRE(draft->setPreference(joins, QStringLiteral("5")));
        REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    }
    site.set(
        7, {peerRow(1, north, QStringLiteral("https://sync.example.org"))}); // what stands there from before may stay
    const auto draft = site.draft();
    REQUIRE(draft->setPreference(QStringLiteral("plain-http"), QStringLiteral("true")));
    CHECK(refusal(draft->problem()) == ErrorCode::ActionNotPossible);
    CHECK(describe(draft->problem().error()).contains(QStringLiteral("plain-http")));
    draft->preferences.plainHttp.reset();
    REQUIRE(draft->setPreference(joins, QStringLiteral("6")));
    CHECK(refusal(draft->problem()) == ErrorCode::ActionNotPossible);
    draft->preferences.maxJoinsPerDay.reset();
    for (const auto &[name, value] : {std::pair("listen", "127.0.0.1:7000"), std::pair("proxy", "none"),
             std::pair("external-url", "https://clinic.example.org"), std::pair("log-days", "9")})
        REQUIRE(draft->setPreference(QLatin1StringView(name), QLatin1StringView(value)));
    CHECK(commitDraft(*draft, site.datafile->settings(), site.authorisation));

    Peer peer = *draft->peers.find(SyncId {1});
    SECTION("a time zone")
    {
        peer.timeZone = QStringLiteral("Pacific/Auckland");
    }
    SECTION("Open mSupply central")
    {
        peer.isOmsCentral = true;
    }
    SECTION("no hardware ID")
    {
        peer.mayOmitHardwareId = true;
    }
    REQUIRE(draft->peers.edit(SyncId {1}, peer, {}));
    CHECK(refusal(draft->problem()) == ErrorCode::ActionNotPossible);
}
