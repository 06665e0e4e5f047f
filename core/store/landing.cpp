// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/landing.h"

#include "core/sql/connection.h"
#include "core/store/entrynumbers.h"
#include "core/store/statetable.h"
#include "core/store/syncstate.h"

#include <QSet>

#include <algorithm>

namespace mailboat {

namespace {

const auto tokenKey = QStringLiteral("batch-token");

Result<> land(Connection &connection, const Record &record)
{
    return connection.apply("INSERT INTO landed (table_name, record_id, action, data)"
                            " VALUES ({text ?}, {text ?}, {text ?}, {text ?})"_sql,
        {record.table, record.id, actionName(record.action), record.data});
}

} // namespace

Landing::Landing(Connection &connection, SyncState &state)
    : m_connection(connection)
    , m_state(state)
{
}

Result<> Landing::landCentral(const QList<LoggedRecord> &batch, qint64 expectedCursor, qint64 newCursor)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> cursor = m_state.cursor();
        if (!cursor)
            return failure(cursor.error());
        if (*cursor != expectedCursor)
            return failure(
                ErrorCode::StateChanged, {}, QStringLiteral("cursor %1, not %2").arg(*cursor).arg(expectedCursor));
        for (const LoggedRecord &logged : batch) {
            if (const Result<> landed = land(m_connection, logged.record); !landed)
                return landed;
        }
        if (const Result<> moved = m_state.setCursor(newCursor); !moved)
            return moved;
        return {};
    });
}

Result<> Landing::landQueued(const QList<QueuedRecord> &batch, const QByteArray &batchToken)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<Pending> before = toAcknowledge();
        if (!before)
            return failure(before.error());
        QSet<QByteArray> others(before->syncOutIds.cbegin(), before->syncOutIds.cend());
        QList<QByteArray> ids;
        for (const QueuedRecord &queued : batch) {
            others.remove(queued.syncOutId);
            if (const Result<> landed = land(m_connection, queued.record); !landed)
                return landed;
            if (queued.syncOutId.isEmpty()) // it could not be read: nothing that the primary could be told
                continue;
            const Result<> listed = m_connection.apply(
                "INSERT INTO to_acknowledge (sync_out_id) VALUES ({text ?}) ON CONFLICT DO NOTHING"_sql,
                {queued.syncOutId});
            if (!listed)
                return listed;
            ids.append(queued.syncOutId);
        }
        const QList<qint64> numbers = entryNumbers(ids);
        if (!numbers.isEmpty())
            if (const Result<> noted = m_state.noteHeld(*std::max_element(numbers.cbegin(), numbers.cend())); !noted)
                return noted;
        // A token stands for exactly its own batch: with others waiting, all have to be named.
        const QVariant token = others.isEmpty() && !batchToken.isEmpty() ? QVariant(batchToken) : QVariant();
        if (const Result<> kept = StateTable(m_connection).set(tokenKey, token); !kept)
            return kept;
        return {};
    });
}

Result<Landing::Pending> Landing::toAcknowledge() const
{
    Pending pending;
    const Result<> read = m_connection.each("SELECT {bytes sync_out_id} FROM to_acknowledge ORDER BY number"_sql, {},
        [&pending](const Row &row) -> Result<> {
            pending.syncOutIds.append(row.value(0).toByteArray());
            return {};
        });
    if (!read)
        return failure(read.error());
    const Result<QVariant> token = StateTable(m_connection).get(tokenKey);
    if (!token)
        return failure(token.error());
    if (!pending.syncOutIds.isEmpty())
        pending.batchToken = token->toByteArray();
    return pending;
}

Result<> Landing::acknowledged(const QList<QByteArray> &syncOutIds)
{
    return m_connection.transact([&]() -> Result<> {
        for (const QByteArray &id : syncOutIds) {
            const Result<> removed
                = m_connection.apply("DELETE FROM to_acknowledge WHERE sync_out_id = {text ?}"_sql, {id});
            if (!removed)
                return removed;
        }
        const Result<QVariant> left = m_connection.value("SELECT 1 FROM to_acknowledge LIMIT 1"_sql);
        if (!left)
            return failure(left.error());
        if (!left->isValid()) {
            if (const Result<> cleared = StateTable(m_connection).set(tokenKey, {}); !cleared)
                return cleared;
        }
        return {};
    });
}

Result<qint64> Landing::waiting() const
{
    // They leave at the front only, so that their numbers have no gaps; counting would read every record.
    return m_connection.value("SELECT (SELECT MAX(number) FROM landed) - (SELECT MIN(number) FROM landed) + 1"_sql)
        .map([](const QVariant &count) { return count.toLongLong(); });
}

} // namespace mailboat
