// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/delivery.h"

namespace mailboat {

/// Writes records within one transaction: asks whether and as whom (Ownership), then the row, and its place in the outbox or
/// on the way to other sites.
/// Made for one transaction, which belongs to the caller: begin(), changes, finish(), commit.
class RecordWriter
{
public:
    explicit RecordWriter(Store &store);
    Result<> begin();
    Result<> finish();

    /// This site, as the preferences say.
    SyncId here() const { return m_here; }

    struct Verdict {
        std::optional<Error> refused {}; ///< nothing was changed
        bool hasChanged = false; ///< false: the same bytes were there, or there was nothing to delete
    };
    /// `from`: the site whose change this is. Names and data are checked here, the data normalised.
    Result<Verdict> put(const Record &record, SyncId from);
    Result<Verdict> remove(const RecordKey &key, SyncId from);
    /// At a primary: a record is on its way once more to all who get it, but whose bytes it is. False: there is none.
    Result<bool> sendAgain(const RecordKey &key);

private:
    Result<Delivery::Before> lookAt(const std::optional<RecordHead> &before, const RecordHead *after, SyncId acting);
    Result<> route(const Delivery::Before &before, const RecordHead *after, SyncId acting);
    Result<> dropWithheld(const RecordHead *before);
    Result<> sendAwayStrangers(const RecordHead &parent);
    Result<> sendAway(const RecordKey &key, const Error &reason);

    Store &m_store;
    RecordTable m_records;
    Sites m_sites;
    std::optional<Ownership> m_ownership;
    std::optional<Delivery> m_delivery; ///< at a primary
    SyncId m_here;
    bool m_hasQuarantine = false;
};

} // namespace mailboat
