// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/landing.h"

#include "core/sql/database.h"
#include "core/sql/transaction.h"
#include "core/store/statetable.h"
#include "core/store/syncstate.h"

#include <QSet>

namespace mailboat {

namespace {

const auto tokenKey = QStringLiteral("batch-token");

Result<> land(Database &database, const Record &record)
{
    return database.apply(
        QStringLiteral("INSERT INTO landed (table_name, record_id, action, data)"
                       " VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"),
        {record.table, record.id, actionName(record.action), record.data});
}

} // namespace

Landing::Landing(Database &database, SyncState &state)
    : m_database(database)
    , m_state(state)
{
}

Result<> Landing::landCentral(const QList<LoggedRecord> &batch, qint64 expectedCursor, qint64 newCursor)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<qint64> cursor = m_state.cursor();
    if (!cursor)
        return failure(cursor.error());
    if (*cursor != expectedCursor)
        return failure(
            ErrorCode::StateChanged, {}, QStringLiteral("cursor %1, not %2").arg(*cursor).arg(expectedCursor));
    for (const LoggedRecord &logged : batch) {
        if (const Result<> landed = land(m_database, logged.record); !landed)
            return landed;
    }
    if (const Result<> moved = m_state.setCursor(newCursor); !moved)
        return moved;
    return transaction.commit();
}

Result<> Landing::landQueued(const QList<QueuedRecord> &batch, const QByteArray &batchToken)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    const Result<Pending> before = toAcknowledge();
    if (!before)
        return failure(before.error());
    QSet<QByteArray> others(before->syncOutIds.cbegin(), before->syncOutIds.cend());
    for (const QueuedRecord &queued : batch) {
        others.remove(queued.syncOutId);
        if (const Result<> landed = land(m_database, queued.record); !landed)
            return landed;
        const Result<> listed = m_database.apply(
            QStringLiteral("INSERT OR IGNORE INTO to_acknowledge (sync_out_id) VALUES (CAST(? AS TEXT))"),
            {queued.syncOutId});
        if (!listed)
            return listed;
    }
    // A token stands for exactly its own batch: with others waiting, all have to be named.
    const QVariant token = others.isEmpty() && !batchToken.isEmpty() ? QVariant(batchToken) : QVariant();
    if (const Result<> kept = StateTable(m_database).set(tokenKey, token); !kept)
        return kept;
    return transaction.commit();
}

Result<Landing::Pending> Landing::toAcknowledge() const
{
    Pending pending;
    const Result<> read
        = m_database.each(QStringLiteral("SELECT CAST(sync_out_id AS BLOB) FROM to_acknowledge ORDER BY number"), {},
            [&pending](const QSqlQuery &row) -> Result<> {
                pending.syncOutIds.append(row.value(0).toByteArray());
                return {};
            });
    if (!read)
        return failure(read.error());
    const Result<QVariant> token = StateTable(m_database).get(tokenKey);
    if (!token)
        return failure(token.error());
    if (!pending.syncOutIds.isEmpty())
        pending.batchToken = token->toByteArray();
    return pending;
}

Result<> Landing::acknowledged(const QList<QByteArray> &syncOutIds)
{
    Transaction transaction(m_database);
    if (const Result<> begun = transaction.begin(); !begun)
        return begun;
    for (const QByteArray &id : syncOutIds) {
        const Result<> removed
            = m_database.apply(QStringLiteral("DELETE FROM to_acknowledge WHERE sync_out_id = CAST(? AS TEXT)"), {id});
        if (!removed)
            return removed;
    }
    const Result<QVariant> left = m_database.value(QStringLiteral("SELECT 1 FROM to_acknowledge LIMIT 1"));
    if (!left)
        return failure(left.error());
    if (!left->isValid()) {
        if (const Result<> cleared = StateTable(m_database).set(tokenKey, {}); !cleared)
            return cleared;
    }
    return transaction.commit();
}

Result<qint64> Landing::waiting() const
{
    // They leave at the front only, so that their numbers have no gaps; counting would read every record.
    return m_database
        .value(QStringLiteral("SELECT (SELECT MAX(number) FROM landed) - (SELECT MIN(number) FROM landed) + 1"))
        .map([](const QVariant &count) { return count.toLongLong(); });
}

} // namespace mailboat
