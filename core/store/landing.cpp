// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/landing.h"

#include "core/sql/connection.h"
#include "core/store/entrynumbers.h"
#include "core/store/syncstate.h"
#include "core/store/toacknowledge.h"

#include <algorithm>

namespace mailboat {

namespace {

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
        if (const Result<> moved = moveCursor(expectedCursor, newCursor); !moved)
            return moved;
        for (const LoggedRecord &logged : batch) {
            if (const Result<> landed = land(m_connection, logged.record); !landed)
                return landed;
        }
        return {};
    });
}

Result<> Landing::moveCursor(qint64 expectedCursor, qint64 newCursor)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> cursor = m_state.cursor();
        if (!cursor)
            return failure(cursor.error());
        if (*cursor != expectedCursor)
            return failure(
                ErrorCode::StateChanged, {}, QStringLiteral("cursor %1, not %2").arg(*cursor).arg(expectedCursor));
        return m_state.setCursor(newCursor);
    });
}

Result<> Landing::landQueued(const QList<QueuedRecord> &batch, const QList<QByteArray> &further)
{
    return m_connection.transact([&]() -> Result<> {
        for (const QueuedRecord &queued : batch) {
            if (const Result<> landed = land(m_connection, queued.record); !landed)
                return landed;
        }
        return noteToAcknowledge(batch, further);
    });
}

Result<> Landing::noteToAcknowledge(const QList<QueuedRecord> &batch, const QList<QByteArray> &further)
{
    QList<QByteArray> ids = further;
    ids.reserve(further.size() + batch.size());
    for (const QueuedRecord &queued : batch) {
        if (!queued.syncOutId.isEmpty()) // it could not be read: nothing that the primary could be told
            ids.append(queued.syncOutId);
    }
    return m_connection.transact([&]() -> Result<> {
        if (const Result<> listed = ToAcknowledge(m_connection).add(ids); !listed)
            return listed;
        const QList<qint64> numbers = entryNumbers(ids);
        return numbers.isEmpty() ? Result<>() : m_state.noteHeld(*std::max_element(numbers.cbegin(), numbers.cend()));
    });
}

Result<QList<QByteArray>> Landing::toAcknowledge() const
{
    return ToAcknowledge(m_connection).ids();
}

Result<> Landing::acknowledged(const QList<QByteArray> &syncOutIds)
{
    return ToAcknowledge(m_connection).remove(syncOutIds);
}

Result<qint64> Landing::waiting() const
{
    // They leave at the front only, so that their numbers have no gaps; counting would read every record.
    return m_connection.value("SELECT (SELECT MAX(number) FROM landed) - (SELECT MIN(number) FROM landed) + 1"_sql)
        .map([](const QVariant &count) { return count.toLongLong(); });
}

} // namespace mailboat
