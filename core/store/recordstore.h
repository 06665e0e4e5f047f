// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/routing.h"
#include "core/domain/site.h"

#include <functional>
#include <memory>

namespace mailboat {

class Datafile;

/// The records of the site, keyed by (table, record ID), `data` kept as the bytes that came. Every change, its links, its
/// place in the outbox (satellite) or in change log and queues (primary) are one transaction.
///
/// Who may write what (contract.md §3, design §5):
/// - role off, or a satellite that is not initialised yet: anything may be put; it waits in the outbox.
/// - satellite: remote and transfer records of stores active here, patient and shared records that it holds or makes;
///   unknown tables as its own. Central and central-remote: RecordCentral. Another site's: RecordNotOwned (owner).
/// - primary: `put` and `remove` act as the site that owns the record: its transfers go on to the counterparty, nothing is
///   echoed to the owner. Central data go to the change log, central-remote and patient records to the queues of the sites
///   that they concern. Putting what is already there byte for byte changes nothing and queues nothing.
class RecordStore
{
public:
    explicit RecordStore(Datafile &datafile);

    Result<> put(const Record &record); ///< data is normalised here; RecordDataBroken, RecordDataNotObject, names
    Result<> remove(const QByteArray &table, const QByteArray &id); ///< RecordMissing
    /// One transaction for all that `next` yields (empty optional: end). `next`'s error or any refused record undoes all.
    /// `progress` is called now and then with the number so far; returning false cancels (Cancelled).
    using Next = std::function<Result<std::optional<Record>>()>;
    Result<qint64> import(const Next &next, const std::function<bool(qint64)> &progress = {});
    Result<std::optional<Record>> get(const QByteArray &table, const QByteArray &id) const;
    Result<qint64> count(const std::optional<QByteArray> &table = {}) const;
    /// Counts by table, ordered by name.
    Result<QList<std::pair<QByteArray, qint64>>> counts() const;
    /// Every record ordered by table, then record ID (both by bytes), one at a time; `take` returning an error ends it.
    Result<> forEach(const std::optional<QByteArray> &table, const std::function<Result<>(const Record &)> &take) const;

    /// Primary: takes a pushed batch of a site in one transaction: ownership check, quarantine of what it may not write or
    /// what cannot be taken, upsert or delete, transfers with all their lines and everything else queued for the other sites.
    /// A line whose parent is missing is kept and sent on when its parent arrives.
    struct PushOutcome {
        qint64 taken = 0;
        qint64 unchanged = 0;
        qint64 quarantined = 0;
    };
    Result<PushOutcome> acceptPush(SyncId from, const QList<Record> &batch);

    /// Primary, POST initialise: drops the site's queue and queues everything of protocol.md §4.2 in parents-first order,
    /// status New/whatever -> Initialising -> Ready, in one transaction. Returns the queue's length.
    Result<qint64> initialise(SyncId site);
    /// Primary, Generate: everything that site should hold, central data too, is queued; what waits there stays, once.
    /// Returns how many records that is (already waiting ones included).
    Result<qint64> generate(SyncId site);
    Result<qint64> countFor(SyncId site) const; ///< what generate() would queue
    /// Satellite, Generate: every record this site owns is put into the outbox, once. Returns how many.
    Result<qint64> queueOwned();
    Result<qint64> countOwned() const;
    /// Primary, Retrieve: how many records of that site it would be asked for, as far as they are known here.
    Result<qint64> countOwnedBy(SyncId site) const;
    /// Satellite, once the stores are known: changes that wait although this site may not make them (they were put before the
    /// first sync) go to quarantine, from where they can be tried again; one that came from nowhere else goes from the
    /// records. Returns how many.
    Result<qint64> reviewOutbox();
    /// After the role has changed: a new primary's central records get their place in the change log, what waited to be
    /// pushed goes on its way from here.
    Result<> adoptRole(SiteRole role);
    /// After this site's Sync ID has changed: what it wrote stays its own.
    Result<> adoptSite(SyncId before, SyncId now);
    /// Store IDs active on a site, ordered.
    Result<QList<QByteArray>> storesOf(SyncId site) const;

private:
    Result<qint64> fillQueue(SyncId site, bool withCentral, bool afresh);
    Result<> routeOutbox();
    Datafile &m_datafile;
};

} // namespace mailboat
