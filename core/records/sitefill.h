// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing.h"
#include "core/domain/site.h"

#include <QDateTime>

namespace mailboat {

class Connection;
class Statement;

/// Everything that a site should hold, gathered by whole tables in SQL (protocol.md §4.2): keys in a temporary table, then
/// into a queue or the outbox, parents first. Memory is bounded by SQLite's cache, not by the data.
class SiteFill
{
public:
    explicit SiteFill(Connection &connection);

    /// What the primary's queue for a site should hold; central records besides, where they are wished for.
    Result<qint64> gatherFor(SyncId site, bool withCentral);
    /// What comes with one store, for the site that it has moved to.
    Result<qint64> gatherStore(const QByteArray &store);
    /// What a site may push: its stores' records, and what it has written itself. Whose what is says Ownership.
    Result<qint64> gatherOwnedBy(SyncId site);
    /// Besides what is gathered: what a site may write though others wrote it last, and is given wherever its primary has it. Shared
    /// data, joins of its stores, persons at home there and what belongs to these.
    Result<qint64> addWritableBy(SyncId site);
    /// Central records without a place in the change log.
    Result<qint64> gatherUnlogged();

    Result<qint64> count(); ///< how many are gathered
    /// Of what was gathered, one record, if it is among it.
    Result<> leaveOut(const RecordKey &key);

    /// For who takes it piece by piece (SyncQueue::addArranged()): the last place. Once it is there, other things may be gathered.
    Result<qint64> arrange();
    Result<> intoOutbox(const QDateTime &now);
    Result<> intoChangeLog();

private:
    Result<> start();
    Result<> fillRules();
    Result<> gatherStores();
    Result<> gatherChildren();
    Result<> gatherPatients();
    Result<> gatherJoined();
    Result<> gatherUnowned(SyncId site);
    static QString numbersOf(const QList<Category> &categories);
    /// `statement`: gathers of one table, its first value.
    Result<> gatherTables(const QList<QByteArray> &tables, const Statement &statement, const QVariantList &values = {});

    Connection &m_connection;
};

} // namespace mailboat
