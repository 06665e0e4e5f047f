// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/integrator.h"
#include "core/records/primaryrecords.h"
#include "core/records/recordstore.h"
#include "core/records/satelliterecords.h"
#include "core/sql/databaseopening.h"
#include "core/store/store.h"

namespace mailboat {

/// One open datafile: a connection of its own for the thread that made it, its tables (Store), and the rules over them.
/// Any number of Datafile objects, in any processes and threads, may be open on one address.
class Datafile final : public Store
{
public:
    using Options = DatafileOptions;
    /// Makes a new one, readable by its owner alone (0600), in a folder that is made (0700) if it is missing.
    /// Errors: DatafileExists, FolderUnwritable, DatafileUnreadable, DiskFull. Nothing is left behind where it fails.
    static Result<std::unique_ptr<Datafile>> create(
        const DatafileAddress &address, const Clock &clock, Options options = {});
    /// Opens one; an older schema is migrated in one transaction after a backup copy "<path>.schema-N.backup".
    /// Errors: DatafileMissing, DatafileForeign, DatafileNewer, DatafileDamaged, DatafileUnreadable, DatafileReadOnly,
    /// BackupFailed, MigrationFailed, DatafileBusy.
    static Result<std::unique_ptr<Datafile>> open(
        const DatafileAddress &address, const Clock &clock, Options options = {});

    RecordStore &records() { return m_records; } ///< the site's records, and its own changes to them
    PrimaryRecords &primaryRecords() { return m_primaryRecords; } ///< what a primary's sites push, and get
    SatelliteRecords &satelliteRecords() { return m_satelliteRecords; } ///< what this satellite owns
    Integrator &integrator() { return m_integrator; } ///< satellite: landed records -> records

private:
    Datafile(std::unique_ptr<Connection> connection, const Clock &clock);

    RecordStore m_records;
    PrimaryRecords m_primaryRecords;
    SatelliteRecords m_satelliteRecords;
    Integrator m_integrator;
};

} // namespace mailboat
