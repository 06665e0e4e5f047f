// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/prefs/settingsstore.h"
#include "core/prefs/syncpreferences.h"
#include "core/security/authorisation.h"
#include "core/store/passwordhashing.h"

#include <functional>

namespace mailboat {

class Connection;
class SyncLog;
class SyncQueue;

/// Of all that SettingsTable::read() would give: quick, to be asked at every request and at every look.
Result<qint64> settingsRevision(Connection &connection);
/// Has everybody read the settings again, though none of them has changed: something has that is decided with them. A part of the
/// caller's transaction.
Result<> raiseSettingsRevision(Connection &connection);

/// Preferences, peers, codes and the audit entries of their changes.
/// A satellite's password for the primary is kept in its wire form (it must be sent), sealed (sealedPassword()); a primary
/// keeps only slowHash() of the satellites'. Which of the two is decided by the peer's Sync ID: 1 or above. The password for a
/// proxy is sealed, too (sealedproxy.h).
class SettingsTable final : public SettingsStore, public CodeStore
{
public:
    /// `followSite` is called where a commit changes this site's Sync ID, in its transaction.
    using FollowSite = std::function<Result<>(SyncId before, SyncId now)>;
    SettingsTable(Connection &connection, SyncQueue &queue, SyncLog &log, FollowSite followSite);

    Result<Settings> read() override;
    Result<qint64> revision() const; ///< settingsRevision()
    void setHashing(HashingProgress hashing) { m_hashing = std::move(hashing); } ///< of the passwords of a commit
    Result<> commit(const SettingsChange &change, const QString &by, qint64 expectedRevision) override;
    /// The preferences alone, loaded into `into` (quick: for a re-read between batches).
    Result<> readPreferences(SyncPreferences &into);
    /// This site's Sync ID alone; off where the stored text is none.
    Result<SyncId> ownSite() const;
    Result<bool> isForTests() const override;
    Result<> markForTests(); ///< for good: of a datafile that has just been made

    Result<QList<StandingCode>> codes() override;
    Result<> addCode(const StandingCode &code, const QString &by) override;
    Result<> removeCode(const QString &label, const QString &by) override;
    Result<CodeTries> tries() override;
    Result<CodeTries> beginTry(const Clock &clock) override;
    Result<> takeBackTry() override;
    Result<> clearTries(const QString &unlockedBy) override;

private:
    Result<> checkUnchanged(const SettingsChange &change, qint64 expectedRevision) const;
    Result<> setPreference(const QString &name, const std::optional<QString> &value);
    Result<> commitPreferences(const SettingsChange &change, const QString &by);
    Result<> noteRevision(const SettingsChange &change);
    Result<> noteSite(SyncId before);
    Result<QMap<QString, QString>> preferences() const;
    Result<> setTries(const CodeTries &tries);

    Connection &m_connection;
    SyncQueue &m_queue;
    SyncLog &m_log;
    FollowSite m_followSite;
    HashingProgress m_hashing {};
};

} // namespace mailboat
