// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/migration.h"

#include "core/sql/connection.h"
#include "core/sql/schema.h"

namespace mailboat {

Result<> checkSchemaKnown(Connection &connection, const Schema &schema)
{
    return connection.schemaVersion().and_then([&](int version) -> Result<> {
        const QString path = connection.address().shown();
        if (version > schema.current())
            return failure(ErrorCode::DatafileNewer,
                {{QStringLiteral("path"), path}, {QStringLiteral("version"), version},
                    {QStringLiteral("known"), schema.current()}});
        if (version < 1)
            return failure(ErrorCode::DatafileDamaged,
                {{QStringLiteral("path"), path}, {QStringLiteral("why"), QStringLiteral("schema %1").arg(version)}});
        return {};
    });
}

Result<> upgradeSchema(Connection &connection, const Schema &schema)
{
    const Result<int> seen = connection.schemaVersion();
    if (!seen)
        return failure(seen.error());
    if (*seen == schema.current())
        return {};
    std::optional<int> backedUp;
    const Result<> upgraded = connection.transact([&]() -> Result<> {
        const Result<int> version = connection.schemaVersion();
        if (!version)
            return failure(version.error());
        if (*version == schema.current()) // another process was quicker
            return {};
        if (const Result<> copied = connection.backUp(*version); !copied)
            return copied;
        backedUp = *version;
        return migrateSchema(connection, schema, *version, schema.current());
    });
    if (upgraded || !backedUp)
        return upgraded;
    connection.dropBackup(*backedUp);
    const ErrorCode code = upgraded.error().code;
    if (code == ErrorCode::MachineKeyUnusable
        || code == ErrorCode::KeyRingUnusable) // nothing is wrong with the datafile
        return upgraded;
    QVariantMap values = upgraded.error().values;
    values.insert(QStringLiteral("version"), *backedUp);
    return failure(ErrorCode::MigrationFailed, values, upgraded.error().detail);
}

Result<> migrateSchema(Connection &connection, const Schema &schema, int from, int to)
{
    for (int version = from; version < to; ++version) {
        for (const QString &statement : schema.steps.at(version)) {
            if (const Result<> done = connection.execute(statement); !done)
                return done;
        }
        const auto work = schema.work.value(version + 1, nullptr);
        const Result<> done = work ? work(connection) : Result<> {};
        if (!done)
            return done;
    }
    return connection.setSchemaVersion(to);
}

} // namespace mailboat
