// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitefill.h"

#include "core/records/ownership.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/recordselection.h"
#include "core/store/recordtable.h"

namespace mailboat {

namespace {

QList<QByteArray> tablesOf(Category category)
{
    QList<QByteArray> tables;
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (rule.category == category)
            tables.append(rule.table);
    }
    return tables;
}

/// A statement that gathers the records of one table for which the condition holds.
QString gathering(const char *condition)
{
    return QStringLiteral(
        "INSERT INTO {temporary fill} SELECT {row record} FROM record WHERE table_name = {text ?} AND %1"
        " ON CONFLICT DO NOTHING")
        .arg(QLatin1String(condition));
}

/// What a site itself has written of version 6: for one whose program does not get that back by version 6.
const Statement &ownOfVersion6()
{
    static const Statement own(gathering(
        "origin = ? AND NOT EXISTS (SELECT 1 FROM peer p WHERE p.sync_id = origin AND p.app LIKE 'Open mSupply%')"));
    return own;
}

} // namespace

SiteFill::SiteFill(Connection &connection)
    : m_connection(connection)
{
}

Result<qint64> SiteFill::gatherFor(SyncId site, bool withCentral)
{
    static const Statement every(gathering("true"));
    static const Statement ofNoStore(gathering("store IS NULL"));
    static const Statement ofCategory(gathering("category = ?"));
    return start()
        .and_then([this, site] {
            return m_connection.apply("INSERT INTO {temporary fill_store} SELECT record_id, name FROM record"
                                      " WHERE store_site = ?"_sql,
                {site.value()});
        })
        .and_then([this] { return gatherStores(); })
        .and_then([this] { return gatherTables(tablesOf(Category::Shared), every); })
        .and_then([this] { return gatherTables(tablesOf(Category::CentralRemote), ofNoStore); })
        .and_then([this, site] { return gatherUnowned(site); })
        .and_then([this, site] { return gatherTables(tablesOf(Category::Version6), ownOfVersion6(), {site.value()}); })
        .and_then([this, withCentral]() -> Result<> {
            if (!withCentral)
                return {};
            return gatherTables(tablesOf(Category::Central), ofCategory, {categoryNumber(Category::Central)});
        })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::gatherStore(const QByteArray &store)
{
    return start()
        .and_then([this, &store] {
            return m_connection.apply("INSERT INTO {temporary fill_store} SELECT record_id, name FROM record"
                                      " WHERE table_name = {text ?} AND record_id = {text ?}"_sql,
                {Routing::builtIn().storeTable(), store});
        })
        .and_then([this] { return gatherStores(); })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::gatherOwnedBy(SyncId site)
{
    static const Statement ofStores(
        QStringLiteral("INSERT INTO {temporary fill} SELECT {row r} FROM record s"
                       " {ordered} JOIN record r ON r.store = s.record_id WHERE s.store_site = ?"
                       " AND r.category IN (%1) ON CONFLICT DO NOTHING")
            .arg(numbersOf(Ownership::ownedCategories())));
    static const Statement written(gathering("origin = ? AND category <> 0"));
    return start()
        .and_then([this, site] { return m_connection.apply(ofStores, {site.value()}); })
        .and_then([this] { return gatherChildren(); })
        // Others write these, too: what came from them is not pushed over their newer state.
        .and_then([this, site] { return gatherTables(Ownership::tablesOfSeveral(), written, {site.value()}); })
        .and_then([this, site] { return gatherUnowned(site); })
        .and_then([this, site] { return gatherTables(tablesOf(Category::Version6), ownOfVersion6(), {site.value()}); })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::gatherUnlogged()
{
    static const Statement unlogged(
        gathering("category = ? AND NOT EXISTS (SELECT 1 FROM change_log c"
                  " WHERE c.table_name = record.table_name AND c.record_id = record.record_id)"));
    return start()
        .and_then(
            [this] { return gatherTables(tablesOf(Category::Central), unlogged, {categoryNumber(Category::Central)}); })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::count()
{
    return RecordSelection::count(m_connection);
}

Result<> SiteFill::leaveOut(const RecordKey &key)
{
    return m_connection.apply("DELETE FROM {temporary fill} WHERE row = (SELECT {row record} FROM record"
                              " WHERE table_name = {text ?} AND record_id = {text ?})"_sql,
        {key.table, key.id});
}

Result<qint64> SiteFill::arrange()
{
    return RecordSelection::arrange(m_connection);
}

Result<> SiteFill::intoOutbox(const QDateTime &now)
{
    return Outbox(m_connection).addSelected(now);
}

Result<> SiteFill::intoChangeLog()
{
    static const Statement sql(
        QStringLiteral("INSERT INTO change_log (table_name, record_id) SELECT r.table_name, r.record_id ")
        + RecordSelection::inOrder());
    return m_connection.apply(sql);
}

} // namespace mailboat
