// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/sites.h"

namespace mailboat {

/// Which sites a record is meant for, apart from the one that owns it (protocol.md §4.7, §4.8, §5.1): asked of the links of
/// stored records alone.
class Recipients
{
public:
    Recipients(Database &database, RecordTable &records, Sites &sites);

    struct Targets {
        bool everySite = false;
        SiteSet sites {};
        bool includes(SyncId site) const { return everySite || sites.contains(site); }
    };
    /// Central records: none, for they travel by the change log.
    Result<Targets> of(const RecordHead &record);
    /// Sites that may see a person, a patient or a clinician: those of stores joined to it, and that of its home store.
    Result<SiteSet> seeing(const RecordKey &person);

private:
    Result<Targets> ofTransfer(const RecordHead &record);
    Result<Targets> ofPatientData(const RecordHead &record);

    Database &m_database;
    RecordTable &m_records;
    Sites &m_sites;
};

} // namespace mailboat
