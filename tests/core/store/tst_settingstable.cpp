// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/passwordhash.h"
#include "core/sql/statement.h"
#include "core/store/epoch.h"
#include "tests/support/store/storesite.h"

#include <QFile>
#include <QJsonDocument>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

Peer peer(int syncId, const QString &userName, const QString &url = {})
{
    Peer made;
    made.syncId = SyncId {syncId};
    made.userName = userName;
    made.url = url;
    return made;
}

SettingsChange adding(const Peer &added, const QString &password = {})
{
    SettingsChange change;
    change.peers.append({{}, added, password.isEmpty() ? std::nullopt : std::optional(password)});
    return change;
}

SettingsChange setting(const QString &name, const std::optional<QString> &value)
{
    SettingsChange change;
    change.preferences.insert(name, value);
    return change;
}

qint64 revisionOf(Datafile &file)
{
    return valueOf(file.settings().read()).revision;
}

void commit(Datafile &file, const SettingsChange &change)
{
    require(file.settings().commit(change, QStringLiteral("support"), revisionOf(file)));
}

QStringList audited(Datafile &file)
{
    QStringList what;
    for (const SyncLog::Entry &entry : valueOf(file.log().last(100)))
        what.append(entry.what);
    return what;
}

const auto interval = QStringLiteral("sync-interval");
const auto requestSize = QStringLiteral("request-size");

} // namespace

TEST_CASE("Preferences are kept as texts, unknown ones too, and a default is no row")
{
    StoreSite site(0);
    commit(*site, setting(interval, QStringLiteral("5")));
    commit(*site, setting(QStringLiteral("from-tomorrow"), QStringLiteral("x")));
    site.reopen();
    CHECK(valueOf(site->settings().read()).preferences.size() == 2);
    SyncPreferences preferences;
    require(site->settings().readPreferences(preferences));
    CHECK(preferences.interval.value() == std::chrono::minutes(5));
    commit(*site, setting(interval, {}));
    CHECK(valueOf(site->settings().read()).preferences.keys() == QStringList {QStringLiteral("from-tomorrow")});
    CHECK(valueOf(site->settings().ownSite()).isOff());
}

TEST_CASE("Changes of other processes are merged, unless they touch the same preference or peer")
{
    StoreSite site(1);
    commit(*site, adding(peer(2, QStringLiteral("two"))));
    const qint64 seen = revisionOf(*site);
    const auto other = site.another();
    commit(*other, setting(requestSize, QStringLiteral("50")));
    commit(*other, adding(peer(3, QStringLiteral("three"))));

    require(site->settings().commit(setting(interval, QStringLiteral("7")), {}, seen));
    require(site->settings().commit(adding(peer(4, QStringLiteral("four"))), {}, seen));
    const auto same = site->settings().commit(setting(requestSize, QStringLiteral("60")), {}, seen);
    CHECK(codeOfFailure(same) == ErrorCode::SettingsChanged);
    CHECK(same.error().values.value(QStringLiteral("what")).toString() == requestSize);
    CHECK(codeOfFailure(site->settings().commit(adding(peer(3, QStringLiteral("other three"))), {}, seen))
        == ErrorCode::SettingsChanged);
    const Settings merged = valueOf(site->settings().read());
    CHECK(merged.preferences.value(requestSize) == QStringLiteral("50"));
    CHECK(merged.preferences.value(interval) == QStringLiteral("7"));
    CHECK(merged.peers.size() == 3);
}

TEST_CASE("A removed peer or preference counts as changed, too")
{
    StoreSite site(1);
    commit(*site, adding(peer(2, QStringLiteral("two"))));
    commit(*site, setting(interval, QStringLiteral("7")));
    const qint64 seen = revisionOf(*site);
    const auto other = site.another();
    commit(*other, setting(interval, {}));
    SettingsChange removal;
    removal.peers.append({SyncId {2}, {}});
    commit(*other, removal);
    CHECK(codeOfFailure(site->settings().commit(setting(interval, QStringLiteral("8")), {}, seen))
        == ErrorCode::SettingsChanged);
    SettingsChange edit;
    edit.peers.append({SyncId {2}, peer(2, QStringLiteral("new name"))});
    CHECK(codeOfFailure(site->settings().commit(edit, {}, seen)) == ErrorCode::SettingsChanged);
    CHECK(codeOfFailure(site->settings().commit(edit, {}, revisionOf(*site))) == ErrorCode::PeerUnknown);
}

