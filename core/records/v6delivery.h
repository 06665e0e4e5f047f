// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/ownership.h"
#include "core/store/v6log.h"

namespace mailboat {

class Store;

/// A primary's changes of records of version 6 on their way to the sites: into that version's log, each with whom it is for (Reach).
/// What changes of other records mean for these: where a parent comes, a store moves to another site, with the patients whom it sees,
/// or a patient comes to be seen, they are put into the log again. Of a delete those hear who had the record. Made for one transaction.
class V6Delivery
{
public:
    V6Delivery(Store &store, RecordTable &records, Ownership &ownership);
    /// At a site that becomes a primary: all that is there, as the primary's own.
    static Result<> logAll(Store &store);

    /// The row has changed (no `after`: it has gone); `author` knows it already.
    Result<> changed(const RecordHead *before, const RecordHead *after, SyncId author);
    /// A record of another version has changed.
    Result<> noticed(const RecordHead *before, const RecordHead &after);

private:
    Result<V6Log::Address> addressOf(const RecordHead &record, int depth = 0);
    Result<V6Log::Address> lastAddressOf(const RecordHead &record);
    Result<V6Log::Address> ofParent(const RecordHead &record, int depth);
    Result<V6Log::Address> ofBearer(const RecordHead &record);
    static V6Log::Address ofOther(const RecordHead &record);
    Result<> repeatChildren(const RecordHead *before, const RecordHead &parent);
    Result<bool> isStrange(const RecordHead *before, const RecordHead &attached);
    Result<bool> hasAttached();

    RecordTable &m_records;
    Ownership &m_ownership;
    V6Log m_log;
    std::optional<bool> m_hasAttached;
};

} // namespace mailboat
