// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/ownership.h"

namespace mailboat {

/// Which sites a record is meant for, apart from the one that owns it, which Ownership knows (protocol.md §4.7, §4.8, §5.1):
/// asked of the links of stored records alone.
class Recipients
{
public:
    Recipients(RecordTable &records, Sites &sites, Ownership &ownership);

    struct Targets {
        bool everySite = false;
        SiteSet sites {};
        bool includes(SyncId site) const { return everySite || sites.contains(site); }
    };
    /// Central records: none, for they travel by the change log.
    Result<Targets> of(const RecordHead &record);

private:
    Result<Targets> ofTransfer(const RecordHead &record);

    RecordTable &m_records;
    Sites &m_sites;
    Ownership &m_ownership;
};

} // namespace mailboat
