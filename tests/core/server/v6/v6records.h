// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/v6caller.h"

namespace mailboat::test {

using Names = QByteArrayList;

/// `fields`: what the data have beside their ID.
inline Record v6Record(const QByteArray &table, const QByteArray &id, const QByteArray &fields)
{
    return {table, id, Action::Update, R"({"id":")" + id + "\"," + fields + '}'};
}

inline Record v6Gone(const QByteArray &table, const QByteArray &id)
{
    return {table, id, Action::Delete, {}};
}

inline Record assetRecord(const QByteArray &id, const QByteArray &store = "store_a", const QByteArray &notes = "new")
{
    return v6Record("asset", id, R"("store_id":")" + store + R"(","notes":")" + notes + R"(","properties":null)");
}

inline Record assetLogRecord(const QByteArray &id, const QByteArray &asset)
{
    return v6Record(
        "asset_log", id, R"("asset_id":")" + asset + R"(","user_id":"u","log_datetime":"2026-11-30T10:00:00")");
}

inline Record fileReference(const QByteArray &id, const QByteArray &record, const QByteArray &table = "asset")
{
    return v6Record("sync_file_reference", id,
        R"("table_name":")" + table + R"(","record_id":")" + record
            + R"(","file_name":"fridge.jpg","mime_type":"image/jpeg","total_bytes":3)");
}

/// "table/id reason" of what stands in quarantine.
inline Names refusedAt(ServedPrimary &primary)
{
    Names all;
    const auto entries = primary.datafile().quarantine().entries();
    REQUIRE(entries);
    for (const Quarantine::Entry &entry : *entries)
        all.append(entry.record.table + '/' + entry.record.id + ' ' + codeOf(entry.reason.code).toLatin1());
    return all;
}

/// A primary whose two sites have begun.
struct V6Central {
    ServedPrimary primary;
    std::optional<V6Caller> hill;
    std::optional<V6Caller> valley;

    V6Central()
    {
        primary.start();
        V5Caller first = primary.hill();
        REQUIRE(first.post(initialiseCall, "{}").status == 200);
        V5Caller second = primary.valley();
        second.hardwareId = "machine of valley";
        REQUIRE(second.post(initialiseCall, "{}").status == 200);
        hill.emplace(primary.hill());
        valley.emplace(primary.valley());
        valley->hardwareId = "machine of valley";
    }
};

} // namespace mailboat::test
