// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/firstload.h"

#include "core/sql/connection.h"
#include "core/store/loadfigures.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto firstLoadKey = QStringLiteral("first-load");

} // namespace

FirstLoad::FirstLoad(Connection &connection)
    : m_connection(connection)
{
}

Result<bool> FirstLoad::isUnderWay() const
{
    return StateTable(m_connection).number(firstLoadKey).map([](qint64 value) { return value != 0; });
}

Result<bool> FirstLoad::findsNothing() const
{
    return m_connection
        .value("SELECT 1 WHERE EXISTS (SELECT 1 FROM landed) OR EXISTS (SELECT 1 FROM record r WHERE NOT EXISTS"
               " (SELECT 1 FROM outbox o WHERE o.table_name = r.table_name AND o.record_id = r.record_id))"_sql)
        .map([](const QVariant &found) { return !found.isValid(); });
}

Result<> FirstLoad::begin()
{
    return StateTable(m_connection).set(firstLoadKey, 1);
}

Result<> FirstLoad::end()
{
    return m_connection.transact([this] {
        return StateTable(m_connection).set(firstLoadKey, {}).and_then([this] {
            return LoadFigures(m_connection).clear();
        });
    });
}

} // namespace mailboat
