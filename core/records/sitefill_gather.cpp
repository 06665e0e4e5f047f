// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitefill.h"

#include "core/records/ownership.h"
#include "core/sql/database.h"
#include "core/store/recordtable.h"

namespace mailboat {

namespace {

const QStringList temporaryTables {
    QStringLiteral("CREATE TEMP TABLE IF NOT EXISTS fill (row INTEGER PRIMARY KEY)"),
    QStringLiteral("CREATE TEMP TABLE IF NOT EXISTS fill_store (store TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID"),
    QStringLiteral("CREATE TEMP TABLE IF NOT EXISTS fill_person (table_name TEXT NOT NULL, id TEXT NOT NULL,"
                   " PRIMARY KEY (table_name, id)) WITHOUT ROWID"),
    QStringLiteral("CREATE TEMP TABLE IF NOT EXISTS fill_rule (table_name TEXT PRIMARY KEY, level INTEGER NOT NULL,"
                   " parent_table TEXT) WITHOUT ROWID"),
    QStringLiteral("CREATE INDEX IF NOT EXISTS temp.fill_rule_parent ON fill_rule (parent_table)"),
    QStringLiteral("DELETE FROM temp.fill"),
    QStringLiteral("DELETE FROM temp.fill_store"),
    QStringLiteral("DELETE FROM temp.fill_person"),
};

} // namespace

Result<> SiteFill::start()
{
    for (const QString &statement : temporaryTables) {
        if (const Result<> done = m_database.execute(statement); !done)
            return done;
    }
    return fillRules();
}

Result<> SiteFill::fillRules()
{
    const Result<QVariant> there = m_database.value(QStringLiteral("SELECT 1 FROM temp.fill_rule LIMIT 1"));
    if (!there)
        return failure(there.error());
    if (there->isValid())
        return {};
    for (const TableRule &rule : Routing::builtIn().rules()) {
        const QVariant parent = rule.parentTable.isEmpty() ? QVariant() : QVariant(rule.parentTable);
        const Result<> added = m_database.apply(
            QStringLiteral("INSERT INTO temp.fill_rule VALUES (CAST(? AS TEXT), ?, CAST(? AS TEXT))"),
            {rule.table, rule.order, parent});
        if (!added)
            return added;
    }
    return {};
}

// CROSS JOIN keeps the order written: without statistics SQLite would rather walk through all records.
Result<> SiteFill::gatherStores()
{
    const QVariant transfer = categoryNumber(Category::Transfer);
    return m_database
        .apply(QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM temp.fill_store s"
                              " CROSS JOIN record r ON r.store = s.store WHERE r.category IN (?, ?, ?, ?)"),
            {categoryNumber(Category::Remote), transfer, categoryNumber(Category::CentralRemote),
                categoryNumber(Category::Patient)})
        .and_then([&] { // what other stores address to these
            return m_database.apply(
                QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM temp.fill_store s"
                               " CROSS JOIN record r ON r.name = s.name WHERE r.category = ?"),
                {transfer});
        })
        .and_then([&] {
            return m_database.apply(
                QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM temp.fill_store s"
                               " CROSS JOIN record r ON r.other = s.store WHERE r.category = ?"),
                {transfer});
        })
        .and_then([this] { return gatherChildren(); })
        .and_then([this] { return gatherPatients(); });
}

Result<> SiteFill::gatherChildren()
{
    // A generation a round, until there are no more.
    for (qint64 added = 1; added > 0;) {
        const Result<qint64> children = m_database.change(
            QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT c.rowid FROM temp.fill f"
                           " CROSS JOIN record p ON p.rowid = f.row"
                           " CROSS JOIN temp.fill_rule t ON t.parent_table = p.table_name"
                           " CROSS JOIN record c ON c.parent = p.record_id AND c.table_name = t.table_name"));
        if (!children)
            return failure(children.error());
        added = *children;
    }
    return {};
}

Result<> SiteFill::gatherPatients()
{
    const int patient = categoryNumber(Category::Patient);
    const QByteArray patients = Routing::builtIn().patientTable();
    return gatherJoined()
        .and_then([&] {
            return m_database.apply(QStringLiteral("INSERT OR IGNORE INTO temp.fill_person SELECT n.table_name,"
                                                   " n.record_id FROM temp.fill_store s CROSS JOIN record n"
                                                   " ON n.store = s.store AND n.table_name = CAST(? AS TEXT)"
                                                   " WHERE n.category = ?"),
                {patients, patient});
        })
        .and_then([&] {
            return m_database.apply(
                QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM temp.fill_person p"
                               " CROSS JOIN record r ON r.table_name = p.table_name AND r.record_id = p.id"
                               " WHERE r.category = ?"),
                {patient});
        })
        .and_then([&] {
            return m_database.apply(
                QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM temp.fill_person p"
                               " CROSS JOIN record r ON r.name = p.id"
                               " WHERE p.table_name = CAST(? AS TEXT) AND r.category = ?"),
                {patients, patient});
        });
}

Result<> SiteFill::gatherJoined()
{
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (!rule.isJoin())
            continue;
        const Result<> gathered
            = m_database.apply(QStringLiteral("INSERT OR IGNORE INTO temp.fill_person SELECT CAST(? AS TEXT), j.other"
                                              " FROM temp.fill_store s CROSS JOIN record j ON j.store = s.store"
                                              " AND j.table_name = CAST(? AS TEXT) WHERE j.other IS NOT NULL"),
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
    return m_database.apply(
        QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM record r"
                       " LEFT JOIN temp.fill_rule t ON t.table_name = r.table_name"
                       " WHERE r.origin = ? AND r.store IS NULL AND r.category <> 0 AND r.category IN (%1)"
                       " AND (r.parent IS NULL OR NOT EXISTS (SELECT 1 FROM record p"
                       " WHERE p.table_name = t.parent_table AND p.record_id = r.parent))")
            .arg(numbersOf(Ownership::keptCategories())),
        {site.value()});
}

/// As they stand in an IN of SQL.
QString SiteFill::numbersOf(const QList<Category> &categories)
{
    QStringList numbers;
    for (const Category category : categories)
        numbers.append(QString::number(categoryNumber(category)));
    return numbers.join(QStringLiteral(", "));
}

Result<> SiteFill::gatherTables(const QList<QByteArray> &tables, const QString &condition, const QVariantList &values)
{
    const QString sql = QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT rowid FROM record"
                                       " WHERE table_name = CAST(? AS TEXT) AND ")
        + condition;
    for (const QByteArray &table : tables) {
        if (const Result<> gathered = m_database.apply(sql, QVariantList {table} + values); !gathered)
            return gathered;
    }
    return {};
}

Result<qint64> SiteFill::count()
{
    return m_database.value(QStringLiteral("SELECT COUNT(*) FROM temp.fill")).map([](const QVariant &number) {
        return number.toLongLong();
    });
}

} // namespace mailboat
