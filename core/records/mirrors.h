// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/mirrorrules.h"
#include "core/records/sites.h"
#include "core/records/writerzones.h"

namespace mailboat {

class Store;

/// The counterparts of transfers at sites that make none for themselves (Mobile, protocol.md §4.7): what another store sends to
/// theirs stands there as a record of their own, made once, from when the source is complete; from then on it is the site's.
/// Its bytes are the primary's: days that its source's writer has as instants are days in it. Lines that come later are added as long as the site has not sent its counterpart back. At a primary; made for one transaction.
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
    /// Of a site's store, as they were made: it gives these a number, the next of its own, when it gets them.
    static Result<QList<RecordKey>> unnumbered(Store &store, const QByteArray &siteStore);

private:
    struct Place {
        QByteArray store; ///< where the counterpart stands
        QByteArray name; ///< of the store that the source is of
        QByteArray parent; ///< counterpart of the source's parent
    };
    Result<std::optional<Place>> placeOf(const RecordHead &source, SyncId site);
    Result<std::optional<QByteArray>> madeOf(const RecordKey &source) const;
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
