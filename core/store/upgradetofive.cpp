// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/upgradetofive.h"

#include "core/domain/sitenamekey.h"
#include "core/prefs/plainhttp.h"
#include "core/prefs/syncpreferences.h"
#include "core/sql/connection.h"
#include "core/store/log.h"
#include "core/store/passwordsealing.h"
#include "core/store/statetable.h"
#include "core/store/synclog.h"

#include <QHash>

namespace mailboat {

namespace {

struct NamedRow {
    qint64 syncId = 0;
    QString name;
};

Result<QList<NamedRow>> namedRows(Connection &connection)
{
    QList<NamedRow> rows;
    return connection
        .each("SELECT sync_id, user_name FROM peer ORDER BY sync_id"_sql, {},
            [&rows](const Row &row) -> Result<> {
                rows.append({row.value(0).toLongLong(), row.value(1).toString()});
                return {};
            })
        .map([&rows] { return rows; });
}

Result<> noteSameNames(Connection &connection, const NamedRow &first, const NamedRow &second)
{
    qCWarning(storeLog, "The names of the sites %lld and %lld count as one from now on: give one of them another",
        first.syncId, second.syncId);
    const SystemClock clock;
    const QJsonObject details {{QStringLiteral("syncId"), first.syncId}, {QStringLiteral("userName"), first.name},
        {QStringLiteral("otherSyncId"), second.syncId}, {QStringLiteral("otherUserName"), second.name}};
    // An entry about a site has that in a column, which comes with schema 9 only, and is filled there from the details.
    return SyncLog(connection, clock).addAudit(QStringLiteral("site-names-same"), {}, {}).and_then([&] {
        return connection.apply(
            "UPDATE log SET details = ? WHERE number = (SELECT MAX(number) FROM log)"_sql, {storedJson(details)});
    });
}

Result<> fillNameKeys(Connection &connection)
{
    const Result<QList<NamedRow>> rows = namedRows(connection);
    if (!rows)
        return failure(rows.error());
    QHash<QString, NamedRow> firstOf;
    for (const NamedRow &row : *rows) {
        const QString key = siteNameKey(row.name);
        const Result<> filled
            = connection.apply("UPDATE peer SET name_key = ? WHERE sync_id = ?"_sql, {key, row.syncId});
        if (!filled)
            return filled;
        if (const auto first = firstOf.constFind(key); first == firstOf.cend())
            firstOf.insert(key, row);
        else if (const Result<> noted = noteSameNames(connection, *first, row); !noted)
            return noted;
    }
    return {};
}

Result<QString> storedPreference(Connection &connection, const QString &name)
{
    return connection.value("SELECT value FROM preference WHERE name = ?"_sql, {name}).map([](const QVariant &value) {
        return value.toString();
    });
}

Result<> allowPlainHttp(Connection &connection)
{
    const Result<QString> site = storedPreference(connection, QStringLiteral("sync-id"));
    if (!site || *site != QLatin1String("1"))
        return site.map([](const QString &) {});
    SyncPreferences preferences;
    for (PreferenceBase *preference :
        {static_cast<PreferenceBase *>(&preferences.listen), static_cast<PreferenceBase *>(&preferences.externalUrl)}) {
        const Result<QString> text = storedPreference(connection, preference->name());
        if (!text)
            return failure(text.error());
        if (!text->isEmpty())
            (void)preference->setText(*text); // what is not allowed any more does not count elsewhere either
    }
    const QString listen = preferences.listen.value();
    if (mayListenPlainly(listen, preferences))
        return {};
    qCWarning(storeLog,
        "The preference plain-http is set, for a primary here listens on %s, beyond this machine, and"
        " may have no certificate. Where it has one, set it to false: then it never listens without.",
        qUtf8Printable(listen));
    const QString name = preferences.plainHttp.name();
    return connection
        .apply("INSERT INTO preference (name, value) VALUES (?, 'true') ON CONFLICT (name) DO NOTHING"_sql, {name})
        .and_then([&] {
            const SystemClock clock;
            return SyncLog(connection, clock)
                .addAudit(QStringLiteral("preference-set"), {},
                    {{QStringLiteral("name"), name}, {QStringLiteral("before"), QJsonValue()},
                        {QStringLiteral("after"), QStringLiteral("true")},
                        {QStringLiteral("why"), QStringLiteral("upgrade: listens on %1").arg(listen)}});
        });
}

} // namespace

Result<> upgradeToFive(Connection &connection)
{
    return fillNameKeys(connection).and_then([&] { return allowPlainHttp(connection); }).and_then([&] {
        return sealProxyPassword(connection);
    });
}

} // namespace mailboat