TEST_CASE("Two changes that are right each, but wrong together, are refused by the rule")
{
    StoreSite site(1);
    const qint64 seen = revisionOf(*site);
    const auto other = site.another();
    commit(*other, adding(peer(2, QStringLiteral("clinic"))));
    CHECK(codeOfFailure(site->settings().commit(adding(peer(3, QStringLiteral("clinic"))), {}, seen))
        == ErrorCode::UserNameInUse);
    CHECK(valueOf(site->settings().read()).peers.size() == 1);
    CHECK(codeOfFailure(site->settings().commit(setting(QStringLiteral("sync-id"), QStringLiteral("5")), {}, seen))
        == ErrorCode::RoleMismatch);
    CHECK(valueOf(site->settings().ownSite()).isPrimary());
}

TEST_CASE("A commit is one transaction: whatever fails leaves everything as it was")
{
    StoreSite site(0);
    SettingsChange change = setting(QStringLiteral("sync-id"), QStringLiteral("1"));
    change.preferences.insert(interval, QStringLiteral("7"));
    change.peers = adding(peer(2, QStringLiteral("two")), QStringLiteral("pw")).peers;
    site.put("unit", "u");
    const char *trigger = GENERATE("BEFORE INSERT ON log WHEN NEW.what = 'peer-added'", "BEFORE INSERT ON change_log",
        "BEFORE INSERT ON peer", "BEFORE INSERT ON state WHEN NEW.name = 'settings-revision'");
    const QByteArray statement
        = QByteArray("CREATE TRIGGER no_way ") + trigger + " BEGIN SELECT RAISE(ABORT, 'injected'); END";
    site.sql(statement.constData());
    CHECK_FALSE(site->settings().commit(change, {}, 0));
    const Settings settings = valueOf(site->settings().read());
    CHECK(settings.preferences.isEmpty());
    CHECK(settings.peers.isEmpty());
    CHECK(settings.revision == 0);
    CHECK(audited(*site).isEmpty());
    CHECK(site.outbox() == Texts {"unit/u"});
}

TEST_CASE("A primary keeps only slow hashes, a satellite what it has to send")
{
    StoreSite primary(1);
    commit(*primary, adding(peer(2, QStringLiteral("two")), QStringLiteral("hush hush")));
    const auto caller = valueOf(primary->peerStates().caller(QStringLiteral("two")));
    REQUIRE(caller);
    CHECK(caller->passwordHash.startsWith("$argon2id$"));
    CHECK(matchesSlowHash(wirePassword(QStringLiteral("hush hush")), caller->passwordHash));
    CHECK(valueOf(primary->settings().read()).peers.constFirst().hasPassword);
    CHECK_FALSE(valueOf(primary->peerStates().caller(QStringLiteral("twofold"))));

    StoreSite satellite(0);
    SettingsChange change = adding(
        peer(1, QStringLiteral("two"), QStringLiteral("http://primary.example:2048")), QStringLiteral("hush hush"));
    change.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("2"));
    commit(*satellite, change);
    const auto access = valueOf(satellite->peerStates().primaryAccess());
    REQUIRE(access);
    CHECK(access->wirePassword == wirePassword(QStringLiteral("hush hush")));
    CHECK(access->userName == QStringLiteral("two"));
    CHECK(access->url == QStringLiteral("http://primary.example:2048"));
    CHECK_FALSE(valueOf(satellite->peerStates().caller(QStringLiteral("two"))));
    CHECK_FALSE(valueOf(primary->peerStates().primaryAccess()));

    // An edit without a password keeps the old one.
    SettingsChange edit;
    edit.peers.append({SyncId {2}, peer(2, QStringLiteral("renamed"))});
    commit(*primary, edit);
    CHECK(valueOf(primary->peerStates().caller(QStringLiteral("renamed")))->passwordHash == caller->passwordHash);
    CHECK(valueOf(primary->peerStates().caller(QStringLiteral("renamed")))->siteUuid == caller->siteUuid);
    for (const QString &path : {primary.path(), satellite.path()}) {
        primary.close();
        satellite.close();
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK_FALSE(file.readAll().contains("hush hush"));
    }
}

