// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/datafile.h"
#include "core/store/backup.h"

#include <atomic>
#include <thread>

namespace mailboat {

class SyncPreferences;

/// The backups that an engine makes by itself, where the preferences say so: one a day, the first at once, after a failure again in
/// an hour. While the datafile stands still none is made, and so none goes. Copies in a thread of its own; belongs to the engine's,
/// which asks it to look.
class DailyBackup final
{
public:
    DailyBackup(DatafileAddress datafile, const Clock &clock, Datafile::Options options);
    ~DailyBackup(); ///< gives up the one that is being made
    Q_DISABLE_COPY_MOVE(DailyBackup)

    /// Begins one where that is due; notes how it went in the datafile once it has ended.
    void look(Datafile &datafile, const SyncPreferences &preferences);
    void preferencesChanged() { m_next = {}; } ///< another folder is tried at once, or after what is being made

private:
    void begin(const QString &folder, SyncId site, int keep);
    Result<Backup::Made> make(const QString &folder, SyncId site, int keep) const;
    void note(Datafile &datafile);
    Result<QDateTime> nextOf(Datafile &datafile, const QString &folder) const;

    const DatafileAddress m_datafile;
    const Clock &m_clock;
    const Datafile::Options m_options;
    QDateTime m_next {}; ///< invalid: to be worked out
    std::atomic<bool> m_giveUp {false};
    std::atomic<bool> m_hasEnded {false}; ///< m_outcome is there
    Result<Backup::Made> m_outcome = failure(ErrorCode::Cancelled);
    std::thread m_thread {}; ///< joinable while one is being made
};

} // namespace mailboat
