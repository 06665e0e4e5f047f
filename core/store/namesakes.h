// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

#include <QSet>

namespace mailboat {

class Connection;
class Statement;

/// Records of several tables of the protocol (those of routing.json) that have one ID. There is no index by the ID alone, for
/// every record written would pay for it (half as much again): each table is asked, 40 µs a record.
class Namesakes
{
public:
    explicit Namesakes(Connection &connection);

    /// Serials after `cursor` up to `last`, of records that share their ID.
    Result<QSet<qint64>> inChangeLog(qint64 cursor, qint64 last) const;
    /// Numbers of a site's queue from `first` to `last`, of records that share their ID and are not by that site itself.
    Result<QSet<qint64>> inQueue(SyncId site, qint64 first, qint64 last) const;
    /// The records of that ID, in the order in which they came here.
    Result<QList<RecordKey>> of(const QByteArray &id) const;
    /// Whether a record is still on its way to a site that has come to this serial of the change log.
    Result<bool> isToCome(SyncId site, const RecordKey &key, qint64 serial) const;

private:
    Result<QSet<qint64>> numbers(const Statement &statement, const QVariantList &values) const;

    Connection &m_connection;
};

} // namespace mailboat
