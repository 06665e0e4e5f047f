// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"

#include <memory>
#include <optional>

namespace mailboat {

class ChangeLog;
class Database;
class EngineRequests;
class Integrator;
class Landing;
class Outbox;
class PeerStates;
class Quarantine;
class RecordStore;
class SettingsTable;
class SyncLog;
class SyncQueue;
class SyncState;

/// How a datafile is opened.
struct DatafileOptions {
    /// How long another connection's lock is waited for, which then is DatafileBusy; empty: 30 s.
    std::optional<std::chrono::milliseconds> patience {};
};

/// One open datafile: a connection of its own for the thread that made it, and the tables as typed parts.
/// Any number of Datafile objects, in any processes and threads, may be open on one path.
/// SQLite: WAL, synchronous FULL, foreign keys on, BEGIN IMMEDIATE for every write. Temporary tables may go to files:
/// memory is bounded by SQLite's cache, not by the data.
class Datafile final
{
public:
    using Options = DatafileOptions;
    /// Makes a new one, readable by its owner alone (0600), in a folder that is made (0700) if it is missing.
    /// Errors: DatafileExists, FolderUnwritable, DatafileUnreadable, DiskFull. Nothing is left behind where it fails.
    static Result<std::unique_ptr<Datafile>> create(const QString &path, const Clock &clock);
    /// Opens one; an older schema is migrated in one transaction after a backup copy "<path>.schema-N.backup".
    /// Errors: DatafileMissing, DatafileForeign, DatafileNewer, DatafileDamaged, DatafileUnreadable, DatafileReadOnly,
    /// DatafileUnsupported (postgresql://), BackupFailed, MigrationFailed, DatafileBusy.
    static Result<std::unique_ptr<Datafile>> open(const QString &path, const Clock &clock, Options options = {});
    ~Datafile();
    Q_DISABLE_COPY_MOVE(Datafile)

    QString path() const;
    const Clock &clock() const;
    Database &database();
    SettingsTable &settings(); ///< preferences, peers, codes, audit
    PeerStates &peerStates(); ///< what the protocol keeps per peer
    RecordStore &records(); ///< the site's records; local changes; pushes at a primary
    SyncQueue &queue(); ///< primary: records waiting for each site
    ChangeLog &changeLog(); ///< primary: central data in order
    Outbox &outbox(); ///< satellite: records waiting to be pushed
    Landing &landing(); ///< satellite: pulled batches as they arrived
    Integrator &integrator(); ///< satellite: landed records -> records
    SyncState &state(); ///< satellite: cursor, known primary, initialised; times for `status`
    Quarantine &quarantine(); ///< records that could not be taken
    SyncLog &log(); ///< cycles and audit entries
    EngineRequests &requests(); ///< what other processes ask of the engine, and its progress

private:
    struct Parts;
    Datafile(std::unique_ptr<Database> database, const Clock &clock);
    std::unique_ptr<Parts> m_parts;
};

/// The right to run the engine on a datafile: flock() on "<canonical path>-engine", released by the operating system when
/// its holder dies. Its holder is not at work yet: what it begins with, such as to listen, may fail.
class EngineLock final
{
public:
    /// EngineLockHeld (path) where another process (or another EngineLock of this one) holds it.
    static Result<std::unique_ptr<EngineLock>> take(const QString &datafile);
    static bool isHeld(const QString &datafile);
    void setAtWork(); ///< from now on, until it is given back
    static bool isAtWork(const QString &datafile); ///< whether somebody holds it and is
    ~EngineLock();
    Q_DISABLE_COPY_MOVE(EngineLock)

private:
    explicit EngineLock(int descriptor);
    int m_descriptor;
};

} // namespace mailboat
