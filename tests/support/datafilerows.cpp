// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/datafilerows.h"

#include "tests/support/catch.h"

#include <QSqlDatabase>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

namespace mailboat::test {

QMap<QString, QList<DatafileRow>> datafileRows(const QString &path)
{
    QMap<QString, QList<DatafileRow>> all;
    const QString name = QUuid::createUuid().toString();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        REQUIRE(database.open());
        for (const QString &table : database.tables(QSql::Tables)) {
            if (table.startsWith(QLatin1String("sqlite_")))
                continue;
            QSqlQuery query(database);
            REQUIRE(query.exec(QStringLiteral("SELECT * FROM \"%1\"").arg(table)));
            QList<DatafileRow> &rows = all[table];
            while (query.next()) {
                const QSqlRecord record = query.record();
                DatafileRow row;
                for (int i = 0; i < record.count(); ++i)
                    row.insert(record.fieldName(i), record.value(i).toByteArray());
                rows.append(row);
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return all;
}

} // namespace mailboat::test
