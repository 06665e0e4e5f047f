// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafileopening.h"

#include "core/sql/database.h"
#include "core/sql/filecheck.h"
#include "core/sql/transaction.h"
#include "core/store/datafileupgrade.h"
#include "core/store/migrations.h"

#include <QFileInfo>

namespace mailboat {

namespace {

/// What every connection is set to.
Result<> prepare(Database &database)
{
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
             "PRAGMA temp_store = FILE", "PRAGMA cache_size = -8000", "PRAGMA journal_size_limit = 67108864",
             "PRAGMA trusted_schema = OFF"}) {
        if (const Result<> set = database.execute(QString::fromLatin1(pragma)); !set)
            return set;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Database>> createDatafile(const QString &path)
{
    if (const Result<> isPath = checkIsPath(path); !isPath)
        return failure(isPath.error());
    FreshFile file(QFileInfo(path).absoluteFilePath());
    if (const Result<> made = file.create(); !made)
        return failure(made.error());
    auto database = std::make_unique<Database>(path);
    const Result<> filled
        = database->open(false).and_then([&] { return prepare(*database); }).and_then([&]() -> Result<> {
              Transaction transaction(*database);
              return transaction.begin()
                  .and_then([&] {
                      return database->execute(QStringLiteral("PRAGMA application_id = %1").arg(datafileApplicationId));
                  })
                  .and_then([&] { return migrateSchema(*database, 0); })
                  .and_then([&] { return transaction.commit(); });
          });
    if (!filled) {
        database.reset(); // before the file goes
        return failure(filled.error());
    }
    file.keep();
    return database;
}

Result<std::unique_ptr<Database>> openDatafile(const QString &path, DatafileOptions options)
{
    if (const Result<> usable = checkIsPath(path).and_then([&path] { return checkUsable(path); }); !usable)
        return failure(usable.error());
    auto database = std::make_unique<Database>(path);
    const Result<> opened = database->open(false, false, options.patience.value_or(Database::usualPatience))
                                .and_then([&] { return checkIsOurs(*database); })
                                .and_then([&] { return prepare(*database); })
                                .and_then([&] { return upgrade(*database); })
                                .and_then([&] { return checkSound(*database); });
    if (!opened)
        return failure(opened.error());
    return database;
}

} // namespace mailboat
