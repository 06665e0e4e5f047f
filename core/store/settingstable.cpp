// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/settingstable.h"

#include "core/prefs/proxyaddress.h"
#include "core/prefs/rules.h"
#include "core/security/machinekey.h"
#include "core/sql/connection.h"
#include "core/store/peertable.h"
#include "core/store/sealedproxy.h"
#include "core/store/statetable.h"
#include "core/store/synclog.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

const auto revisionKey = QStringLiteral("settings-revision");
const auto forTestsKey = QStringLiteral("for-tests");

QString preferenceSetting(const QString &name)
{
    return QStringLiteral("preference:") + name;
}

QString peerSetting(SyncId site)
{
    return QStringLiteral("peer:%1").arg(site.value());
}

/// Every setting that a change touches: how it is kept, and how people know it.
QMap<QString, QString> touched(const SettingsChange &change)
{
    QMap<QString, QString> settings;
    for (auto it = change.preferences.cbegin(); it != change.preferences.cend(); ++it)
        settings.insert(preferenceSetting(it.key()), it.key());
    const auto add = [&settings](SyncId site) {
        settings.insert(peerSetting(site), QCoreApplication::translate("mailboat", "site %1").arg(site.value()));
    };
    for (const PeerChange &peer : change.peers) {
        if (peer.before)
            add(*peer.before);
        if (peer.after)
            add(peer.after->syncId);
    }
    return settings;
}

QSet<SyncId> changedSites(const SettingsChange &change)
{
    QSet<SyncId> sites;
    for (const PeerChange &peer : change.peers) {
        if (peer.after)
            sites.insert(peer.after->syncId);
    }
    return sites;
}

/// What is sealed is opened while nobody else may write. A key ring may take its time: it is asked before, and what it says, or that
/// it says nothing, is known by then.
Result<> askForKey(Connection &connection, const SettingsChange &change)
{
    return connection
        .value("SELECT 1 FROM peer WHERE sealed_password IS NOT NULL"
               " UNION ALL SELECT 1 FROM preference WHERE sealed IS NOT NULL LIMIT 1"_sql)
        .map([&change](const QVariant &isSealed) {
            if (isSealed.isValid() || change.preferences.contains(proxyPreference))
                (void)MachineKey::existing();
        });
}

} // namespace

Result<qint64> settingsRevision(Connection &connection)
{
    return StateTable(connection).number(revisionKey);
}

Result<> raiseSettingsRevision(Connection &connection)
{
    return settingsRevision(connection).and_then([&connection](qint64 revision) {
        return StateTable(connection).set(revisionKey, revision + 1);
    });
}

SettingsTable::SettingsTable(Connection &connection, SyncQueue &queue, SyncLog &log, FollowSite followSite)
    : m_connection(connection)
    , m_queue(queue)
    , m_log(log)
    , m_followSite(std::move(followSite))
{
}

Result<Settings> SettingsTable::read()
{
    return m_connection.readTogether([&]() -> Result<Settings> {
        Result<QMap<QString, QString>> values = preferences();
        if (!values)
            return failure(values.error());
        Result<QList<Peer>> peers = PeerTable(m_connection, m_queue, m_log).read();
        if (!peers)
            return failure(peers.error());
        return StateTable(m_connection).number(revisionKey).map([&](qint64 revision) {
            return Settings {std::move(*values), std::move(*peers), revision};
        });
    });
}

Result<qint64> SettingsTable::revision() const
{
    return settingsRevision(m_connection);
}

Result<bool> SettingsTable::isForTests() const
{
    return StateTable(m_connection).number(forTestsKey).map([](qint64 mark) { return mark != 0; });
}

Result<> SettingsTable::markForTests()
{
    return StateTable(m_connection).set(forTestsKey, 1);
}

Result<QMap<QString, QString>> SettingsTable::preferences() const
{
    QMap<QString, QString> values;
    const Result<> read = m_connection.each(
        "SELECT name, value, sealed FROM preference"_sql, {}, [&values](const Row &row) -> Result<> {
            values.insert(row.value(0).toString(), openedProxy({row.value(1).toString(), row.value(2).toByteArray()}));
            return {};
        });
    if (!read)
        return failure(read.error());
    return values;
}

Result<> SettingsTable::readPreferences(SyncPreferences &into)
{
    return preferences().map([&into](const QMap<QString, QString> &values) {
        (void)into.load(values); // what is not allowed any more falls back to its default
    });
}

