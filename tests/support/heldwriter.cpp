// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/heldwriter.h"

#include "tests/support/catch.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

namespace mailboat::test {

HeldWriter::HeldWriter(const QString &path)
    : m_name(QUuid::createUuid().toString())
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    database.setDatabaseName(path);
    REQUIRE(database.open());
    REQUIRE(QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE")));
}

HeldWriter::~HeldWriter()
{
    release();
}

void HeldWriter::release()
{
    QSqlDatabase::database(m_name, false).close(); // which rolls back
    QSqlDatabase::removeDatabase(m_name);
}

} // namespace mailboat::test