TEST_CASE("Edits without a password keep the old one, however many there are")
{
    StoreSite primary(1);
    commit(*primary, adding(peer(2, QStringLiteral("two")), QStringLiteral("hush hush")));
    const QByteArray hash = valueOf(primary->peerStates().caller(QStringLiteral("two")))->passwordHash;
    for (const char *name : {"first", "second", "third"}) {
        SettingsChange edit;
        edit.peers.append({SyncId {2}, peer(2, QString::fromLatin1(name))});
        commit(*primary, edit);
        CHECK(valueOf(primary->peerStates().caller(QString::fromLatin1(name)))->passwordHash == hash);
    }
}

TEST_CASE("Audit entries say who has changed what, in the change's transaction, and never a secret")
{
    StoreSite site(1);
    commit(*site, adding(peer(2, QStringLiteral("two")), QStringLiteral("hush hush")));
    SettingsChange edit;
    edit.peers.append({SyncId {2}, peer(2, QStringLiteral("new two")), QStringLiteral("hush again"), true});
    commit(*site, edit);
    commit(*site, setting(interval, QStringLiteral("5")));
    commit(*site, setting(interval, QStringLiteral("5"))); // no change, no entry
    require(site->queue().add(SyncId {2}, {"pref", "p"}));
    SettingsChange removal;
    removal.peers.append({SyncId {2}, {}});
    commit(*site, removal);
    const QList<SyncLog::Entry> entries = valueOf(site->log().last(10));
    CHECK(audited(*site)
        == QStringList {QStringLiteral("preference-set"), QStringLiteral("peer-added"), QStringLiteral("peer-changed"),
            QStringLiteral("preference-set"), QStringLiteral("peer-removed")});
    QByteArray all;
    for (const SyncLog::Entry &entry : entries) {
        all += QJsonDocument(entry.details).toJson();
        CHECK(entry.kind == QStringLiteral("audit"));
    }
    CHECK(entries.at(1).who.endsWith(QStringLiteral("(support)")));
    CHECK_FALSE(all.contains("hush"));
    CHECK_FALSE(all.contains("argon2"));
    CHECK(entries.at(2).details.value(QStringLiteral("userName")).toObject().value(QStringLiteral("before"))
        == QJsonValue(QStringLiteral("two")));
    CHECK(entries.at(2).details.value(QStringLiteral("passwordSet")).toBool());
    CHECK(entries.at(3).details.value(QStringLiteral("after")) == QJsonValue(QStringLiteral("5")));
    CHECK(entries.at(4).details.value(QStringLiteral("waiting")).toInt() == 1);
    CHECK(valueOf(site->queue().length(SyncId {2})) == 0);
}

