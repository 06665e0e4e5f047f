// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/numbersever.h"

#include "core/sql/connection.h"

#include <algorithm>
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

Result<> numberAnew(Connection &connection, const QString &table, qint64 seen)
{
    const Result<qint64> highest = highestNumberEver(connection, table);
    if (!highest)
        return failure(highest.error());
    const qint64 base = std::max(*highest, seen) + leapOfNumbers;
    const Statement rows(QStringLiteral("UPDATE %1 SET serial = ? + place FROM (SELECT serial AS former,"
                                        " ROW_NUMBER() OVER (ORDER BY serial) AS place FROM %1) WHERE serial = former")
                             .arg(table));
    const Result<qint64> entries = connection.change(rows, {base});
    if (!entries)
        return failure(entries.error());
    return checkSerial(connection, base + *entries).and_then([&] {
        return setHighestNumber(connection, table, base + *entries);
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
