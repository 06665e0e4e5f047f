// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/numbersever.h"

#include "core/sql/connection.h"

#include <limits>

namespace mailboat {

Result<qint64> highestNumberEver(Connection &connection, const QString &table)
{
    return connection.value("SELECT seq FROM sqlite_sequence WHERE name = ?"_sql, {table})
        .map([](const QVariant &number) { return number.toLongLong(); });
}

Result<> setHighestNumber(Connection &connection, const QString &table, qint64 number)
{
    return connection.change("UPDATE sqlite_sequence SET seq = ? WHERE name = ?"_sql, {number, table})
        .and_then([&](qint64 rows) { // none before the table's first row
            return rows > 0
                ? Result<>()
                : connection.apply("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)"_sql, {table, number});
        });
}

Result<> checkSerial(const Connection &connection, qint64 serial)
{
    if (serial <= std::numeric_limits<qint32>::max())
        return {};
    return failure(ErrorCode::DatafileDamaged, {{QStringLiteral("path"), connection.address().shown()}},
        QStringLiteral("serials of the change log are used up"));
}

} // namespace mailboat
