// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/databaseopening.h"

#include "core/sql/migration.h"
#include "core/sql/schema.h"
#include "core/sql/sqliteconnection.h"

namespace mailboat {

namespace {

std::unique_ptr<Connection> connectionTo(const DatafileAddress &address, const DatafileOptions &options)
{
    const Connector connect = options.connect ? options.connect : &SqliteConnection::connect;
    return connect(address, options.patience);
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
    const Result<> opened = connection->open()
                                .and_then([&] { return checkSchemaKnown(*connection, schema); })
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

} // namespace mailboat
