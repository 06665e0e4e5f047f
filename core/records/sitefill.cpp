// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sitefill.h"

#include "core/records/ownership.h"
#include "core/sql/database.h"
#include "core/store/outbox.h"
#include "core/store/recordtable.h"
#include "core/store/syncqueue.h"

namespace mailboat {

namespace {

constexpr int orderOfUnknown = 3; // TableRule's default: in the middle

QList<QByteArray> tablesOf(Category category)
{
    QList<QByteArray> tables;
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (rule.category == category)
            tables.append(rule.table);
    }
    return tables;
}

/// What was gathered, parents first.
RecordSelection gathered()
{
    return {QStringLiteral("SELECT row FROM temp.fill"),
        QStringLiteral("FROM temp.fill f CROSS JOIN record r ON r.rowid = f.row"
                       " LEFT JOIN temp.fill_rule t ON t.table_name = r.table_name"
                       " ORDER BY coalesce(t.level, %1), r.table_name, r.record_id")
            .arg(orderOfUnknown)};
}

} // namespace

SiteFill::SiteFill(Database &database)
    : m_database(database)
{
}

Result<qint64> SiteFill::gatherFor(SyncId site, bool withCentral)
{
    return start()
        .and_then([this, site] {
            return m_database.apply(QStringLiteral("INSERT INTO temp.fill_store SELECT record_id, name FROM record"
                                                   " WHERE store_site = ?"),
                {site.value()});
        })
        .and_then([this] { return gatherStores(); })
        .and_then([this] { return gatherTables(tablesOf(Category::Shared), QStringLiteral("1")); })
        .and_then([this] { return gatherTables(tablesOf(Category::CentralRemote), QStringLiteral("store IS NULL")); })
        .and_then([this, site] { return gatherUnowned(site); })
        .and_then([this, withCentral]() -> Result<> {
            if (!withCentral)
                return {};
            return gatherTables(
                tablesOf(Category::Central), QStringLiteral("category = ?"), {categoryNumber(Category::Central)});
        })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::gatherStore(const QByteArray &store)
{
    return start()
        .and_then([this, &store] {
            return m_database.apply(
                QStringLiteral("INSERT INTO temp.fill_store SELECT record_id, name FROM record"
                               " WHERE table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)"),
                {Routing::builtIn().storeTable(), store});
        })
        .and_then([this] { return gatherStores(); })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::gatherOwnedBy(SyncId site)
{
    return start()
        .and_then([this, site] {
            return m_database.apply(
                QStringLiteral("INSERT OR IGNORE INTO temp.fill SELECT r.rowid FROM record s"
                               " CROSS JOIN record r ON r.store = s.record_id WHERE s.store_site = ?"
                               " AND r.category IN (%1)")
                    .arg(numbersOf(Ownership::ownedCategories())),
                {site.value()});
        })
        .and_then([this] { return gatherChildren(); })
        // Others write these, too: what came from them is not pushed over their newer state.
        .and_then([this, site] {
            return gatherTables(
                Ownership::tablesOfSeveral(), QStringLiteral("origin = ? AND category <> 0"), {site.value()});
        })
        .and_then([this, site] { return gatherUnowned(site); })
        .and_then([this] { return count(); });
}

Result<qint64> SiteFill::gatherUnlogged()
{
    return start()
        .and_then([this] {
            return gatherTables(tablesOf(Category::Central),
                QStringLiteral("category = ? AND NOT EXISTS (SELECT 1 FROM change_log c"
                               " WHERE c.table_name = record.table_name AND c.record_id = record.record_id)"),
                {categoryNumber(Category::Central)});
        })
        .and_then([this] { return count(); });
}

Result<> SiteFill::intoQueue(SyncId site)
{
    return SyncQueue(m_database).addAll(site, gathered());
}

Result<> SiteFill::intoOutbox(const QDateTime &now)
{
    return Outbox(m_database).addAll(gathered(), now);
}

Result<> SiteFill::intoChangeLog()
{
    return m_database.apply(
        QStringLiteral("INSERT INTO change_log (table_name, record_id) SELECT r.table_name, r.record_id ")
        + gathered().inOrder);
}

} // namespace mailboat
