// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <QDateTime>

#include <limits>

namespace mailboat {

class Connection;

/// What a satellite has changed and not pushed yet; a record stands in it once, in its newest place.
/// One that the primary refuses alone is set aside: it stays and is counted, but passed over until it changes (then it has a new
/// place and no mark) or somebody wants it tried again. Why stands in quarantine, under this site as its source.
class Outbox
{
public:
    explicit Outbox(Connection &connection);
    struct Batch {
        qint64 waiting = 0; ///< including this batch
        QList<QueuedRecord> records; ///< oldest first; syncOutId is the entry's number as text; content as it is now
        QList<QByteArray> triedAgain; ///< those of them that had been set aside
        qint64 after = 0; ///< the number behind which it begins
        qint64 last = 0; ///< number of its last entry
    };
    /// What a batch carries: it ends with the record that fills it.
    static constexpr qint64 mostBytes = 4 * 1024 * 1024;
    /// Of what is not set aside, beginning behind an entry's number, up to another's.
    Result<Batch> first(int limit, qint64 after = 0, qint64 upTo = std::numeric_limits<qint64>::max()) const;
    /// Whether its entries are still those that there are, none of them changed.
    Result<bool> isUnchanged(const Batch &batch) const;
    Result<qint64> waiting() const; ///< what is set aside, too
    Result<bool> isEmpty() const; ///< asks the entries, and no count that is kept of them
    Result<QList<RecordKey>> keys() const; ///< of all that waits, oldest first
    Result<QDateTime> oldest() const; ///< invalid: nothing waits
    // Every change is one transaction, or a part of the caller's.
    /// Removes exactly the batch's entries, but for those that have been set aside since it was read: a record changed since has a new
    /// number and stays.
    Result<> acknowledge(const Batch &batch);
    Result<bool> contains(const RecordKey &key) const;
    Result<> add(const RecordKey &key, const QDateTime &now);
    /// The RecordSelection of the connection; what waits already stays in its place.
    Result<> addSelected(const QDateTime &now);
    Result<> remove(const RecordKey &key);
    Result<> clear();
    /// Passes over exactly this entry from now on; false: it has gone, or the record has changed since and goes.
    Result<bool> setAside(const QByteArray &syncOutId);
    /// Where it is set aside it goes again; false: it is not.
    Result<bool> tryAgain(const RecordKey &key);
    Result<QList<RecordKey>> allSetAside() const; ///< oldest first
    Result<std::optional<RecordKey>> lastSetAside() const;
    Result<qint64> setAsideCount() const;

private:
    Result<qint64> erase(const RecordKey &key); ///< how many went, not counted yet

    Connection &m_connection;
};

} // namespace mailboat
