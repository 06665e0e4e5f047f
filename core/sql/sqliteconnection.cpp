// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqliteconnection.h"

#include "core/sql/dialect.h"
#include "core/sql/diskroom.h"
#include "core/sql/filecheck.h"
#include "core/sql/sqliteerror.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <cerrno>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr int applicationId = 0x4d424f41; // "MBOA": PRAGMA application_id of a datafile
constexpr qint64 someRoom = 1024 * 1024;
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

/// The errno with which an open file of SQLite's failed last; 0: never, or it does not say.
int lastErrno(sqlite3 *sqlite, int whichFile)
{
    sqlite3_file *file = nullptr;
    int error = 0;
    if (sqlite3_file_control(sqlite, "main", whichFile, static_cast<void *>(&file)) != SQLITE_OK || !file
        || !file->pMethods || file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) != SQLITE_OK)
        return 0;
    return error;
}

/// Whether this process, or this machine, may open no more files: the errno; 0: it may.
int whyNoFiles()
{
    const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno == EMFILE || errno == ENFILE ? errno : 0;
    ::close(file);
    return 0;
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

/// What the system said where SQLite says no more than that it could not open, read or write; 0: not known. Its journal is what
/// is written to, the datafile itself what that is copied to now and then.
int SqliteConnection::systemErrorOf(int extended) const
{
    switch (extended & 0xff) {
    case SQLITE_CANTOPEN:
        if (const int error = whyNoFiles(); error != 0)
            return error;
        return m_sqlite ? sqlite3_system_errno(m_sqlite) : 0;
    case SQLITE_IOERR:
        break;
    default:
        return 0;
    }
    switch (extended) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
        if (!m_sqlite)
            return 0;
        if (const int error = lastErrno(m_sqlite, SQLITE_FCNTL_JOURNAL_POINTER); error != 0)
            return error;
        return lastErrno(m_sqlite, SQLITE_FCNTL_FILE_POINTER);
    default:
        return m_sqlite ? sqlite3_system_errno(m_sqlite) : 0;
    }
}

Error SqliteConnection::errorOf(const QSqlError &error) const
{
    const QString path = address().path();
    const int extended = error.nativeErrorCode().toInt();
    const int system = systemErrorOf(extended);
    const QString said = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    ErrorCode code = errorCodeOfSqlite(extended, system, path);
    if (code == ErrorCode::DatafileUnreadable && !QFileInfo::exists(path))
        code = m_inode == 0 ? ErrorCode::DatafileMissing : ErrorCode::DatafileVanished;
    // What is no longer there cannot be used either, whatever the last try to do so has met with.
    const bool mayBeGone = code == ErrorCode::DatafileReadOnly || code == ErrorCode::DiskBroken
        || code == ErrorCode::DatafileOnShare || code == ErrorCode::DatafileDamaged;
    if (mayBeGone && m_inode != 0) {
        if (const Result<> there = checkStillThere(); !there && there.error().code == ErrorCode::DatafileVanished)
            code = ErrorCode::DatafileVanished;
    }
    QVariantMap values {{QStringLiteral("path"), address().shown()}};
    // What SQLite puts aside for a moment may lie on another disk.
    if (code == ErrorCode::DiskFull && system == 0 && hasRoom(path, someRoom) && !hasRoom(temporaryFile(), someRoom))
        values.insert(QStringLiteral("path"), QFileInfo(temporaryFile()).path());
    // Of a disk that is full there is nothing more to say than that, unless it is a limit that was set.
    if (code != ErrorCode::DiskFull || system == EDQUOT || system == EFBIG)
        values.insert(QStringLiteral("why"), system != 0 ? qt_error_string(system) : said);
    return Error {code, values,
        QStringLiteral("SQLite %1: %2%3")
            .arg(error.nativeErrorCode(), said, system != 0 ? QStringLiteral(" (errno %1)").arg(system) : QString())};
}

} // namespace mailboat
