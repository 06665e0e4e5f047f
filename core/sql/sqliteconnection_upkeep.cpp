// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Of SqliteConnection: copies of the file, and whether it is sound.
#include "core/sql/filecheck.h"
#include "core/sql/sqliteconnection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>

namespace mailboat {

namespace {

constexpr qint64 checkedThroughout = 4 * 1024 * 1024; // some 20 ms

} // namespace

QString SqliteConnection::backupPath(int version) const
{
    return QStringLiteral("%1.schema-%2.backup").arg(address().path()).arg(version);
}

Result<> SqliteConnection::backUp(int version)
{
    const QString target = backupPath(version);
    const Result<> copied = copyTo(target);
    if (copied)
        return {};
    QVariantMap values = copied.error().values;
    values.insert(QStringLiteral("path"), target);
    return failure(ErrorCode::BackupFailed, values, copied.error().detail);
}

/// By a connection of its own, which sees nothing of the transaction in hand.
Result<> SqliteConnection::copyTo(const QString &target)
{
    const QString unfinished = target + QStringLiteral(".new");
    QFile::remove(unfinished);
    FreshFile file(unfinished); // readable by its owner alone before anything is in it
    SqliteConnection source(address(), m_patience);
    return file.create()
        .and_then([&] { return source.openFile(Access::Read); })
        .and_then([&] { return source.apply("VACUUM INTO ?"_sql, {unfinished}); })
        .and_then([&]() -> Result<> {
            if (std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(target).constData()) != 0)
                return failure(ErrorCode::BackupFailed, {{QStringLiteral("why"), qt_error_string(errno)}});
            file.keep();
            return {};
        });
}

void SqliteConnection::dropBackup(int version)
{
    QFile::remove(backupPath(version));
}

Result<> SqliteConnection::eachBackup(const std::function<Result<>(Connection &backup)> &work)
{
    const QFileInfo datafile(address().path());
    const QString prefix = datafile.fileName() + QStringLiteral(".schema-");
    Result<> all;
    for (const QFileInfo &file : datafile.absoluteDir().entryInfoList(QDir::Files | QDir::Hidden, QDir::Name)) {
        const QString name = file.fileName();
        if (!name.startsWith(prefix))
            continue;
        if (name.endsWith(QLatin1String(".backup.new")))
            QFile::remove(file.filePath());
        if (!name.endsWith(QLatin1String(".backup")))
            continue;
        SqliteConnection backup(DatafileAddress::ofFile(file.filePath()), m_patience);
        const Result<> done = backup.open().and_then([&] { return work(backup); });
        if (!done && all)
            all = done;
    }
    return all;
}

/// VACUUM alone leaves the old pages in the journal, which is written over from its beginning, whenever that is.
Result<> SqliteConnection::rewrite()
{
    return execute(QStringLiteral("VACUUM"))
        .and_then([this] { return value("PRAGMA wal_checkpoint(TRUNCATE)"_sql); })
        .and_then([this](const QVariant &isBusy) -> Result<> {
            if (!isBusy.toBool())
                return {};
            return failure(ErrorCode::DatafileBusy, {{QStringLiteral("path"), address().shown()}});
        });
}

Result<> SqliteConnection::checkSound()
{
    QStringList tables;
    const Result<> listed
        = each("SELECT name FROM sqlite_schema WHERE type = 'table'"_sql, {}, [&tables](const Row &row) -> Result<> {
              tables.append(row.value(0).toString());
              return {};
          });
    if (!listed)
        return listed;
    for (QString table : std::as_const(tables)) {
        table.replace(QLatin1Char('"'), QLatin1String("\"\""));
        const Result<> answers = execute(QStringLiteral("SELECT 1 FROM \"%1\" LIMIT 1").arg(table));
        if (!answers)
            return answers;
    }
    if (QFileInfo(address().path()).size() > checkedThroughout)
        return {};
    return value("PRAGMA quick_check(1)"_sql).and_then([this](const QVariant &verdict) -> Result<> {
        if (verdict.toString() == QLatin1String("ok"))
            return {};
        return failure(ErrorCode::DatafileDamaged,
            {{QStringLiteral("path"), address().shown()}, {QStringLiteral("why"), verdict.toString()}});
    });
}

} // namespace mailboat