Result<SyncId> SettingsTable::ownSite() const
{
    const Result<QVariant> text = m_connection.value("SELECT value FROM preference WHERE name = 'sync-id'"_sql);
    if (!text)
        return failure(text.error());
    return syncIdFromText(text->toString()).value_or(SyncId {});
}

Result<> SettingsTable::commit(const SettingsChange &change, const QString &by, qint64 expectedRevision)
{
    const Result<QList<PeerTable::Prepared>> prepared
        = PeerTable::prepare(change.peers, m_hashing); // slow hashes: not under the lock
    if (!prepared)
        return failure(prepared.error());
    if (const Result<> asked = askForKey(m_connection, change); !asked)
        return asked;
    return m_connection.transact([&]() -> Result<> {
        const Result<SyncId> before = ownSite();
        if (!before)
            return failure(before.error());
        return checkUnchanged(change, expectedRevision)
            .and_then([&] { return commitPreferences(change, by); })
            .and_then([&] { return PeerTable(m_connection, m_queue, m_log).apply(*prepared, by); })
            .and_then([&] { return noteRevision(change); })
            .and_then([this] { return read(); })
            .and_then([&](const Settings &settings) { return checkTogether(settings, changedSites(change)); })
            .and_then([&] { return noteSite(*before); });
    });
}

Result<> SettingsTable::checkUnchanged(const SettingsChange &change, qint64 expectedRevision) const
{
    const QMap<QString, QString> settings = touched(change);
    for (auto it = settings.cbegin(); it != settings.cend(); ++it) {
        const Result<QVariant> revision
            = m_connection.value("SELECT revision FROM setting_revision WHERE setting = ?"_sql, {it.key()});
        if (!revision)
            return failure(revision.error());
        if (revision->toLongLong() > expectedRevision)
            return failure(ErrorCode::SettingsChanged, {{QStringLiteral("what"), it.value()}});
    }
    return {};
}

Result<> SettingsTable::setPreference(const QString &name, const std::optional<QString> &value)
{
    if (!value)
        return m_connection.apply("DELETE FROM preference WHERE name = ?"_sql, {name});
    const Result<KeptProxy> kept = name == proxyPreference ? keptProxy(*value) : Result<KeptProxy>({*value, {}});
    if (!kept)
        return failure(kept.error());
    const QVariant box = kept->sealedPassword.isEmpty() ? QVariant() : QVariant(kept->sealedPassword);
    return m_connection.apply("INSERT INTO preference (name, value, sealed) VALUES (?, ?, ?)"
                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value, sealed = excluded.sealed"_sql,
        {name, kept->text, box});
}

Result<> SettingsTable::commitPreferences(const SettingsChange &change, const QString &by)
{
    const Result<QMap<QString, QString>> before = preferences();
    if (!before)
        return failure(before.error());
    for (auto it = change.preferences.cbegin(); it != change.preferences.cend(); ++it) {
        if (const Result<> set = setPreference(it.key(), it.value()); !set)
            return set;
        const auto known = before->constFind(it.key());
        const QJsonValue was = known != before->constEnd() ? QJsonValue(*known) : QJsonValue();
        const QJsonValue is = it.value() ? QJsonValue(*it.value()) : QJsonValue();
        if (was == is)
            continue;
        const auto noted = [](const QJsonValue &value) {
            return value.isString() ? QJsonValue(withoutPassword(value.toString())) : value;
        };
        const QJsonObject details {{QStringLiteral("name"), it.key()}, {QStringLiteral("before"), noted(was)},
            {QStringLiteral("after"), noted(is)}};
        if (const Result<> added = m_log.addAudit(QStringLiteral("preference-set"), by, details); !added)
            return added;
    }
    return {};
}

Result<> SettingsTable::noteRevision(const SettingsChange &change)
{
    StateTable state(m_connection);
    const Result<qint64> revision = state.number(revisionKey);
    if (!revision)
        return failure(revision.error());
    const qint64 next = *revision + 1;
    for (const QString &setting : touched(change).keys()) {
        const Result<> noted
            = m_connection.apply("INSERT INTO setting_revision (setting, revision) VALUES (?, ?)"
                                 " ON CONFLICT (setting) DO UPDATE SET revision = excluded.revision"_sql,
                {setting, next});
        if (!noted)
            return noted;
    }
    return state.set(revisionKey, next);
}

Result<> SettingsTable::noteSite(SyncId before)
{
    return ownSite().and_then([&](SyncId now) { return now == before ? Result<> {} : m_followSite(before, now); });
}

} // namespace mailboat
