// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <limits>

namespace mailboat {

class Connection;

/// Central data at the primary in commit order: one entry a record, the newest; deletes stay as tombstones. Serials are
/// given inside the write transaction, so they become visible in their own order, and stay below 2^31 (protocol.md §4.3).
class ChangeLog
{
public:
    explicit ChangeLog(Connection &connection);
    struct Batch {
        qint64 maxCursor = 0; ///< the highest serial there is; not bent to a cursor that was never given
        QList<LoggedRecord> records;
        bool isForAll = true; ///< nothing of it hangs on who reads it (Outgoing)
    };
    /// serial > cursor, ascending. Once the data together have `mostBytes`, no further record is read.
    Result<Batch> after(qint64 cursor, int limit, qint64 mostBytes = std::numeric_limits<qint64>::max()) const;
    Result<qint64> highest() const; ///< that has ever been given; it only grows, whatever is forgotten
    Result<bool> hasAfter(qint64 cursor) const; ///< whether anything stands there; what has been forgotten does not
    Result<qint64> count() const; ///< of all entries: reads them
    /// Gives every entry a new serial, in their order, 2^24 above the highest ever and above `seen`: a client that knows later ones than this log
    /// does, as one does of a primary that was put back from a copy, gets all of it anew. A part of the caller's transaction.
    Result<> numberAnew(qint64 seen = 0);
    Result<> add(const RecordKey &key); ///< inside the caller's transaction
    /// A record that is central no more (a name that became a patient): no tombstone, for other sites go on holding it. A serial goes
    /// with it, so that whoever keeps what the log has said sees that it is another one.
    Result<> forget(const RecordKey &key);

private:
    Result<qint64> remove(const RecordKey &key);

    Connection &m_connection;
};

} // namespace mailboat
