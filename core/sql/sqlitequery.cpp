// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqlitequery.h"

#include <sqlite3.h>

namespace mailboat {

namespace {

int bindBytes(sqlite3_stmt *statement, int at, const QByteArray &bytes)
{
    // Of null bytes SQLite would make NULL.
    return sqlite3_bind_blob64(statement, at, bytes.isNull() ? "" : bytes.constData(),
        static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
}

int bindText(sqlite3_stmt *statement, int at, const QString &text, sqlite3_destructor_type lives)
{
    static constexpr char16_t nothing = 0;
    const void *const units = text.isNull() ? static_cast<const void *>(&nothing) : text.utf16();
    return sqlite3_bind_text64(statement, at, static_cast<const char *>(units),
        static_cast<sqlite3_uint64>(text.size()) * sizeof(char16_t), lives, SQLITE_UTF16);
}

int bind(sqlite3_stmt *statement, int at, const QVariant &value)
{
    switch (value.userType()) {
    case QMetaType::UnknownType:
        return sqlite3_bind_null(statement, at);
    case QMetaType::QByteArray:
        return bindBytes(statement, at, *static_cast<const QByteArray *>(value.constData()));
    case QMetaType::QString:
        return bindText(statement, at, *static_cast<const QString *>(value.constData()), SQLITE_STATIC);
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return sqlite3_bind_int64(statement, at, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(statement, at, value.toDouble());
    default:
        if (value.isNull())
            return sqlite3_bind_null(statement, at);
        return bindText(statement, at, value.toString(), SQLITE_TRANSIENT);
    }
}

} // namespace

SqliteQuery::SqliteQuery(sqlite3 *database)
    : m_database(database)
{
}

SqliteQuery::~SqliteQuery()
{
    sqlite3_finalize(m_statement);
}

bool SqliteQuery::prepare(const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    const int done = sqlite3_prepare_v3(m_database, text.constData(), static_cast<int>(text.size()) + 1,
        SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    return done == SQLITE_OK || failed();
}

bool SqliteQuery::start(const QVariantList &values)
{
    m_error = {};
    if (sqlite3_bind_parameter_count(m_statement) != values.size()) { // SQLite would take NULL for what is missing
        m_error = QSqlError(QStringLiteral("Parameter count mismatch"), {}, QSqlError::StatementError);
        return false;
    }
    for (int at = 0; at < values.size(); ++at) {
        if (bind(m_statement, at + 1, values.at(at)) != SQLITE_OK)
            return failed();
    }
    m_isBeforeFirst = true;
    return step();
}

bool SqliteQuery::next()
{
    if (!m_hasRow)
        return false;
    if (m_isBeforeFirst) {
        m_isBeforeFirst = false;
        return true;
    }
    return step() && m_hasRow;
}

bool SqliteQuery::step()
{
    const int done = sqlite3_step(m_statement);
    m_hasRow = done == SQLITE_ROW;
    return m_hasRow || done == SQLITE_DONE || failed();
}

bool SqliteQuery::failed()
{
    m_hasRow = false;
    m_error = QSqlError(QStringLiteral("Unable to execute statement"), QString::fromUtf8(sqlite3_errmsg(m_database)),
        QSqlError::StatementError, QString::number(sqlite3_extended_errcode(m_database)));
    return false;
}

QVariant SqliteQuery::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return qint64 {sqlite3_column_int64(m_statement, column)};
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_statement, column);
    case SQLITE_BLOB: {
        const void *const bytes = sqlite3_column_blob(m_statement, column);
        return QByteArray(static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column));
    }
    case SQLITE_TEXT: {
        const unsigned char *const text = sqlite3_column_text(m_statement, column);
        return QString::fromUtf8(reinterpret_cast<const char *>(text), sqlite3_column_bytes(m_statement, column));
    }
    default:
        return QVariant(QMetaType::fromType<QString>());
    }
}

qint64 SqliteQuery::changed() const
{
    return sqlite3_changes(m_database);
}

void SqliteQuery::finish()
{
    m_hasRow = false;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

} // namespace mailboat
