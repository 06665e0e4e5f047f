// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recipients.h"

#include <map>

namespace mailboat {

class Store;

/// A primary's changes on their way to the other sites: change log and queues. Made for one transaction; what belongs
/// together (a transfer and its lines, what a newly joined patient brings along) is queued once, by finish().
class Delivery
{
public:
    Delivery(Store &store, Sites &sites, Recipients &recipients);
    Result<> begin(); ///< looks up which sites have a queue that counts: a new one's is filled when it initialises

    /// What has to be known before the row changes.
    struct Before {
        std::optional<StoredRecord> record;
        Recipients::Targets targets;
        SiteSet seeing; ///< the sites that see the patient or clinician whose visibility the change may widen
        Sites::Owner owner;
    };
    Result<Before> lookAt(std::optional<StoredRecord> record, const std::optional<StoredRecord> &next);
    /// The row has changed (`after` empty: it has gone); `from` is the site that has changed it and knows.
    Result<> changed(const Before &before, const std::optional<StoredRecord> &after, SyncId from);
    /// A record that went while nobody looked where it had gone to: every site is told, central tables by the log.
    Result<> announceGone(const RecordKey &key);
    Result<> finish();

private:
    struct Moved {
        StoredRecord record;
        SyncId from;
        SyncId to;
    };
    Result<> logCentral(const Before &before, const std::optional<StoredRecord> &after);
    Result<> deliver(const Before &before, const std::optional<StoredRecord> &after, SyncId from);
    Result<> deliverLine(const Before &before, const std::optional<StoredRecord> &after);
    Result<> noteWiderView(const Before &before, const StoredRecord &after);
    Result<> noteMove(const Before &before, const StoredRecord &after);
    Result<> forwardTransfers();
    Result<> forward(const RecordKey &parent, const SiteSet &oldSites);
    Result<> sendMoved();
    Result<> sendFamily(const StoredRecord &record, SyncId site, bool gone);
    Result<> sendWiderView();
    Result<> fillMovedStores();
    Result<SiteSet> seeing(const StoredRecord &record);
    Result<> send(SyncId site, const RecordKey &key, bool gone = false);

    Store &m_store;
    Sites &m_sites;
    Recipients &m_recipients;
    RecordTable m_records;
    SiteSet m_queued; ///< sites whose queues count
    std::map<RecordKey, SiteSet> m_transfers; ///< touched, with the sites they went to before
    QList<Moved> m_moved; ///< records with a new owner
    QList<std::pair<RecordKey, SyncId>> m_widerView; ///< a patient or clinician, and the site that sees it now
    QSet<QByteArray> m_movedStores;
};

} // namespace mailboat
