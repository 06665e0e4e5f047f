// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/mirrorrules.h"
#include "core/records/sites.h"
#include "core/records/writerzones.h"

namespace mailboat {

class SiteFill;
class Store;

/// The counterparts of transfers at sites that make none for themselves (Mobile, protocol.md §4.7): what another store sends to
/// theirs stands there as a record of their own, made once, from when the source is complete; from then on it is the site's.
/// Its bytes are the primary's: days that its source's writer has as instants are days in it. Lines that come later are added as
/// long as the site has not sent its counterpart back. At a primary; made for one transaction.
///
/// They have no number: the device gives them the next of its own whenever it gets them, and does not send that back. So a site is
/// given such a one once (its origin is the site that was), and where all is put in anew, behind all that has a number.
///
/// Where the source is addressed to another store by now, the first receiver's goes again if that one has not taken it up; if it
/// has, it stays, and is all that is made of that source: the goods came once (protocol.md §4.7; Open mSupply gives a redirected
/// shipment a new ID, and deletes what its receiver has not begun with).
class Mirrors
{
public:
    Mirrors(Store &store, RecordTable &records, Sites &sites);

    struct Mirror {
        RecordKey source;
        Record record; ///< for the primary to put, on behalf of the site
        QByteArray store;
    };
    /// What is to be put because of this transfer, parents first; empty: nothing, or nothing more.
    Result<QList<Mirror>> of(const RecordKey &source, SyncId site);
    /// It has been put, and is made no more.
    Result<> note(const Mirror &mirror);
    /// The site had made one itself, before it ran Mobile, and it names its source. False: of another store's transfers.
    Result<bool> noteOwn(const StoredRecord &own);
    /// The counterpart of this transfer in a store to which that is not addressed any more, while it is the primary's.
    struct Stray {
        RecordKey mirror; ///< or it has gone
        SyncId site;
    };
    Result<std::optional<Stray>> strayOf(const RecordKey &source);
    Result<> forget(const RecordKey &source); ///< with its lines: they are made again where they are due

    struct Unnumbered {
        RecordKey key;
        bool wasGiven = false; ///< to that site
    };
    /// Those of a site's stores; none where it does not run Mobile.
    static Result<QList<Unnumbered>> unnumbered(Store &store, SyncId site);
    /// What the site has been given already is not to be given again.
    static Result<> leaveOut(const QList<Unnumbered> &all, SiteFill &fill);
    /// The ones that it has not been given get their places, the newest; `all`: these, too. They are given by that.
    static Result<> putLast(
        Store &store, RecordTable &records, const QList<Unnumbered> &unnumbered, SyncId site, bool all);

    /// A store has come to a site on Mobile: what is there lacks counterparts, which MirrorFill makes when that site calls.
    static Result<> setDue(Store &store, const QByteArray &siteStore);
    static Result<bool> isDue(Store &store, SyncId site);
    static Result<> clearDue(Store &store, SyncId site);

private:
    struct Place {
        QByteArray store; ///< where the counterpart stands
        QByteArray name; ///< of the store that the source is of
        QByteArray parent; ///< counterpart of the source's parent
    };
    Result<std::optional<Place>> placeOf(const RecordHead &source, SyncId site);
    struct Made {
        QByteArray store;
        QByteArray id;
    };
    Result<std::optional<Made>> madeOf(const RecordKey &source) const;
    Result<bool> isBeforeStore(const StoredRecord &source, const MirrorRule &rule, const QByteArray &store);
    Result<bool> hasOwn(const StoredRecord &source, const MirrorRule &rule, const QByteArray &store);
    Result<> addLines(QList<Mirror> &mirrors, const RecordKey &source, const Place &place);
    Result<std::optional<Mirror>> mirrorOf(const StoredRecord &source, const MirrorRule &rule, const Place &place);
    Result<QByteArray> through(const QByteArray &table, const QByteArray &id) const;

    Store &m_store;
    RecordTable &m_records;
    Sites &m_sites;
    WriterZones m_zones;
};

} // namespace mailboat
