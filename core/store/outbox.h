// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

#include <QDateTime>

namespace mailboat {

class Connection;

/// What a satellite has changed and not pushed yet; a record stands in it once, in its newest place.
class Outbox
{
public:
    explicit Outbox(Connection &connection);
    struct Batch {
        qint64 waiting = 0; ///< including this batch
        QList<QueuedRecord> records; ///< oldest first; syncOutId is the entry's number as text; content as it is now
    };
    Result<Batch> first(int limit) const;
    Result<qint64> waiting() const;
    Result<QList<RecordKey>> keys() const; ///< of all that waits, oldest first
    Result<QDateTime> oldest() const; ///< invalid: nothing waits
    // Every change is one transaction, or a part of the caller's.
    /// Removes exactly these entries: a record changed since has a new number and stays.
    Result<> acknowledge(const QList<QByteArray> &syncOutIds);
    Result<bool> contains(const RecordKey &key) const;
    Result<> add(const RecordKey &key, const QDateTime &now);
    /// The RecordSelection of the connection; what waits already stays in its place.
    Result<> addSelected(const QDateTime &now);
    Result<> remove(const RecordKey &key);
    Result<> clear();

private:
    Result<qint64> erase(const RecordKey &key); ///< how many went, not counted yet

    Connection &m_connection;
};

} // namespace mailboat
