// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/recordtable.h"

#include <QSet>

namespace mailboat {

using SiteSet = QSet<SyncId>;

/// Where stores, names and records are at home, as the `store` records that are stored say. Made for one transaction, with
/// the table of records that this one writes through.
class Sites
{
public:
    Sites(Database &database, RecordTable &records);

    /// Off where the store is unknown or active nowhere.
    Result<SyncId> ofStore(const QByteArray &store);
    /// The sites of the stores that stand behind a name.
    Result<SiteSet> ofName(const QByteArray &name);

    struct Owner {
        SyncId site; ///< off: a store that is active nowhere
        bool isKnown = false; ///< false: no store and no parent that is here says whose it is
        QByteArray field; ///< the key that says so
    };
    /// Owner of a remote or transfer record: by its parent, else by its store.
    Result<Owner> ownerOf(const RecordKey &key, const RecordLinks &links);

private:
    Result<Owner> ownerOf(const RecordKey &key, const RecordLinks &links, int depth);

    Database &m_database;
    RecordTable &m_records;
};

/// sync_id_remote_site as a Sync ID; off for what is none.
SyncId siteFromStored(qint64 value);

} // namespace mailboat
