// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/connection.h"
#include "core/store/keptcount.h"
#include "core/store/quarantine.h"

namespace mailboat {

Result<> Quarantine::waitNoMore(SyncId source)
{
    return m_connection.apply(
        "UPDATE quarantine SET waits_for = NULL WHERE waits_for IS NOT NULL AND source = ?"_sql, {source.value()});
}

Result<> Quarantine::move(SyncId from, SyncId to)
{
    if (from == to)
        return {};
    static const Statement ofBoth(
        erasing("source = ? AND EXISTS (SELECT 1 FROM quarantine q WHERE q.source = ?"
                " AND q.table_name = quarantine.table_name AND q.record_id = quarantine.record_id"
                " AND q.fingerprint = quarantine.fingerprint)"));
    return m_connection.transact([&]() -> Result<> {
        const Result<Gone> replaced = erase(ofBoth, {to.value(), from.value()});
        if (!replaced)
            return failure(replaced.error());
        Result<> moved
            = subtract(to, *replaced)
                  .and_then([&] {
                      return m_connection.apply(
                          "UPDATE quarantine SET source = ? WHERE source = ?"_sql, {to.value(), from.value()});
                  })
                  .and_then([&] {
                      return m_connection.apply(
                          "INSERT INTO quarantine_more"
                          " SELECT ?, code, records, table_name, record_id, reason, since"
                          " FROM quarantine_more WHERE source = ? ON CONFLICT (source, code)"
                          " DO UPDATE SET records = quarantine_more.records + excluded.records"_sql,
                          {to.value(), from.value()});
                  })
                  .and_then([&] {
                      return m_connection.apply("DELETE FROM quarantine_more WHERE source = ?"_sql, {from.value()});
                  });
        using Kind = KeptCount::Kind;
        for (const Kind kind : {Kind::Quarantine, Kind::QuarantineWhole, Kind::QuarantineBytes, Kind::QuarantineMore}) {
            if (moved)
                moved = KeptCount(m_connection, kind).move(from, to);
        }
        return moved;
    });
}

} // namespace mailboat
