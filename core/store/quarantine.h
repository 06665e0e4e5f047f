// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

#include <QDateTime>

namespace mailboat {

class Connection;
class Statement;

/// Records that could not be taken, with the reason; the rest went on. One entry a (source, table, record): the newest. Records
/// whose table or ID could not be read stand for themselves, the same bytes once.
class Quarantine
{
public:
    explicit Quarantine(Connection &connection);
    struct Entry {
        qint64 number = 0;
        Record record;
        SyncId source; ///< the site it came from; this site's own: a local change that could not be kept
        QString field; ///< the key at fault, or empty
        Error reason;
        QDateTime since;
    };
    // Every change is one transaction, or a part of the caller's.
    Result<> add(const Entry &entry);
    Result<QList<Entry>> entries() const;
    Result<std::optional<Entry>> entry(qint64 number) const; ///< empty: there is none
    Result<std::optional<Entry>> find(SyncId source, const RecordKey &key) const;
    Result<qint64> count() const;
    Result<bool> isEmpty() const;
    Result<> discard(qint64 number);
    /// A newer form of the record has been taken from that site: the one kept here is of no use any more.
    Result<> drop(SyncId source, const RecordKey &key);
    /// A site has another Sync ID; where both have an entry of a record, that of `from` stays.
    Result<> move(SyncId from, SyncId to);

private:
    Result<qint64> erase(
        SyncId source, const RecordKey &key, const QString &fingerprint); ///< how many went, not counted yet
    Result<QList<Entry>> read(const Statement &statement, const QVariantList &values) const;

    Connection &m_connection;
};

} // namespace mailboat
