// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantinelist.h"

#include "core/domain/recordname.h"
#include "core/sql/connection.h"
#include "core/store/quarantine_row.h"

namespace mailboat {

QuarantineList::QuarantineList(Connection &connection)
    : m_connection(connection)
{
}

Result<QuarantineList::Page> QuarantineList::page(qint64 before, int limit, const Matches &matches) const
{
    Page page;
    int looked = 0;
    const Result<> read = m_connection.each(
        "SELECT number, source, {bytes table_name}, {bytes record_id}, {bytes action},"
        " CASE WHEN LENGTH(data) <= ? THEN {bytes data} ELSE '' END, field, reason, since, is_kept, 1 FROM quarantine WHERE number < ? ORDER BY number DESC LIMIT ?"_sql,
        {mostDataForName, before, matches ? lookedAt : limit}, [&](const Row &row) -> Result<> {
            ++looked;
            if (page.entries.size() == limit) // full: the rest is the next page's
                return {};
            page.next = row.value(0).toLongLong();
            if (Quarantine::Entry entry = quarantineEntryOf(row); !matches || matches(entry))
                page.entries.append(std::move(entry));
            return {};
        });
    if (!read)
        return failure(read.error());
    if (looked < (matches ? lookedAt : limit) && page.entries.size() < limit) {
        page.next = 0;
        if (const Result<> added = addCounted(page.entries, matches); !added)
            return failure(added.error());
    }
    return page;
}

Result<> QuarantineList::addCounted(QList<Quarantine::Entry> &entries, const Matches &matches) const
{
    return m_connection.each(
        "SELECT 0, source, {bytes table_name}, {bytes record_id}, '', '', '', reason, since, 0, records"
        " FROM quarantine_more ORDER BY source, code"_sql,
        {}, [&](const Row &row) -> Result<> {
            if (Quarantine::Entry entry = quarantineEntryOf(row); !matches || matches(entry))
                entries.append(std::move(entry));
            return {};
        });
}

} // namespace mailboat
