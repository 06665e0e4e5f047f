// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/sites.h"

#include "core/sql/database.h"

#include <limits>

namespace mailboat {

namespace {

constexpr int deepestFamily = 8; // deeper than any chain of parents in protocol.md §5.2; a ring ends here

} // namespace

SyncId siteFromStored(qint64 value)
{
    return value > 0 && value <= std::numeric_limits<int>::max() ? SyncId {static_cast<int>(value)} : SyncId {};
}

Sites::Sites(Database &database, RecordTable &records)
    : m_database(database)
    , m_records(records)
{
}

Result<SyncId> Sites::ofStore(const QByteArray &store)
{
    if (store.isEmpty())
        return SyncId {};
    return m_records.head({Routing::builtIn().storeTable(), store}).map([](const std::optional<RecordHead> &found) {
        return found ? siteFromStored(found->links.site) : SyncId {};
    });
}

Result<SiteSet> Sites::ofName(const QByteArray &name)
{
    SiteSet sites;
    if (name.isEmpty())
        return sites;
    const Result<> read = m_database.each(
        QStringLiteral("SELECT store_site FROM record WHERE name = CAST(? AS TEXT) AND table_name = CAST(? AS TEXT)"),
        {name, Routing::builtIn().storeTable()}, [&sites](const QSqlQuery &row) -> Result<> {
            if (const SyncId site = siteFromStored(row.value(0).toLongLong()); !site.isOff())
                sites.insert(site);
            return {};
        });
    if (!read)
        return failure(read.error());
    return sites;
}

Result<Sites::Owner> Sites::ownerOf(const RecordKey &key, const RecordLinks &links)
{
    return ownerOf(key, links, 0);
}

Result<Sites::Owner> Sites::ownerOf(const RecordKey &key, const RecordLinks &links, int depth)
{
    const TableRule &rule = Routing::builtIn().rule(key.table);
    if (!links.parent.isEmpty() && !rule.parentTable.isEmpty() && depth < deepestFamily) {
        const Result<std::optional<RecordHead>> parent = m_records.head({rule.parentTable, links.parent});
        if (!parent)
            return failure(parent.error());
        if (*parent) {
            Result<Owner> owner = ownerOf((*parent)->key, (*parent)->links, depth + 1);
            if (!owner || owner->isKnown) {
                if (owner)
                    owner->field = rule.parentKey;
                return owner;
            }
        }
    }
    if (links.store.isEmpty())
        return Owner {};
    return ofStore(links.store).map([&rule](SyncId site) { return Owner {site, true, rule.storeKey}; });
}

} // namespace mailboat
