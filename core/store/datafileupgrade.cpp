// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafileupgrade.h"

#include "core/sql/database.h"
#include "core/sql/filecheck.h"
#include "core/sql/transaction.h"
#include "core/store/migrations.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace mailboat {

namespace {

constexpr qint64 checkedThroughout = 4 * 1024 * 1024; // some 20 ms

auto damaged(const Database &database, const QString &why)
{
    return failure(
        ErrorCode::DatafileDamaged, {{QStringLiteral("path"), database.path()}, {QStringLiteral("why"), why}});
}

/// A copy of the state that the transaction in hand starts from, by a connection of its own; complete or not there at all.
Result<> backUp(const Database &database, const QString &target)
{
    const QString unfinished = target + QStringLiteral(".new");
    QFile::remove(unfinished);
    FreshFile file(unfinished); // readable by its owner alone before anything is in it
    Database source(database.path());
    const Result<> copied
        = file.create()
              .and_then([&] { return source.open(false, true); })
              .and_then([&] { return source.apply(QStringLiteral("VACUUM INTO ?"), {unfinished}); })
              .and_then([&]() -> Result<> {
                  if (std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(target).constData())
                      == 0)
                      return {};
                  return failure(ErrorCode::BackupFailed, {{QStringLiteral("why"), qt_error_string(errno)}});
              });
    if (copied) {
        file.keep();
        return {};
    }
    QVariantMap values = copied.error().values;
    values.insert(QStringLiteral("path"), target);
    return failure(ErrorCode::BackupFailed, values, copied.error().detail);
}

} // namespace

Result<> checkIsOurs(Database &database)
{
    const Result<QVariant> application = database.value(QStringLiteral("PRAGMA application_id"));
    if (!application)
        return failure(application.error());
    if (application->toInt() != datafileApplicationId)
        return failure(ErrorCode::DatafileForeign, {{QStringLiteral("path"), database.path()}});
    const Result<int> schema = schemaOf(database);
    if (!schema)
        return failure(schema.error());
    if (*schema > currentSchema)
        return failure(ErrorCode::DatafileNewer,
            {{QStringLiteral("path"), database.path()}, {QStringLiteral("version"), *schema},
                {QStringLiteral("known"), currentSchema}});
    if (*schema < 1)
        return damaged(database, QStringLiteral("schema %1").arg(*schema));
    return {};
}

Result<> upgrade(Database &database)
{
    const Result<int> seen = schemaOf(database);
    if (!seen)
        return failure(seen.error());
    if (*seen == currentSchema)
        return {};
    Transaction transaction(database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<int> schema = schemaOf(database);
    if (!schema)
        return failure(schema.error());
    if (*schema == currentSchema) // another process was quicker
        return transaction.commit();
    const QString backup = QStringLiteral("%1.schema-%2.backup").arg(database.path()).arg(*schema);
    if (const Result<> copied = backUp(database, backup); !copied)
        return copied;
    const Result<> migrated
        = migrateSchema(database, *schema).and_then([&transaction] { return transaction.commit(); });
    if (migrated)
        return {};
    QFile::remove(backup);
    QVariantMap values = migrated.error().values;
    values.insert(QStringLiteral("version"), *schema);
    return failure(ErrorCode::MigrationFailed, values, migrated.error().detail);
}

Result<> checkSound(Database &database)
{
    QStringList tables;
    const Result<> listed = database.each(QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table'"), {},
        [&tables](const QSqlQuery &row) -> Result<> {
            tables.append(row.value(0).toString());
            return {};
        });
    if (!listed)
        return listed;
    for (QString table : std::as_const(tables)) {
        table.replace(QLatin1Char('"'), QLatin1String("\"\""));
        const Result<> answers = database.execute(QStringLiteral("SELECT 1 FROM \"%1\" LIMIT 1").arg(table));
        if (!answers)
            return answers;
    }
    if (QFileInfo(database.path()).size() > checkedThroughout)
        return {};
    const Result<QVariant> verdict = database.value(QStringLiteral("PRAGMA quick_check(1)"));
    if (!verdict)
        return failure(verdict.error());
    return verdict->toString() == QLatin1String("ok") ? Result<> {} : damaged(database, verdict->toString());
}

} // namespace mailboat
