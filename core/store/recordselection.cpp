// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recordselection.h"

#include "core/domain/routing.h"
#include "core/sql/connection.h"

#include <array>

namespace mailboat {

namespace {

constexpr int orderOfUnknown = 3; // TableRule's default: in the middle

/// What the routing says of each table, for a connection that has not been told yet.
Result<> tellRules(Connection &connection)
{
    const Result<QVariant> there = connection.value("SELECT 1 FROM {temporary fill_rule} LIMIT 1"_sql);
    if (!there)
        return failure(there.error());
    if (there->isValid())
        return {};
    for (const TableRule &rule : Routing::builtIn().rules()) {
        const QVariant parent = rule.parentTable.isEmpty() ? QVariant() : QVariant(rule.parentTable);
        const Result<> added = connection.apply(
            "INSERT INTO {temporary fill_rule} VALUES ({text ?}, ?, {text ?})"_sql, {rule.table, rule.order, parent});
        if (!added)
            return added;
    }
    return {};
}

} // namespace

Result<> RecordSelection::begin(Connection &connection)
{
    const std::array definitions {
        &"CREATE TEMP TABLE IF NOT EXISTS fill (row INTEGER PRIMARY KEY)"_sql,
        &"CREATE TEMP TABLE IF NOT EXISTS fill_rule (table_name TEXT PRIMARY KEY, level INTEGER NOT NULL,"
         " parent_table TEXT) {keyed}"_sql,
        &"CREATE INDEX IF NOT EXISTS {temporary-index fill_rule_parent} ON fill_rule (parent_table)"_sql,
        &"CREATE TEMP TABLE IF NOT EXISTS fill_place (place INTEGER PRIMARY KEY, table_name TEXT NOT NULL,"
         " record_id TEXT NOT NULL)"_sql,
    };
    for (const Statement *definition : definitions) {
        if (const Result<> done = connection.define(*definition); !done)
            return done;
    }
    return connection.apply("DELETE FROM {temporary fill}"_sql).and_then([&] { return tellRules(connection); });
}

Result<qint64> RecordSelection::count(Connection &connection)
{
    return connection.value("SELECT COUNT(*) FROM {temporary fill}"_sql).map([](const QVariant &number) {
        return number.toLongLong();
    });
}

Result<qint64> RecordSelection::arrange(Connection &connection)
{
    static const Statement places(
        QStringLiteral("INSERT INTO {temporary fill_place} (table_name, record_id) SELECT r.table_name, r.record_id ")
        + inOrder());
    return connection.apply("DELETE FROM {temporary fill_place}"_sql).and_then([&] {
        return connection.change(places);
    });
}

QString RecordSelection::rows()
{
    return QStringLiteral("SELECT row FROM {temporary fill}");
}

QString RecordSelection::inOrder()
{
    return QStringLiteral("FROM {temporary fill} f {ordered} JOIN record r ON {row r} = f.row"
                          " LEFT JOIN {temporary fill_rule} t ON t.table_name = r.table_name"
                          " ORDER BY coalesce(t.level, %1), r.table_name, r.record_id")
        .arg(orderOfUnknown);
}

} // namespace mailboat
