// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqliteconnection.h"

#include "core/sql/dialect.h"
#include "core/sql/filecheck.h"
#include "core/sql/sqliteerror.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <sqlite3.h>
#include <sys/stat.h>

namespace mailboat {

namespace {

constexpr int applicationId = 0x4d424f41; // "MBOA": PRAGMA application_id of a datafile
constexpr int stepsBetweenLooks = 10'000; // some ten thousandths of a second

int isAsked(void *asked)
{
    return static_cast<const std::atomic<bool> *>(asked)->load() ? 1 : 0;
}

} // namespace

std::unique_ptr<Connection> SqliteConnection::connect(
    const DatafileAddress &address, std::chrono::milliseconds patience)
{
    return std::make_unique<SqliteConnection>(address, patience);
}

SqliteConnection::SqliteConnection(const DatafileAddress &address, std::chrono::milliseconds patience)
    : Connection(address, "QSQLITE")
    , m_patience(patience)
{
}

SqliteConnection::~SqliteConnection()
{
    close(); // before a file that is not kept goes
}

Result<> SqliteConnection::open()
{
    return checkUsable(address().path()).and_then([this] { return openFile(); }).and_then([this] {
        return checkIsOurs();
    });
}

Result<> SqliteConnection::make()
{
    m_fresh = std::make_unique<FreshFile>(address().path());
    return m_fresh->create().and_then([this] { return openFile(); });
}

void SqliteConnection::keep()
{
    m_fresh->keep();
}

Result<> SqliteConnection::openFile(bool isReadOnly)
{
    QSqlDatabase connection = QSqlDatabase::database(name(), false);
    // A plain name would be created where it is missing: only a URI can say no.
    const QString mode = isReadOnly ? QStringLiteral("ro") : QStringLiteral("rw");
    const QByteArray file = QUrl::toPercentEncoding(address().path(), "/");
    connection.setDatabaseName(QStringLiteral("file:%1?mode=%2").arg(QString::fromLatin1(file), mode));
    connection.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1%2")
                                     .arg(QString::number(m_patience.count()),
                                         isReadOnly ? QStringLiteral(";QSQLITE_OPEN_READONLY") : QString()));
    if (!connection.open())
        return failure(errorOf(connection.lastError()));
    struct stat status {
    };
    if (::stat(QFile::encodeName(address().path()).constData(), &status) == 0) {
        m_device = status.st_dev;
        m_inode = status.st_ino;
    }
    return {};
}

Result<> SqliteConnection::checkIsOurs()
{
    return value("PRAGMA application_id"_sql).and_then([this](const QVariant &application) -> Result<> {
        if (application.toInt() == applicationId)
            return {};
        return failure(ErrorCode::DatafileForeign, {{QStringLiteral("path"), address().shown()}});
    });
}

Result<> SqliteConnection::prepare()
{
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
             "PRAGMA temp_store = FILE", "PRAGMA cache_size = -8000", "PRAGMA journal_size_limit = 67108864",
             "PRAGMA trusted_schema = OFF"}) {
        if (const Result<> set = execute(QString::fromLatin1(pragma)); !set)
            return set;
    }
    return {};
}

Result<int> SqliteConnection::schemaVersion()
{
    return value("PRAGMA user_version"_sql).map([](const QVariant &version) { return version.toInt(); });
}

Result<> SqliteConnection::setSchemaVersion(int version)
{
    return execute(QStringLiteral("PRAGMA application_id = %1").arg(applicationId)).and_then([this, version] {
        return execute(QStringLiteral("PRAGMA user_version = %1").arg(version));
    });
}

Result<qint64> SqliteConnection::dataVersion()
{
    return checkStillThere()
        .and_then([this] { return value("PRAGMA data_version"_sql); })
        .map([](const QVariant &version) { return version.toLongLong(); });
}

Result<> SqliteConnection::checkStillThere() const
{
    struct stat status {
    };
    if (::stat(QFile::encodeName(address().path()).constData(), &status) == 0 && status.st_dev == m_device
        && status.st_ino == m_inode)
        return {};
    return failure(ErrorCode::DatafileVanished, {{QStringLiteral("path"), address().shown()}});
}

void SqliteConnection::setCancelFlag(const std::atomic<bool> *asked)
{
    Connection::setCancelFlag(asked);
    if (sqlite3 *const sqlite = handle())
        sqlite3_progress_handler(
            sqlite, asked ? stepsBetweenLooks : 0, asked ? &isAsked : nullptr, const_cast<std::atomic<bool> *>(asked));
}

/// Null where Qt was built with an SQLite of its own, whose handles are not for the one that we are linked with: then only
/// beginnings and ends of transactions are looked at.
sqlite3 *SqliteConnection::handle()
{
    const Result<QVariant> source = value("SELECT sqlite_source_id()"_sql);
    const QVariant handle = QSqlDatabase::database(name(), false).driver()->handle();
    if (!source || source->toString() != QLatin1String(sqlite3_sourceid())
        || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

const Dialect &SqliteConnection::dialect() const
{
    static const Dialect sqlite({
        {QStringLiteral("text"), QStringLiteral("CAST(%1 AS TEXT)")},
        {QStringLiteral("bytes"), QStringLiteral("CAST(%1 AS BLOB)")},
        {QStringLiteral("row"), QStringLiteral("%1.rowid")},
        {QStringLiteral("temporary"), QStringLiteral("temp.%1")},
        {QStringLiteral("temporary-index"), QStringLiteral("temp.%1")},
        {QStringLiteral("keyed"), QStringLiteral("WITHOUT ROWID")},
        {QStringLiteral("ordered"), QStringLiteral("CROSS")},
        {QStringLiteral("by"), QStringLiteral("INDEXED BY %1")},
    });
    return sqlite;
}

Result<> SqliteConnection::begin()
{
    return apply("BEGIN IMMEDIATE"_sql);
}

Result<> SqliteConnection::beginReading()
{
    return apply("BEGIN"_sql);
}

Result<> SqliteConnection::commit()
{
    return apply("COMMIT"_sql);
}

Result<> SqliteConnection::rollBack()
{
    return apply("ROLLBACK"_sql);
}

Error SqliteConnection::errorOf(const QSqlError &error) const
{
    const QString path = address().path();
    const QString why = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    ErrorCode code = errorCodeOfSqlite(error.nativeErrorCode().toInt(), path);
    if (code == ErrorCode::DatafileUnreadable && !QFileInfo::exists(path))
        code = m_inode == 0 ? ErrorCode::DatafileMissing : ErrorCode::DatafileVanished;
    if (code == ErrorCode::DatafileReadOnly && m_inode != 0 && !checkStillThere())
        code = ErrorCode::DatafileVanished;
    return Error {code, {{QStringLiteral("path"), address().shown()}, {QStringLiteral("why"), why}},
        QStringLiteral("SQLite %1: %2").arg(error.nativeErrorCode(), why)};
}

} // namespace mailboat