TEST_CASE("Two sites may swap their Sync IDs: queue, identity and what they wrote go with them")
{
    StoreSite site(1);
    commit(*site, adding(peer(2, QStringLiteral("two"))));
    commit(*site, adding(peer(3, QStringLiteral("three"))));
    require(site->queue().add(SyncId {2}, {"pref", "for two"}));
    require(site->queue().add(SyncId {3}, {"pref", "for three"}));
    site.push(2, "plugin_data", "of two", "{}");
    CHECK(site.push(2, "item", "refused of two", "{}").quarantined == 1);
    const QString uuid = valueOf(site->settings().read()).peers.constFirst().siteUuid;
    CHECK_FALSE(uuid.isEmpty());
    SettingsChange swap;
    swap.peers.append({SyncId {2}, peer(3, QStringLiteral("two"))});
    swap.peers.append({SyncId {3}, peer(2, QStringLiteral("three"))});
    commit(*site, swap);
    const Settings settings = valueOf(site->settings().read());
    CHECK(settings.peers.at(1).userName == QStringLiteral("two"));
    CHECK(settings.peers.at(1).siteUuid == uuid);
    CHECK(site.queue(3) == Texts {"-pref/for two"});
    CHECK(site.queue(2) == Texts {"-pref/for three"});
    CHECK(valueOf(site->queue().length(SyncId {3})) == 1);
    CHECK(valueOf(site->quarantine().find(SyncId {3}, {"item", "refused of two"})).has_value());
    CHECK_FALSE(valueOf(site->quarantine().find(SyncId {2}, {"item", "refused of two"})).has_value());
    CHECK(site.push(3, "plugin_data", "of two", R"({"n":1})").taken == 1);
    CHECK(site.push(2, "plugin_data", "of two", R"({"n":2})").quarantined == 1);
    CHECK(codeOfFailure(site->settings().commit(adding(peer(2, QStringLiteral("again"))), {}, revisionOf(*site)))
        == ErrorCode::SyncIdInUse);
}

TEST_CASE("12.3: an epoch that one site alone is shown goes with it, to another Sync ID or away")
{
    StoreSite site(1);
    commit(*site, adding(peer(2, QStringLiteral("two"))));
    commit(*site, adding(peer(3, QStringLiteral("three"))));
    Epoch epoch(site->connection());
    const QByteArray common = valueOf(epoch.value());
    const auto shownTo = [&epoch](int id) { return valueOf(epoch.shownTo(SyncId {id})).value; };
    require(epoch.renewFor(SyncId {2}, {}));
    const QByteArray own = shownTo(2);
    SettingsChange swap;
    swap.peers.append({SyncId {2}, peer(3, QStringLiteral("two"))});
    swap.peers.append({SyncId {3}, peer(2, QStringLiteral("three"))});
    commit(*site, swap);
    CHECK(shownTo(3) == own);
    CHECK(shownTo(2) == common);
    SettingsChange removal;
    removal.peers.append({SyncId {3}, std::nullopt});
    commit(*site, removal);
    CHECK(shownTo(3) == common);
}

TEST_CASE("B3: what waits for a person, and what a site wrote, is not a later site's of the same Sync ID")
{
    StoreSite site(1);
    commit(*site, adding(peer(2, QStringLiteral("two"))));
    site.push(2, "plugin_data", "of two", "{}");
    const RecordKey person {"name", "p"};
    Quarantine::Entry waiting {0, {"om_document", "d", Action::Update, "{}"}, SyncId {2}, {},
        {ErrorCode::PatientNotVisible}, site.clock().utcNow()};
    waiting.waitsFor = person;
    require(site->quarantine().add(waiting));
    CHECK(valueOf(site->quarantine().waiting(SyncId {2}, person)).size() == 1);
    SettingsChange removal;
    removal.peers.append({SyncId {2}, std::nullopt});
    commit(*site, removal);
    CHECK(valueOf(site->quarantine().waiting(SyncId {2}, person)).isEmpty());
    CHECK(valueOf(site->quarantine().count()) == 1); // for a person to look at
    CHECK(valueOf(site->connection().value("SELECT author FROM record WHERE record_id = 'of two'"_sql)).toInt() == 1);
}

TEST_CASE("A peer shows which stores are active there")
{
    StoreSite site(1);
    site.addPeer(2);
    site.addStore("b", 2);
    site.addStore("a", 2);
    const Peer shown = valueOf(site->settings().read()).peers.constFirst();
    CHECK(shown.stores == QStringList {QStringLiteral("a"), QStringLiteral("b")});
}

