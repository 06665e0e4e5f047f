// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqliteconnection.h"

#include "core/sql/dialect.h"
#include "core/sql/filecheck.h"
#include "core/sql/sqliteerror.h"
#include "core/sql/sqlitequery.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <cerrno>

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

QString modeOf(SqliteConnection::Access access)
{
    using Access = SqliteConnection::Access;
    switch (access) {
    case Access::Write:
        return QStringLiteral("mode=rw");
    case Access::Read:
        return QStringLiteral("mode=ro");
    case Access::ReadUnchanging:
        return QStringLiteral("mode=ro&immutable=1");
    case Access::ReadAlone:
        return QStringLiteral("mode=ro&vfs=unix-none");
    }
    Q_UNREACHABLE();
}

bool hasBeside(const QString &path, const char *ending)
{
    return QFileInfo(path + QLatin1String(ending)).size() > 0;
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

/// SQLite reads a datafile in WAL mode only where it finds or makes its index beside it, but for these two ways.
Result<> SqliteConnection::openToRead()
{
    const QString path = address().path();
    const Access alone = hasBeside(path, "-wal") ? Access::ReadAlone : Access::ReadUnchanging;
    if (QFileInfo::exists(path + QLatin1String("-shm")) || isFolderWritable(path))
        return openInOneOf({Access::Read, alone});
    return openInOneOf({alone});
}

/// Without a lock, which in WAL mode needs something beside it: copyDatabase() notices whoever begins to write to it meanwhile. What
/// a change that was broken off has left beside it is a part of it; where that has to be undone first, it cannot be read.
Result<> SqliteConnection::openCopy()
{
    const QString path = address().path();
    if (QFileInfo::exists(path + QLatin1String("-shm")))
        return openToRead(); // somebody may work with it after all
    if (hasBeside(path, "-journal"))
        return openInOneOf({Access::Read});
    return openInOneOf({hasBeside(path, "-wal") ? Access::ReadAlone : Access::ReadUnchanging});
}

Result<> SqliteConnection::openInOneOf(std::initializer_list<Access> ways)
{
    if (const Result<> readable = checkReadable(address().path()); !readable)
        return readable;
    Result<> opened;
    for (const Access way : ways) {
        close();
        opened = openFile(way).and_then([this] { return checkIsOurs(); });
        if (opened || opened.error().code == ErrorCode::DatafileForeign)
            break;
    }
    if (!opened)
        return opened;
    return setUp({"PRAGMA temp_store = FILE", "PRAGMA cache_size = -8000", "PRAGMA trusted_schema = OFF"});
}

Result<> SqliteConnection::openFile(Access access)
{
    QSqlDatabase connection = QSqlDatabase::database(name(), false);
    m_sqlite = nullptr; // what was open before
    // A plain name would be created where it is missing: only a URI can say no.
    const QByteArray file = QUrl::toPercentEncoding(address().path(), "/");
    connection.setDatabaseName(QStringLiteral("file:%1?%2").arg(QString::fromLatin1(file), modeOf(access)));
    connection.setConnectOptions(
        QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1%2")
            .arg(QString::number(m_patience.count()),
                access == Access::Write ? QString() : QStringLiteral(";QSQLITE_OPEN_READONLY")));
    if (!connection.open())
        return failure(errorOf(connection.lastError()));
    struct stat status {
    };
    if (::stat(QFile::encodeName(address().path()).constData(), &status) == 0) {
        m_device = status.st_dev;
        m_inode = status.st_ino;
    }
    m_sqlite = handle();
    // The index of the journal then is in this process's memory.
    return access == Access::ReadAlone ? execute(QStringLiteral("PRAGMA locking_mode = EXCLUSIVE")) : Result<>();
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
    return setUp({"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                     "PRAGMA temp_store = FILE", "PRAGMA cache_size = -8000", "PRAGMA journal_size_limit = 67108864",
                     "PRAGMA wal_autocheckpoint = 4000", // pages: one that many batches change is copied back once
                     "PRAGMA trusted_schema = OFF"})
        .map([this] { keepPrivate(address().path()); });
}

Result<> SqliteConnection::setUp(std::initializer_list<const char *> pragmas)
{
    for (const char *pragma : pragmas) {
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
    const bool isThere = ::stat(QFile::encodeName(address().path()).constData(), &status) == 0;
    if (isThere && status.st_dev == m_device && status.st_ino == m_inode)
        return {};
    const int error = isThere ? 0 : errno;
    return failure(errorCodeOfSystem(error, ErrorCode::DatafileVanished),
        {{QStringLiteral("path"), address().shown()}, {QStringLiteral("why"), qt_error_string(error)}});
}

void SqliteConnection::setCancelFlag(const std::atomic<bool> *asked)
{
    Connection::setCancelFlag(asked);
    if (m_sqlite)
        sqlite3_progress_handler(m_sqlite, asked ? stepsBetweenLooks : 0, asked ? &isAsked : nullptr,
            const_cast<std::atomic<bool> *>(asked));
}

/// Null where Qt was built with an SQLite of its own, whose handles are not for the one that we are linked with: then only
/// beginnings and ends of transactions are looked at for cancelling, and statements are run by its driver.
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
        {QStringLiteral("listed"), QStringLiteral("(SELECT value FROM json_each(CAST(%1 AS TEXT)))")},
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

Result<std::unique_ptr<Query>> SqliteConnection::prepared(const QString &sql)
{
    if (!m_sqlite)
        return Connection::prepared(sql);
    auto query = std::make_unique<SqliteQuery>(m_sqlite);
    if (!query->prepare(sql))
        return failure(errorOf(query->lastError()));
    return query;
}

} // namespace mailboat
