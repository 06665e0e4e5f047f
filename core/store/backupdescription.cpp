// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupdescription.h"

#include "core/domain/plaintext.h"
#include "core/prefs/rules.h"
#include "core/sql/cancelscope.h"
#include "core/sql/databaseopening.h"
#include "core/store/backup.h"
#include "core/store/datafileschema.h"
#include "core/store/standstill.h"
#include "core/store/statetable.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace mailboat {

namespace {

/// A person has named the file: what helps is another name, or another backup.
Error asErrorOfCopy(Error error, const DatafileAddress &copy)
{
    const auto why = [&error](const QString &words) { error.values.insert(QStringLiteral("why"), words); };
    switch (error.code) {
    case ErrorCode::DatafileMissing:
        error.code = ErrorCode::FileUnreadable;
        why(QCoreApplication::translate("mailboat", "it is not there"));
        break;
    case ErrorCode::DatafileUnreadable:
        error.code = ErrorCode::FileUnreadable;
        break;
    case ErrorCode::DatafileForeign:
        error.code = ErrorCode::BackupUnsound;
        why(QCoreApplication::translate("mailboat", "another program has made it"));
        break;
    case ErrorCode::DatafileReadOnly: // SQLite's journal beside it would have to be undone first
        error.code = ErrorCode::BackupUnsound;
        why(QCoreApplication::translate("mailboat", "a change of it was broken off"));
        break;
    case ErrorCode::DatafileDamaged:
        error.code = ErrorCode::BackupUnsound;
        break;
    default:
        break;
    }
    error.values.insert(QStringLiteral("path"), copy.shown());
    return error;
}

Result<> readSite(Connection &connection, BackupDescription &into)
{
    const Result<QVariant> site = connection.value("SELECT value FROM preference WHERE name = 'sync-id'"_sql);
    if (!site)
        return failure(site.error());
    into.site = syncIdFromText(site->toString()).value_or(SyncId {});
    if (roleOf(into.site) != SiteRole::Satellite)
        return {};
    return connection.value("SELECT user_name FROM peer WHERE sync_id = 1"_sql).map([&into](const QVariant &name) {
        into.userName = plain(name.toString());
    });
}

/// One that was made before backups were marked has its name alone.
Result<> readMark(Connection &connection, bool isNamedSo, BackupDescription &into)
{
    return Standstill(connection).reason().map([&](const std::optional<Error> &reason) {
        into.isBackup = isNamedSo || (reason && Standstill::isBackup(*reason));
    });
}

/// COUNT(*) of a whole table is a single step for SQLite, which nothing ends.
Result<> readContent(Connection &connection, BackupDescription &into)
{
    const Result<QVariant> records = connection.value("SELECT COUNT(1) FROM record"_sql);
    const Result<QVariant> waiting = connection.value("SELECT COUNT(1) FROM outbox"_sql);
    const Result<QVariant> last = connection.value("SELECT time FROM log ORDER BY number DESC LIMIT 1"_sql);
    for (const auto *read : {&records, &waiting, &last}) {
        if (!*read)
            return failure(read->error());
    }
    into.records = records->toLongLong();
    into.waiting = waiting->toLongLong();
    into.lastEntry = timeFromStored(*last);
    return {};
}

} // namespace

Result<BackupDescription> describeBackup(const DatafileAddress &copy)
{
    const std::atomic<bool> never {false};
    return describeBackup(copy, never);
}

Result<BackupDescription> describeBackup(const DatafileAddress &copy, const std::atomic<bool> &cancelled)
{
    const QFileInfo file(copy.path());
    BackupDescription description;
    const QDateTime named = Backup::timeInName(file.fileName());
    description.made = named.isValid() ? named : file.lastModified().toUTC();
    return openCopy(copy, datafileSchema())
        .and_then([&](const std::unique_ptr<Connection> &connection) {
            const CancelScope scope(*connection, cancelled);
            return readSite(*connection, description)
                .and_then([&] { return readMark(*connection, named.isValid(), description); })
                .and_then([&] { return readContent(*connection, description); });
        })
        .map([&description] { return description; })
        .map_error([&copy](const Error &error) { return asErrorOfCopy(error, copy); });
}

} // namespace mailboat
