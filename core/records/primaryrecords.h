// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/nameless.h"
#include "core/domain/pushmark.h"
#include "core/domain/site.h"
#include "core/domain/siteapp.h"

#include <QSet>

namespace mailboat {

class RecordWriter;
class Store;

/// A primary's records as its sites see them: what they push, and what is queued for them.
class PrimaryRecords
{
public:
    explicit PrimaryRecords(Store &store);

    /// Takes a pushed batch of a site, in its order: ownership check, quarantine of what it may not write or what cannot be taken,
    /// upsert or delete, transfers with all their lines and everything else queued for the other sites. A line whose parent is
    /// missing is kept and sent on when its parent arrives; what comes before its patient, or before the join that shows the patient
    /// to the site, waits in quarantine and is judged again then. A large batch is several transactions, between which others may
    /// write; where one fails, what stands before it is stored, and the batch may be sent again.
    struct PushOutcome {
        qint64 taken = 0;
        qint64 unchanged = 0;
        qint64 quarantined = 0; ///< those that wait for their patient too
        qint64 takenLate = 0; ///< that had waited since earlier pushes, of any site
        struct NotKept {
            qsizetype at = 0; ///< in the batch
            Error reason;
        };
        QList<NotKept> notKept {}; ///< of these, whose data found no room in quarantine
    };
    /// `mark`: its number is noted with each record, and with the last one as the site's (SitePositions). A record that came with a
    /// later push of the same site than the mark's base stays, and what has come goes to quarantine (FormOlder).
    /// `nameless`: what came with them.
    Result<PushOutcome> acceptPush(
        SyncId from, const QList<Record> &batch, const PushMark &mark = {}, const NamelessRecords &nameless = {});

    /// POST initialise: drops the site's queue and queues everything of protocol.md §4.2 in parents-first order, in pieces
    /// between which others may write (QueueFill); status Initialising, and Ready with the last. Where it fails, and that is not
    /// the datafile's fault, it is Blocked. Returns the queue's length. `app`: what runs there from now on, whatever ran there before; for
    /// Mobile, which pulls no change log, the central records are queued, too. The site may not take from its queue meanwhile.
    Result<qint64> initialise(SyncId site, const SiteApp &app = {});
    /// The same once more where that has begun and not come to its end, by an error or because the process ended: what waits
    /// then is not the whole, and nobody would ask for it again (protocol.md §2.5, §6.9.1).
    Result<> finishInitialise(SyncId site);
    /// What is new in the change log goes into the queue of a site that does not pull the log itself. Costs what is new, and is
    /// asked when the site calls: a change of central data costs nothing for each site.
    Result<> queueCentralNews(SyncId site);
    /// Generate: everything that site should hold, central data too, is queued; what waits there stays, once.
    /// Returns how many records that is (already waiting ones included).
    Result<qint64> generate(SyncId site);
    Result<qint64> countFor(SyncId site) const; ///< what generate() would queue
    /// Retrieve: how many records of that site it would be asked for, as far as they are known here.
    Result<qint64> countOwnedBy(SyncId site) const;

private:
    struct Stored {
        PushOutcome outcome {};
        qsizetype next = 0; ///< of the batch: the first that is not stored yet
        QSet<RecordKey> waiting {}; ///< of these, in quarantine, for their persons
        QList<std::pair<SyncId, RecordKey>> takenLate {}; ///< had waited there
    };
    struct Push {
        SyncId from;
        QList<Record> batch;
        PushMark mark;
        QList<bool> cuts {}; ///< before which records others may write, once that was asked
        bool mayCut(qsizetype before);
    };
    /// One transaction's worth, from `next` on.
    Result<Stored> store(Push &push, qsizetype next);
    Result<> end(SyncId from, const PushMark &mark, const NamelessRecords &nameless);
    Result<> take(RecordWriter &writer, const Push &push, Stored &stored);

    Store &m_store;
};

} // namespace mailboat
