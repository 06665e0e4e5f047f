// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of RecordTable that has one statement for many records.
#include "core/domain/jsontext.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"
#include "core/store/recordtable_rows.h"

#include <QSet>

#include <iterator>

namespace mailboat {

namespace {

/// Of one record: whoever reads many ahead does not know how large they are.
constexpr qint64 mostReadAhead = 16 * 1024;

/// JSON arrays of the records' IDs, by their tables.
QHash<QByteArray, QByteArray> idsByTable(const QList<RecordKey> &keys)
{
    QHash<QByteArray, QByteArray> lists;
    for (const RecordKey &key : keys) {
        QByteArray &list = lists[key.table];
        list += list.isEmpty() ? '[' : ',';
        appendQuoted(list, key.id);
    }
    for (QByteArray &list : lists)
        list += ']';
    return lists;
}

Result<QList<RecordHead>> headsOf(Connection &connection, const QList<RecordKey> &keys)
{
    static const Statement sql(recordrows::headColumns()
        + QStringLiteral(" FROM record WHERE table_name = {text ?} AND record_id IN {listed ?}"));
    QList<RecordHead> heads;
    const QHash<QByteArray, QByteArray> lists = idsByTable(keys);
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const Result<> read = connection.each(sql, {list.key(), *list}, [&heads](const Row &row) -> Result<> {
            heads.append(recordrows::headOf(row));
            return {};
        });
        if (!read)
            return failure(read.error());
    }
    return heads;
}

} // namespace

Result<> RecordTable::readAhead(const QList<RecordKey> &keys)
{
    static const Statement sql(recordrows::headColumns()
        + QStringLiteral(", CASE WHEN LENGTH({bytes data}) <= ? THEN {bytes data} END FROM record"
                         " WHERE table_name = {text ?} AND record_id IN {listed ?}"));
    m_ahead.clear();
    QHash<RecordKey, std::optional<StoredRecord>> found;
    for (const RecordKey &key : keys)
        found.insert(key, std::nullopt);
    QSet<RecordKey> parents; // whoever asks whose a record is asks them
    const QHash<QByteArray, QByteArray> lists = idsByTable(keys);
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const Result<> read
            = m_connection.each(sql, {mostReadAhead, list.key(), *list}, [&](const Row &row) -> Result<> {
                  const StoredRecord record = recordrows::recordOf(row);
                  found.insert(record.key, record);
                  const RecordKey parent = Routing::builtIn().parentOf(record.key, record.links);
                  if (!parent.id.isEmpty() && !found.contains(parent) && !m_heads.contains(parent))
                      parents.insert(parent);
                  return {};
              });
        if (!read)
            return read;
    }
    const Result<QList<RecordHead>> heads = headsOf(m_connection, parents.values());
    if (!heads)
        return failure(heads.error());
    for (const RecordHead &head : *heads)
        remember(head.key, head);
    for (auto record = found.begin(); record != found.end();) {
        remember(record.key(), *record ? std::optional((*record)->head()) : std::nullopt);
        const bool isTooLarge = *record && (*record)->data.isEmpty();
        record = isTooLarge ? found.erase(record) : std::next(record);
    }
    m_ahead = std::move(found);
    return {};
}

Result<> RecordTable::notePush(const QList<RecordKey> &keys, SyncId origin, qint64 push)
{
    const QHash<QByteArray, QByteArray> lists = idsByTable(keys);
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const Result<> noted = m_connection.apply(
            "UPDATE record SET push = ? WHERE table_name = {text ?} AND record_id IN {listed ?} AND origin = ?"
            " AND (push IS NULL OR push <> ?)"_sql,
            {push, list.key(), *list, origin.value(), push});
        if (!noted)
            return noted;
    }
    return {};
}

} // namespace mailboat
