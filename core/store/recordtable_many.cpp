// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of RecordTable that has one statement for many records.
#include "core/domain/jsontext.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"
#include "core/store/recordtable_rows.h"

#include <utility>

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

} // namespace

Result<> RecordTable::readAhead(const QList<RecordKey> &keys)
{
    static const Statement sql(recordrows::headColumns()
        + QStringLiteral(", CASE WHEN LENGTH({bytes data}) <= ? THEN {bytes data} END FROM record"
                         " WHERE table_name = {text ?} AND record_id IN {listed ?}"));
    m_ahead.clear();
    QHash<RecordKey, std::optional<StoredRecord>> found;
    found.reserve(keys.size());
    for (const RecordKey &key : keys)
        found.insert(key, std::nullopt);
    QSet<RecordKey> parents; // whoever asks whose a record is asks them
    const QHash<QByteArray, QByteArray> lists = idsByTable(keys);
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const Result<> read
            = m_connection.each(sql, {mostReadAhead, list.key(), *list}, [&](const Row &row) -> Result<> {
                  StoredRecord record = recordrows::recordOf(row);
                  RecordKey parent = Routing::builtIn().parentOf(record.key, record.links);
                  if (!parent.id.isEmpty() && !found.contains(parent))
                      parents.insert(std::move(parent));
                  const RecordKey key = record.key;
                  const bool isTooLarge = record.data.isEmpty();
                  if (isTooLarge) {
                      remember(key, record.head());
                      found.remove(key);
                  } else {
                      found.insert(key, std::move(record));
                  }
                  return {};
              });
        if (!read)
            return read;
    }
    m_ahead = std::move(found);
    return readHeads(parents);
}

const std::optional<StoredRecord> *RecordTable::ahead(const RecordKey &key) const
{
    const auto found = m_ahead.constFind(key);
    return found == m_ahead.constEnd() ? nullptr : &*found;
}

Result<> RecordTable::readHeads(const QSet<RecordKey> &keys)
{
    static const Statement sql(recordrows::headColumns()
        + QStringLiteral(" FROM record WHERE table_name = {text ?} AND record_id IN {listed ?}"));
    QHash<RecordKey, std::optional<RecordHead>> heads;
    for (const RecordKey &key : keys) {
        if (!m_heads.contains(key) && !m_ahead.contains(key))
            heads.insert(key, std::nullopt);
    }
    const QHash<QByteArray, QByteArray> lists = idsByTable(heads.keys());
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const Result<> read = m_connection.each(sql, {list.key(), *list}, [&heads](const Row &row) -> Result<> {
            RecordHead head = recordrows::headOf(row);
            const RecordKey key = head.key;
            heads.insert(key, std::move(head));
            return {};
        });
        if (!read)
            return read;
    }
    for (auto head = heads.begin(); head != heads.end(); ++head)
        remember(head.key(), *head);
    return {};
}

Result<> RecordTable::notePush(const QList<RecordKey> &keys, SyncId origin, qint64 push)
{
    const QHash<QByteArray, QByteArray> lists = idsByTable(keys);
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        const Result<> noted = m_connection.apply(
            "INSERT INTO repeated_push (table_name, record_id, origin, push)"
            " SELECT table_name, record_id, origin, ? FROM record"
            " WHERE table_name = {text ?} AND record_id IN {listed ?} AND origin = ? AND (push IS NULL OR push <> ?)"
            " ON CONFLICT (table_name, record_id) DO UPDATE SET origin = excluded.origin, push = excluded.push"_sql,
            {push, list.key(), *list, origin.value(), push});
        if (!noted)
            return noted;
    }
    return {};
}

} // namespace mailboat
