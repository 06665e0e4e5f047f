// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/databaseopening.h"

#include "core/sql/cancelscope.h"
#include "core/sql/migration.h"
#include "core/sql/schema.h"
#include "core/sql/sqliteconnection.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace mailboat {

namespace {

std::unique_ptr<Connection> connectionTo(const DatafileAddress &address, const DatafileOptions &options)
{
    const Connector connect = options.connect ? options.connect : &SqliteConnection::connect;
    return connect(address, options.patience);
}

/// A schema of another version cannot be brought up to date there, and no program reads it as it is.
Result<> openUnwritable(Connection &connection, const Schema &schema, const Error &why)
{
    return connection.openToRead()
        .and_then([&] { return checkSchemaKnown(connection, schema); })
        .and_then([&] { return connection.schemaVersion(); })
        .and_then([&](int version) -> Result<> { return version == schema.current() ? Result<>() : failure(why); })
        .and_then([&] { return connection.checkSound(); });
}

} // namespace

Result<std::unique_ptr<Connection>> createDatabase(
    const DatafileAddress &address, const Schema &schema, const DatafileOptions &options)
{
    std::unique_ptr<Connection> connection = connectionTo(address, options);
    const Result<> made = connection->make().and_then([&] { return connection->prepare(); }).and_then([&] {
        return connection->transact([&] { return migrateSchema(*connection, schema, 0, schema.current()); });
    });
    if (!made)
        return failure(made.error());
    connection->keep();
    return connection;
}

Result<std::unique_ptr<Connection>> openDatabase(
    const DatafileAddress &address, const Schema &schema, const DatafileOptions &options)
{
    std::unique_ptr<Connection> connection = connectionTo(address, options);
    const Result<> found = connection->open();
    if (!found && found.error().code == ErrorCode::DatafileReadOnly && options.isForReading) {
        if (const Result<> opened = openUnwritable(*connection, schema, found.error()); !opened)
            return failure(opened.error());
        return connection;
    }
    const Result<> opened = found.and_then([&] { return checkSchemaKnown(*connection, schema); })
                                .and_then([&] { return connection->prepare(); })
                                .and_then([&] { return upgradeSchema(*connection, schema); })
                                .map([&] {
                                    if (schema.settle)
                                        schema.settle(*connection);
                                })
                                .and_then([&] { return connection->checkSound(); });
    if (!opened)
        return failure(opened.error());
    return connection;
}

Result<std::unique_ptr<Connection>> openCopy(const DatafileAddress &copy, const Schema &schema)
{
    auto connection = std::make_unique<SqliteConnection>(copy, DatafileOptions().patience);
    const Result<> opened = connection->openCopy().and_then([&] { return checkSchemaKnown(*connection, schema); });
    if (!opened)
        return failure(opened.error());
    return connection;
}

Result<> copyDatabase(const DatafileAddress &from, const QString &to, const Schema &schema,
    const Connection::CopyProgress &progress, const std::atomic<bool> &cancelled)
{
    const bool isStill = !QFileInfo::exists(from.path() + QLatin1String("-shm")); // else SQLite's locks see to it
    const QDateTime before = QFileInfo(from.path()).lastModified();
    const Result<std::unique_ptr<Connection>> connection = openCopy(from, schema);
    if (!connection)
        return failure(connection.error());
    const CancelScope scope(**connection, cancelled);
    if (const Result<> copied = (*connection)->copyInto(to, progress); !copied)
        return copied;
    if (!isStill || QFileInfo(from.path()).lastModified() == before)
        return {};
    QFile::remove(to);
    return failure(ErrorCode::BackupUnsound,
        {{QStringLiteral("path"), from.shown()},
            {QStringLiteral("why"), QCoreApplication::translate("mailboat", "it was changed while it was read")}});
}

} // namespace mailboat
