// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/recordtable.h"

#include <QHash>
#include <QSet>

namespace mailboat {

class Statement;

using SiteSet = QSet<SyncId>;

/// Which sites stand behind a store, a name and a patient, as the records that are stored say. Made for one transaction, with
/// the table of records that this one writes through. Whose a record is, is asked of Ownership.
class Sites
{
public:
    Sites(Connection &connection, RecordTable &records);

    /// Off where the store is unknown or active nowhere.
    Result<SyncId> ofStore(const QByteArray &store);
    /// The sites of the stores that stand behind a name.
    Result<SiteSet> ofName(const QByteArray &name);
    /// Sites that may see a person, a patient or a clinician: those of stores joined to it, and that of its home store.
    Result<SiteSet> seeing(const RecordKey &person);
    /// Whether that is so of one site; a person who is not here is seen by nobody.
    Result<bool> sees(SyncId site, const RecordHead &person);
    /// Sites that hold a patient or clinician, or a record of a patient: those that see the person, and that of the record's
    /// own store, also of one not stored yet.
    Result<SiteSet> holding(const RecordHead &patientData);

    /// The store of that site which stands behind a name; empty: none.
    Result<QByteArray> storeBehind(const QByteArray &name, SyncId site);
    /// Whether a site runs mSupply Mobile, as far as is known (SiteApp).
    Result<bool> runsMobile(SyncId site);
    /// Whether a site is marked as Open mSupply central, which writes on behalf of others (protocol.md §7).
    Result<bool> isOmsCentral(SyncId site);

private:
    /// The sites in the first column.
    Result<SiteSet> listed(const Statement &statement, const QVariantList &values);

    Connection &m_connection;
    RecordTable &m_records;
    QHash<SyncId, bool> m_omsCentral;
    QHash<SyncId, bool> m_mobile;
    QHash<QByteArray, SiteSet> m_ofName; ///< as of that change of the stores
    int m_changesOfStores = 0;
};

/// sync_id_remote_site as a Sync ID; off for what is none.
SyncId siteFromStored(qint64 value);

} // namespace mailboat
