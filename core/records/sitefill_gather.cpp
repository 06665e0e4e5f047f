// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitefill.h"

#include "core/records/ownership.h"
#include "core/sql/connection.h"
#include "core/store/recordselection.h"
#include "core/store/recordtable.h"

#include <algorithm>

namespace mailboat {

namespace {

/// Whether there is a table whose records belong to ones that belong to others; else nobody has to look for any.
bool haveChildrenChildren()
{
    const Routing &routing = Routing::builtIn();
    const auto isGrandchild = [&routing](const TableRule &rule) {
        return !rule.parentTable.isEmpty() && !routing.rule(rule.parentTable).parentTable.isEmpty();
    };
    static const bool have = std::any_of(routing.rules().cbegin(), routing.rules().cend(), isGrandchild);
    return have;
}

} // namespace

Result<> SiteFill::start()
{
    return RecordSelection::begin(m_connection)
        .and_then([this] {
            return m_connection.define(
                "CREATE TEMP TABLE IF NOT EXISTS fill_store (store TEXT PRIMARY KEY, name TEXT) {keyed}"_sql);
        })
        .and_then([this] {
            return m_connection.define("CREATE TEMP TABLE IF NOT EXISTS fill_person (table_name TEXT NOT NULL,"
                                       " id TEXT NOT NULL, PRIMARY KEY (table_name, id)) {keyed}"_sql);
        })
        .and_then([this] { return m_connection.apply("DELETE FROM {temporary fill_store}"_sql); })
        .and_then([this] { return m_connection.apply("DELETE FROM {temporary fill_person}"_sql); });
}

// {ordered} JOIN keeps the order written: without statistics SQLite would rather walk through all records.
Result<> SiteFill::gatherStores()
{
    const QVariant transfer = categoryNumber(Category::Transfer);
    return m_connection
        .apply(
            "INSERT INTO {temporary fill} SELECT {row r} FROM {temporary fill_store} s"
            " {ordered} JOIN record r ON r.store = s.store WHERE r.category IN (?, ?, ?, ?) ON CONFLICT DO NOTHING"_sql,
            {categoryNumber(Category::Remote), transfer, categoryNumber(Category::CentralRemote),
                categoryNumber(Category::Patient)})
        .and_then([&] { // what other stores address to these
            return m_connection.apply(
                "INSERT INTO {temporary fill} SELECT {row r} FROM {temporary fill_store} s"
                " {ordered} JOIN record r ON r.name = s.name WHERE r.category = ? ON CONFLICT DO NOTHING"_sql,
                {transfer});
        })
        .and_then([&] {
            return m_connection.apply(
                "INSERT INTO {temporary fill} SELECT {row r} FROM {temporary fill_store} s"
                " {ordered} JOIN record r ON r.other = s.store WHERE r.category = ? ON CONFLICT DO NOTHING"_sql,
                {transfer});
        })
        .and_then([this] { return gatherChildren(); })
        .and_then([this] { return gatherPatients(); });
}

Result<> SiteFill::gatherChildren()
{
    // A generation a round, until there are no more.
    for (qint64 added = 1; added > 0;) {
        const Result<qint64> children = m_connection.change(
            "INSERT INTO {temporary fill} SELECT {row c} FROM {temporary fill} f"
            " {ordered} JOIN record p ON {row p} = f.row"
            " {ordered} JOIN {temporary fill_rule} t ON t.parent_table = p.table_name"
            " {ordered} JOIN record c ON c.parent = p.record_id AND c.table_name = t.table_name WHERE true ON CONFLICT DO NOTHING"_sql);
        if (!children)
            return failure(children.error());
        added = haveChildrenChildren() ? *children : 0;
    }
    return {};
}

Result<> SiteFill::gatherPatients()
{
    const int patient = categoryNumber(Category::Patient);
    const QByteArray patients = Routing::builtIn().patientTable();
    return gatherJoined()
        .and_then([&] {
            return m_connection.apply("INSERT INTO {temporary fill_person} SELECT n.table_name,"
                                      " n.record_id FROM {temporary fill_store} s {ordered} JOIN record n"
                                      " ON n.store = s.store AND n.table_name = {text ?}"
                                      " WHERE n.category = ? ON CONFLICT DO NOTHING"_sql,
                {patients, patient});
        })
        .and_then([&] {
            return m_connection.apply("INSERT INTO {temporary fill} SELECT {row r} FROM {temporary fill_person} p"
                                      " {ordered} JOIN record r ON r.table_name = p.table_name AND r.record_id = p.id"
                                      " WHERE r.category = ? ON CONFLICT DO NOTHING"_sql,
                {patient});
        })
        .and_then([&] {
            return m_connection.apply("INSERT INTO {temporary fill} SELECT {row r} FROM {temporary fill_person} p"
                                      " {ordered} JOIN record r ON r.name = p.id"
                                      " WHERE p.table_name = {text ?} AND r.category = ? ON CONFLICT DO NOTHING"_sql,
                {patients, patient});
        });
}

Result<qint64> SiteFill::addWritableBy(SyncId site)
{
    const int patient = categoryNumber(Category::Patient);
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (rule.category != Category::Shared && !rule.isJoin())
            continue;
        const Result<> added = rule.isJoin()
            ? m_connection.apply("INSERT INTO {temporary fill} SELECT {row j} FROM record s {ordered} JOIN record j"
                                 " ON j.store = s.record_id AND j.table_name = {text ?} WHERE s.store_site = ?"
                                 " ON CONFLICT DO NOTHING"_sql,
                {rule.table, site.value()})
            : m_connection.apply("INSERT INTO {temporary fill} SELECT {row record} FROM record"
                                 " WHERE table_name = {text ?} ON CONFLICT DO NOTHING"_sql,
                {rule.table});
        if (!added)
            return failure(added.error());
    }
    return m_connection
        .apply("INSERT INTO {temporary fill} SELECT {row r} FROM record s {ordered} JOIN record r"
               " ON r.store = s.record_id WHERE s.store_site = ? AND r.category = ? ON CONFLICT DO NOTHING"_sql,
            {site.value(), patient})
        .and_then([&] { // in no store of others: these write it
            return m_connection.apply("INSERT INTO {temporary fill} SELECT {row r} FROM record s"
                                      " {ordered} JOIN record n ON n.store = s.record_id AND n.table_name = {text ?}"
                                      " {ordered} JOIN record r ON r.name = n.record_id WHERE s.store_site = ?"
                                      " AND n.category = ? AND r.category = ? AND r.store IS NULL"
                                      " ON CONFLICT DO NOTHING"_sql,
                {Routing::builtIn().patientTable(), site.value(), patient, patient});
        })
        .and_then([this] { return count(); });
}

