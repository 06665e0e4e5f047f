// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/queuedsites.h"
#include "core/records/recipients.h"

#include <map>
#include <utility>

namespace mailboat {

class Store;

/// A primary's changes on their way to the other sites: change log and queues. Made for one transaction; what belongs
/// together (a transfer and its lines, what a newly joined patient brings along) is queued once, by finish(). Only the sites
/// that a change concerns are looked at: those of Recipients, and the owners that Ownership tells.
class Delivery
{
public:
    Delivery(Store &store, RecordTable &records, Sites &sites, Ownership &ownership);

    /// What has to be known before the row changes.
    struct Before {
        std::optional<RecordHead> record;
        Recipients::Targets targets;
        SiteSet seeing; ///< the sites that see the patient or clinician whose visibility the change may widen
        Ownership::Owner owner;
        bool widensNothing = false; ///< nobody gains sight of a patient or clinician by the change
    };
    Result<Before> lookAt(std::optional<RecordHead> record, const RecordHead *next, SyncId from);
    /// The row has changed (no `after`: it has gone); `from` is the site that has changed it and knows.
    Result<> changed(const Before &before, const RecordHead *after, SyncId from);
    /// A record that went while nobody looked where it had gone to: every site is told, central tables by the log.
    Result<> announceGone(const RecordKey &key);
    /// A site has given up what it is to keep.
    Result<> sendBack(SyncId site, const RecordKey &key) { return send(site, key); }
    /// A site is to give up what it has as its own.
    Result<> takeBack(SyncId site, const RecordKey &key) { return send(site, key, true); }
    /// A site comes to see a person by a join that it does not have itself.
    Result<> show(SyncId site, const RecordKey &join, const RecordKey &person);
    Result<> finish();
    /// Transfers that finish() found for sites which make no counterpart of theirs (Mirrors), or which are not for these any
    /// more; once.
    using Mirrored = std::pair<RecordKey, SyncId>;
    QList<Mirrored> takeMirrored() { return std::exchange(m_mirrored, {}); }

private:
    struct Moved {
        RecordKey key;
        SyncId from;
        SyncId to;
    };
    Result<> logCentral(const Before &before, const RecordHead *after);
    Result<> deliver(const Before &before, const RecordHead *after, SyncId from);
    Result<> deliverLine(const Before &before, const RecordHead *after);
    Result<> noteWiderView(const Before &before, const RecordHead &after);
    Result<> noteMove(const Before &before, const RecordHead &after);
    Result<> forwardTransfers();
    Result<> forward(const RecordKey &parent, const SiteSet &oldSites);
    Result<> forwardTo(SyncId site, const QList<RecordKey> &family, bool gone);
    Result<> sendMoved();
    Result<bool> isFor(SyncId site, const RecordKey &key);
    Result<QList<RecordKey>> familyOf(const RecordKey &parent) const;
    Result<> sendAll(SyncId site, const QList<RecordKey> &keys, bool gone);
    Result<> sendWiderView();
    Result<> fillMovedStores();
    Result<> fillMovedStore(const QByteArray &store, SyncId site);
    Result<std::optional<RecordKey>> personShownBy(const RecordHead &record);
    Result<> send(SyncId site, const RecordKey &key, bool gone = false);
    Result<> keepSent(SyncId from, const RecordHead &record);
    Result<> returnToFilling(SyncId from, const RecordKey &key, bool gone);

    Store &m_store;
    RecordTable &m_records;
    Sites &m_sites;
    Ownership &m_ownership;
    Recipients m_recipients;
    QueuedSites m_queued;
    std::map<RecordKey, SiteSet> m_transfers; ///< touched, with the sites they went to before
    QList<Mirrored> m_mirrored;
    QList<Moved> m_moved; ///< records with a new owner
    QList<std::pair<RecordKey, SyncId>> m_widerView; ///< a patient or clinician, and the site that sees it now
    QSet<QByteArray> m_movedStores;
};

} // namespace mailboat
