// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/passwordsealing.h"

#include "core/prefs/proxyaddress.h"
#include "core/sql/connection.h"
#include "core/store/log.h"
#include "core/store/sealedpassword.h"
#include "core/store/sealedproxy.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto oldPasswordsKey = QStringLiteral("old-passwords");

enum OldPasswords : qint64 {
    Cleared = 0,
    PerhapsInBackups = 1,
    InDatafile = 2, ///< in its free pages, or its journal; and perhaps in backups
};

struct ClearRow {
    qint64 syncId = 0;
    PasswordPlace place;
    QByteArray password;
};

Result<QList<ClearRow>> clearRows(Connection &connection)
{
    QList<ClearRow> rows;
    return connection
        .each("SELECT sync_id, site_uuid, user_name, url, sealed_password FROM peer"
              " WHERE sealed_password IS NOT NULL"_sql,
            {},
            [&rows](const Row &row) -> Result<> {
                rows.append({row.value(0).toLongLong(),
                    {row.value(1).toString(), row.value(2).toString(), row.value(3).toString()},
                    row.value(4).toByteArray()});
                return {};
            })
        .map([&rows] { return rows; });
}

/// A primary has none, and of a large one every copy costs.
Result<bool> mayHaveClearOnes(Connection &connection)
{
    return connection.value("SELECT value FROM preference WHERE name = 'sync-id'"_sql).map([](const QVariant &own) {
        return own.toString() != QLatin1String("1");
    });
}

/// The preference as it stands; empty: not set.
Result<QString> clearProxy(Connection &connection)
{
    return connection.value("SELECT value FROM preference WHERE name = 'proxy'"_sql).map([](const QVariant &text) {
        return text.toString();
    });
}

Result<qint64> clearPrimaryPassword(Connection &backup, int version)
{
    if (version >= schemaWithSealedPasswords)
        return 0;
    return backup.change("UPDATE peer SET wire_password = NULL WHERE wire_password IS NOT NULL"_sql);
}

Result<qint64> clearProxyPassword(Connection &backup, int version)
{
    if (version >= schemaWithSealedProxy)
        return 0;
    const Result<QString> proxy = clearProxy(backup);
    if (!proxy)
        return failure(proxy.error());
    const QString without = withProxyPassword(*proxy, {});
    if (without == *proxy)
        return 0;
    return backup.change("UPDATE preference SET value = ? WHERE name = 'proxy'"_sql, {without});
}

/// Whether there was one.
Result<bool> clearBackup(Connection &backup)
{
    const Result<int> version = backup.schemaVersion();
    if (!version)
        return failure(version.error());
    if (*version < 1 || *version >= std::max(schemaWithSealedPasswords, schemaWithSealedProxy))
        return false;
    return backup.execute(QStringLiteral("PRAGMA secure_delete = ON"))
        .and_then([&] { return clearPrimaryPassword(backup, *version); })
        .and_then([&](qint64 cleared) {
            return clearProxyPassword(backup, *version).map([cleared](qint64 more) { return cleared + more; });
        })
        .and_then([&](qint64 cleared) {
            return cleared == 0 ? Result<bool>(false) : backup.rewrite().map([] { return true; });
        });
}

} // namespace

Result<> sealPasswords(Connection &connection)
{
    const Result<QList<ClearRow>> rows = clearRows(connection);
    if (!rows)
        return failure(rows.error());
    for (const ClearRow &row : *rows) {
        const Result<MachineKey> key = MachineKey::existingOrNew();
        if (!key)
            return failure(key.error());
        const Result<> sealed = connection.apply("UPDATE peer SET sealed_password = ? WHERE sync_id = ?"_sql,
            {sealedPassword(row.password, *key, row.place), row.syncId});
        if (!sealed)
            return sealed;
    }
    const Result<QVariant> isUsed = connection.value("SELECT 1 FROM preference LIMIT 1"_sql);
    const Result<bool> mayHave = mayHaveClearOnes(connection);
    if (!isUsed)
        return failure(isUsed.error());
    if (!mayHave)
        return failure(mayHave.error());
    if (rows->isEmpty() && !isUsed->isValid()) // a new one, too
        return {};
    return StateTable(connection).set(oldPasswordsKey, qint64(*mayHave ? InDatafile : PerhapsInBackups));
}

Result<> sealProxyPassword(Connection &connection)
{
    const Result<QString> text = clearProxy(connection);
    if (!text)
        return failure(text.error());
    const Result<KeptProxy> kept = keptProxy(*text);
    if (!kept)
        return failure(kept.error());
    if (kept->sealedPassword.isEmpty())
        return {};
    return connection
        .apply(
            "UPDATE preference SET value = ?, sealed = ? WHERE name = 'proxy'"_sql, {kept->text, kept->sealedPassword})
        .and_then([&] { return StateTable(connection).set(oldPasswordsKey, qint64(InDatafile)); });
}

void clearOldPasswords(Connection &connection)
{
    StateTable state(connection);
    const Result<qint64> old = state.number(oldPasswordsKey);
    if (!old || *old == Cleared)
        return;
    bool mayBeInDatafile = *old == InDatafile;
    const Result<> backups = connection.eachBackup([&mayBeInDatafile](Connection &backup) {
        return clearBackup(backup).map([&](bool had) { mayBeInDatafile = mayBeInDatafile || had; });
    });
    if (!backups)
        qCWarning(storeLog, "A copy of the datafile may still have a password in it: %s",
            qPrintable(describe(backups.error())));
    if (mayBeInDatafile) {
        if (const Result<> rewritten = connection.rewrite(); !rewritten) {
            qCWarning(storeLog, "The datafile may still have traces of a password that is sealed now: %s",
                qPrintable(describe(rewritten.error())));
            return;
        }
    }
    // Where that fails it is done once more.
    (void)state.set(oldPasswordsKey, backups ? QVariant() : QVariant(qint64(PerhapsInBackups)));
}

} // namespace mailboat