Result<> SiteFill::gatherJoined()
{
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (!rule.isJoin())
            continue;
        const Result<> gathered
            = m_connection.apply("INSERT INTO {temporary fill_person} SELECT {text ?}, j.other"
                                 " FROM {temporary fill_store} s {ordered} JOIN record j ON j.store = s.store"
                                 " AND j.table_name = {text ?} WHERE j.other IS NOT NULL ON CONFLICT DO NOTHING"_sql,
                {rule.joins, rule.table});
        if (!gathered)
            return gathered;
    }
    return {};
}

Result<> SiteFill::gatherUnowned(SyncId site)
{
    // Unknown tables, lines without their parent, patients nobody else sees: the site that wrote them gets them back. That
    // they are not central is said besides: so the index of these is used.
    static const Statement sql(
        QStringLiteral("INSERT INTO {temporary fill} SELECT {row r} FROM record r"
                       " LEFT JOIN {temporary fill_rule} t ON t.table_name = r.table_name"
                       " WHERE r.origin = ? AND r.store IS NULL AND r.category <> 0 AND r.category IN (%1)"
                       " AND (r.parent IS NULL OR NOT EXISTS (SELECT 1 FROM record p"
                       " WHERE p.table_name = t.parent_table AND p.record_id = r.parent)) ON CONFLICT DO NOTHING")
            .arg(numbersOf(Ownership::keptCategories())));
    return m_connection.apply(sql, {site.value()});
}

/// As they stand in an IN of SQL.
QString SiteFill::numbersOf(const QList<Category> &categories)
{
    QStringList numbers;
    for (const Category category : categories)
        numbers.append(QString::number(categoryNumber(category)));
    return numbers.join(QStringLiteral(", "));
}

Result<> SiteFill::gatherTables(const QList<QByteArray> &tables, const Statement &statement, const QVariantList &values)
{
    for (const QByteArray &table : tables) {
        if (const Result<> gathered = m_connection.apply(statement, QVariantList {table} + values); !gathered)
            return gathered;
    }
    return {};
}

} // namespace mailboat