TEST_CASE("What a site wrote stays its own when its Sync ID changes")
{
    StoreSite site(0);
    site.put("plugin_data", "x");
    site.setSyncId(5);
    require(site->state().setInitialised(true));
    CHECK(valueOf(site->satelliteRecords().countOwned()) == 1);
    site.setSyncId(6);
    CHECK(valueOf(site->satelliteRecords().countOwned()) == 1);
}

TEST_CASE("Codes: labels are unique, the last one stays, every change is audited")
{
    StoreSite site(1);
    const QDateTime now = site.clock().utcNow();
    require(site->settings().addCode({QStringLiteral("first"), "hash one", now, {}}, {}));
    CHECK(codeOfFailure(site->settings().removeCode(QStringLiteral("first"), {})) == ErrorCode::CodeLastOne);
    require(
        site->settings().addCode({QStringLiteral("second"), "hash two", now, now.addDays(1)}, QStringLiteral("first")));
    CHECK(codeOfFailure(site->settings().addCode({QStringLiteral("second"), "x", now, {}}, {}))
        == ErrorCode::CodeLabelInUse);
    const auto codes = valueOf(site->settings().codes());
    REQUIRE(codes.size() == 2);
    CHECK(codes.at(0).hash == "hash one");
    CHECK_FALSE(codes.at(0).expires);
    CHECK(codes.at(1).expires == now.addDays(1));
    CHECK(codeOfFailure(site->settings().removeCode(QStringLiteral("third"), {})) == ErrorCode::CodeLabelUnknown);
    require(site->settings().removeCode(QStringLiteral("first"), QStringLiteral("second")));
    CHECK(valueOf(site->settings().codes()).size() == 1);
    CHECK(audited(*site).mid(1)
        == QStringList {QStringLiteral("code-added"), QStringLiteral("code-added"), QStringLiteral("code-revoked")});
    for (const SyncLog::Entry &entry : valueOf(site->log().last(10)))
        CHECK_FALSE(QJsonDocument(entry.details).toJson().contains("hash"));
}

TEST_CASE("E6: a clock set back while codes are locked keeps them locked, for the pause, across processes")
{
    StoreSite site(1);
    const auto other = site.another();
    FakeClock clock;
    for (int i = 1; i <= freeTries; ++i)
        (void)valueOf(site->settings().beginTry(clock));
    clock.setUtcNow(clock.utcNow().addDays(-2));
    CHECK(codeOfFailure(site->settings().beginTry(clock)) == ErrorCode::CodeTooManyTries);
    clock.advance(29s);
    CHECK(codeOfFailure(other->settings().beginTry(clock)) == ErrorCode::CodeTooManyTries);
    clock.advance(1s);
    CHECK(valueOf(other->settings().beginTry(clock)).wrong == freeTries + 1);
}

TEST_CASE("Wrong tries are counted in the datafile, across processes")
{
    StoreSite site(1);
    const auto other = site.another();
    FakeClock clock;
    for (int i = 1; i <= freeTries; ++i)
        CHECK(valueOf((i % 2 ? *site : *other).settings().beginTry(clock)).wrong == i);
    CHECK(codeOfFailure(site->settings().beginTry(clock)) == ErrorCode::CodeTooManyTries);
    CHECK(valueOf(other->settings().tries()).lockedUntil);
    site.reopen();
    clock.advance(1s);
    CHECK(codeOfFailure(site->settings().beginTry(clock)) == ErrorCode::CodeTooManyTries);
    clock.advance(1h);
    CHECK(valueOf(site->settings().beginTry(clock)).wrong == freeTries + 1);
    require(site->settings().takeBackTry());
    CHECK(valueOf(site->settings().tries()).wrong == freeTries);
    require(site->settings().clearTries(QStringLiteral("first")));
    CHECK(valueOf(site->settings().tries()).wrong == 0);
    CHECK_FALSE(valueOf(site->settings().tries()).lockedUntil);
    CHECK(audited(*site).count(QStringLiteral("code-tried")) == freeTries + 1);
    CHECK(audited(*site).constLast() == QStringLiteral("unlock"));
}
