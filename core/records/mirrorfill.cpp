// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/mirrorfill.h"

#include "core/records/recordwriter.h"
#include "core/sql/connection.h"
#include "core/store/recordselection.h"
#include "core/store/store.h"

#include <algorithm>
#include <chrono>

namespace mailboat {

namespace {

// Others who want to write wait for one transaction; the delivery of what is made comes on top.
constexpr qint64 mostAtOnce = 500;
constexpr std::chrono::milliseconds longestAtOnce {30};

/// What the site's stores have made themselves, or what others have addressed to them and is not known to have a counterpart.
const Statement &gathering(bool own)
{
    const Statement &ofOwn
        = "INSERT INTO {temporary fill} SELECT {row r} FROM record s {ordered} JOIN record r"
          " ON r.store = s.record_id AND r.table_name = {text ?} WHERE s.store_site = ? AND r.category = ?"
          " ON CONFLICT DO NOTHING"_sql;
    const Statement &ofOthers
        = "INSERT INTO {temporary fill} SELECT {row r} FROM record s {ordered} JOIN record r"
          " ON r.name = s.name AND r.table_name = {text ?} WHERE s.store_site = ? AND r.category = ?"
          " AND NOT EXISTS (SELECT 1 FROM mirror m WHERE m.table_name = r.table_name AND m.record_id = r.record_id)"
          " ON CONFLICT DO NOTHING"_sql;
    return own ? ofOwn : ofOthers;
}

Result<QList<RecordKey>> keysAt(Connection &connection, qint64 first, qint64 last)
{
    QList<RecordKey> keys;
    return connection
        .each("SELECT {bytes table_name}, {bytes record_id} FROM {temporary fill_place} WHERE place BETWEEN ? AND ?"
              " ORDER BY place"_sql,
            {first, last},
            [&keys](const Row &row) -> Result<> {
                keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
                return {};
            })
        .map([&keys] { return keys; });
}

} // namespace

MirrorFill::MirrorFill(Store &store, SyncId site)
    : m_store(store)
    , m_site(site)
{
}

Result<> MirrorFill::runIfDue()
{
    Result<bool> more = Mirrors::isDue(m_store, m_site);
    while (more && *more)
        more = step();
    return more.map([](bool) {});
}

Result<bool> MirrorFill::step()
{
    const auto work = [this]() -> Result<> {
        switch (m_next) {
        case Next::GatherOwn:
        case Next::GatherSources:
            return gather();
        case Next::NoteOwn:
            return noteOwn();
        case Next::Make:
            return make();
        case Next::Nothing:
            return {};
        }
        Q_UNREACHABLE();
    };
    return work().map([this] { return m_next != Next::Nothing; });
}

/// Reads one state of the datafile; nobody waits for that.
Result<> MirrorFill::gather()
{
    const bool own = m_next == Next::GatherOwn;
    Connection &connection = m_store.connection();
    const Result<qint64> last = connection.readTogether([&]() -> Result<qint64> {
        if (const Result<> begun = RecordSelection::begin(connection); !begun)
            return failure(begun.error());
        for (const QByteArray &table : MirrorRules::builtIn().linked()) {
            const Result<> gathered
                = connection.apply(gathering(own), {table, m_site.value(), categoryNumber(Category::Transfer)});
            if (!gathered)
                return failure(gathered.error());
        }
        return RecordSelection::arrange(connection);
    });
    return last.map([&](qint64 place) {
        m_done = 0;
        m_last = place;
        m_next = own ? Next::NoteOwn : Next::Make;
    });
}

Result<> MirrorFill::noteOwn()
{
    const qint64 last = std::min(m_done + mostAtOnce, m_last);
    const Result<> noted = m_store.connection().transact([&]() -> Result<> {
        const Result<QList<RecordKey>> keys = keysAt(m_store.connection(), m_done + 1, last);
        if (!keys)
            return failure(keys.error());
        RecordTable records(m_store.connection());
        Sites sites(m_store.connection(), records);
        Mirrors mirrors(m_store, records, sites);
        for (const RecordKey &key : *keys) {
            const Result<std::optional<StoredRecord>> own = records.find(key);
            const Result<bool> done
                = own && *own ? mirrors.noteOwn(**own) : own.map([](const auto &) { return false; });
            if (!done)
                return failure(done.error());
        }
        return {};
    });
    if (!noted)
        return noted;
    m_done = last;
    if (m_done == m_last)
        m_next = Next::GatherSources;
    return {};
}

Result<> MirrorFill::make()
{
    const Result<qint64> made = m_store.connection().transact([&]() -> Result<qint64> {
        const Result<QList<RecordKey>> keys
            = keysAt(m_store.connection(), m_done + 1, std::min(m_done + mostAtOnce, m_last));
        if (!keys)
            return failure(keys.error());
        RecordWriter writer(m_store);
        if (const Result<> begun = writer.begin(); !begun)
            return failure(begun.error());
        const auto since = std::chrono::steady_clock::now();
        qint64 done = m_done;
        for (const RecordKey &source : *keys) {
            if (const Result<> one = writer.mirror(source, m_site); !one)
                return failure(one.error());
            ++done;
            if (std::chrono::steady_clock::now() - since > longestAtOnce)
                break;
        }
        return writer.finish()
            .and_then([&] { return done == m_last ? Mirrors::clearDue(m_store, m_site) : Result<>(); })
            .map([done] { return done; });
    });
    if (!made)
        return failure(made.error());
    m_done = *made;
    if (m_done == m_last)
        m_next = Next::Nothing;
    return {};
}

} // namespace mailboat
