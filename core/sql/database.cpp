// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/database.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QUrl>

#include <atomic>

#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

using QueryPointer = std::unique_ptr<QSqlQuery>;

struct Database::Statements {
    std::unordered_map<QString, QueryPointer> kept;
};

namespace {

// SQLite's primary result codes, and some extended ones; its header is not needed for anything else.
enum SqliteCode {
    Perm = 3,
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    Interrupted = 9,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADatabase = 26,
    IoErrorWrite = 778,
    ReadOnlyMoved = 1032,
    IoErrorSync = 1034,
    IoErrorTruncate = 1546,
    IoErrorShmSize = 4874 // no room for the index that a datafile in use has beside it
};

ErrorCode codeOfSqlite(int extended, const QString &path)
{
    if (extended == ReadOnlyMoved)
        return ErrorCode::DatafileVanished;
    if (extended == IoErrorShmSize)
        return ErrorCode::DiskFull;
    // A disk that has become read-only says nothing else to who holds a file open, but neither does one that dies. access()
    // tells them apart: on a disk that is read-only it fails for root, too.
    const bool isWriting = extended == IoErrorWrite || extended == IoErrorSync || extended == IoErrorTruncate;
    if (isWriting && ::access(QFile::encodeName(path).constData(), W_OK) != 0)
        return ErrorCode::DatafileReadOnly;
    switch (extended & 0xff) {
    case Perm:
    case CantOpen:
        return ErrorCode::DatafileUnreadable;
    case Busy:
    case Locked:
        return ErrorCode::DatafileBusy;
    case ReadOnly:
        return ErrorCode::DatafileReadOnly;
    case Interrupted:
        return ErrorCode::Cancelled;
    case IoError:
        return ErrorCode::DatafileVanished;
    case Full:
        return ErrorCode::DiskFull;
    case NotADatabase:
        return ErrorCode::DatafileForeign;
    case Corrupt:
    default: // a missing table or a broken constraint: somebody has been at the file
        return ErrorCode::DatafileDamaged;
    }
}

QString connectionName()
{
    static std::atomic<quint64> number {0};
    return QStringLiteral("mailboat-%1").arg(++number);
}

// Qt binds null texts and bytes as NULL.
QVariant bindable(const QVariant &value)
{
    if (value.userType() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    if (value.userType() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    return value;
}

} // namespace

Database::Database(const QString &path)
    : m_path(QFileInfo(path).absoluteFilePath())
    , m_name(connectionName())
    , m_statements(std::make_unique<Statements>())
{
}

Database::~Database()
{
    m_statements.reset();
    {
        QSqlDatabase connection = QSqlDatabase::database(m_name, false);
        if (connection.isValid())
            connection.close();
    }
    QSqlDatabase::removeDatabase(m_name);
}

Result<> Database::open(bool createIfMissing, bool readOnly, std::chrono::milliseconds patience)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    // A plain name would always be created where it is missing: only a URI can say no.
    const QString mode = readOnly ? QStringLiteral("ro")
        : createIfMissing         ? QStringLiteral("rwc")
                                  : QStringLiteral("rw");
    const QByteArray name = QUrl::toPercentEncoding(m_path, "/");
    connection.setDatabaseName(QStringLiteral("file:%1?mode=%2").arg(QString::fromLatin1(name), mode));
    connection.setConnectOptions(
        QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1%2")
            .arg(QString::number(patience.count()), readOnly ? QStringLiteral(";QSQLITE_OPEN_READONLY") : QString()));
    if (!connection.open())
        return failure(errorOf(connection.lastError()));
    struct stat status {
    };
    if (::stat(QFile::encodeName(m_path).constData(), &status) == 0) {
        m_device = status.st_dev;
        m_inode = status.st_ino;
    }
    return {};
}

Result<> Database::checkStillThere() const
{
    struct stat status {
    };
    if (::stat(QFile::encodeName(m_path).constData(), &status) == 0 && status.st_dev == m_device
        && status.st_ino == m_inode)
        return {};
    return failure(ErrorCode::DatafileVanished, {{QStringLiteral("path"), m_path}});
}

Result<> Database::checkNotCancelled() const
{
    if (m_cancelAsked && m_cancelAsked->load())
        return failure(ErrorCode::Cancelled);
    return {};
}

Result<QSqlQuery *> Database::prepared(const QString &sql)
{
    QueryPointer &kept = m_statements->kept[sql];
    if (kept) {
        kept->finish();
        return kept.get();
    }
    auto query = std::make_unique<QSqlQuery>(QSqlDatabase::database(m_name, false));
    query->setForwardOnly(true);
    if (!query->prepare(sql)) {
        Error error = errorOf(query->lastError());
        m_statements->kept.erase(sql);
        return failure(std::move(error));
    }
    kept = std::move(query);
    return kept.get();
}

Result<QSqlQuery *> Database::run(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> query = prepared(sql);
    if (!query)
        return query;
    for (int i = 0; i < values.size(); ++i)
        (*query)->bindValue(i, bindable(values.at(i)));
    if (!(*query)->exec()) {
        Error error = errorOf((*query)->lastError());
        (*query)->finish();
        return failure(std::move(error));
    }
    return query;
}

Result<> Database::execute(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    if (query.exec(sql))
        return {};
    return failure(errorOf(query.lastError()));
}

Result<> Database::apply(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> query = run(sql, values);
    if (!query)
        return failure(query.error());
    (*query)->finish();
    return {};
}

Result<qint64> Database::change(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> query = run(sql, values);
    if (!query)
        return failure(query.error());
    const qint64 rows = (*query)->numRowsAffected();
    (*query)->finish();
    return rows;
}

Result<QVariant> Database::value(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> query = run(sql, values);
    if (!query)
        return failure(query.error());
    if ((*query)->next()) {
        QVariant found = (*query)->value(0);
        (*query)->finish();
        return found;
    }
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return failure(errorOf(error));
    return QVariant {};
}

Result<> Database::each(
    const QString &sql, const QVariantList &values, const std::function<Result<>(const QSqlQuery &)> &take)
{
    const Result<QSqlQuery *> running = run(sql, values);
    if (!running)
        return failure(running.error());
    // Out of the cache while its rows are read, or `take` could start it anew.
    const auto place = m_statements->kept.find(sql);
    QueryPointer query = std::move(place->second);
    m_statements->kept.erase(place);
    Result<> taken;
    while (taken && query->next())
        taken = take(*query);
    const QSqlError error = query->lastError();
    query->finish();
    m_statements->kept[sql] = std::move(query);
    if (taken && error.isValid())
        return failure(errorOf(error));
    return taken;
}

Result<qint64> Database::lastInsertId()
{
    return value(QStringLiteral("SELECT last_insert_rowid()")).map([](const QVariant &id) { return id.toLongLong(); });
}

Result<qint64> Database::dataVersion()
{
    return checkStillThere()
        .and_then([this] { return value(QStringLiteral("PRAGMA data_version")); })
        .map([](const QVariant &version) { return version.toLongLong(); });
}

Error Database::errorOf(const QSqlError &error) const
{
    const QString why = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    ErrorCode code = codeOfSqlite(error.nativeErrorCode().toInt(), m_path);
    if (code == ErrorCode::DatafileUnreadable && !QFileInfo::exists(m_path))
        code = m_inode == 0 ? ErrorCode::DatafileMissing : ErrorCode::DatafileVanished;
    if (code == ErrorCode::DatafileReadOnly && m_inode != 0 && !checkStillThere())
        code = ErrorCode::DatafileVanished;
    return Error {code, {{QStringLiteral("path"), m_path}, {QStringLiteral("why"), why}},
        QStringLiteral("SQLite %1: %2").arg(error.nativeErrorCode(), why)};
}

} // namespace mailboat
