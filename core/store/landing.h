// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

class Connection;
class SyncState;

/// Pulled batches as they arrived, in order, until they are integrated. Survives a crash.
class Landing
{
public:
    Landing(Connection &connection, SyncState &state);
    /// Lands a central batch and moves the cursor in one transaction. StateChanged where the cursor is no longer
    /// `expectedCursor` (Retrieve reset it meanwhile): then nothing is stored.
    Result<> landCentral(const QList<LoggedRecord> &batch, qint64 expectedCursor, qint64 newCursor);
    /// The cursor alone, of a batch that is stored otherwise.
    Result<> moveCursor(qint64 expectedCursor, qint64 newCursor);
    /// Lands a queue batch and the list of ids to acknowledge in one transaction.
    /// `further`: ids of what came with them, and does not land.
    Result<> landQueued(const QList<QueuedRecord> &batch, const QList<QByteArray> &further = {});
    /// The list alone.
    Result<> noteToAcknowledge(const QList<QueuedRecord> &batch, const QList<QByteArray> &further = {});
    Result<QList<QByteArray>> toAcknowledge() const;
    Result<> acknowledged(const QList<QByteArray> &syncOutIds); ///< only these go from the list
    Result<qint64> waiting() const; ///< landed, not integrated

private:
    Connection &m_connection;
    SyncState &m_state;
};

} // namespace mailboat
