// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"
#include "core/domain/siteapp.h"
#include "core/records/mirrorfill.h"

namespace mailboat {

class SiteFill;
class Store;

/// Fills a site's queue with everything that it should hold, in pieces, each a transaction, so that whoever else writes waits for
/// one of them and not for all. What was there when it looked is put in; what others change from then on, and before, Delivery
/// puts in as for any other site, in a newer place, which no piece touches. So the queue is at last the same as if all had been
/// put in at one moment and the changes had come then.
class QueueFill
{
public:
    enum class Kind {
        /// The old queue goes first. The site's status is Initialising until the last piece is in, so that whoever finds it like
        /// that knows that what waits is not the whole. It takes nothing from its queue meanwhile: that is up to the caller.
        Initialise,
        /// Central records, too; what waits already stays, once. The site may take from its queue meanwhile.
        Generate,
    };
    static constexpr qint64 usualPiece = 5000; ///< some 20 ms of the only writer's time
    /// Generate.
    QueueFill(Store &store, SyncId site, qint64 piece = usualPiece);
    /// Initialise. `app`: what runs there from now on. For Mobile, which pulls no change log, central records are put in, too, and
    /// last the counterparts of transfers that have no number yet; those that were not made so far are made first.
    QueueFill(Store &store, SyncId site, const SiteApp &app, qint64 piece = usualPiece);

    /// What Generate puts in: all that the site should have, without counterparts that it would number a second time.
    static Result<qint64> gatherToGenerate(Store &store, SyncId site, SiteFill &fill);

    /// All of it. Errors: PeerUnknown, also where the site goes meanwhile, or gets another number; DatafileBusy where it takes so
    /// much from its queue meanwhile that there is no end.
    Result<> run();
    /// One piece at most. False: that was the last.
    Result<bool> step();
    qint64 gathered() const { return m_last; } ///< how many records that is, those that waited already too
    qint64 queueLength() const { return m_queueLength; } ///< at the end of Initialise

private:
    enum class Next { Begin, Mirror, Drop, Gather, Put, Nothing };
    Result<> begin();
    Result<> mirror();
    Result<> drop();
    Result<> gather();
    Result<> put();
    Result<> checkSite(bool isFilling) const;
    Result<> putMirrorsLast();

    Store &m_store;
    const SyncId m_site;
    const Kind m_kind;
    const SiteApp m_app;
    MirrorFill m_mirrors;
    const qint64 m_piece;
    Next m_next = Next::Begin;
    QString m_uuid; ///< of the site: its number may go to another one
    qint64 m_newest = 0; ///< entry of the queues when this looked
    bool m_hasDeletes = false; ///< by then, in the site's queue
    qint64 m_deletesTaken = 0; ///< by then
    qint64 m_put = 0; ///< up to this place
    qint64 m_last = 0; ///< place
    qint64 m_queueLength = 0;
    int m_looks = 0;
};

} // namespace mailboat
