// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dailybackup.h"

#include "core/engine/log.h"
#include "core/prefs/syncpreferences.h"
#include "core/sql/cancelscope.h"
#include "core/store/backupstate.h"
#include "core/store/standstill.h"

#include <QFileInfo>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds betweenBackups = 24h;
constexpr std::chrono::seconds afterFailure = 1h;

/// Until somebody has chosen, backups that are newer than the copy that was restored may be all there is of what it lacks, and a
/// new one would push them out. Where that cannot be read, it is asked again.
bool standsStill(Datafile &datafile)
{
    const Result<std::optional<Error>> reason = Standstill(datafile.connection()).reason();
    return !reason || reason->has_value();
}

} // namespace

DailyBackup::DailyBackup(DatafileAddress datafile, const Clock &clock, Datafile::Options options)
    : m_datafile(std::move(datafile))
    , m_clock(clock)
    , m_options(options)
{
}

DailyBackup::~DailyBackup()
{
    m_giveUp = true;
    if (m_thread.joinable())
        m_thread.join();
}

void DailyBackup::look(Datafile &datafile, const SyncPreferences &preferences)
{
    if (m_thread.joinable()) {
        if (m_hasEnded)
            note(datafile);
        return;
    }
    const QString folder = preferences.backupFolder.value();
    if (!preferences.backupDaily.value() || folder.isEmpty() || standsStill(datafile))
        return;
    const QDateTime now = m_clock.utcNow();
    if (!m_next.isValid())
        m_next = nextOf(datafile, folder).value_or(now.addSecs(afterFailure.count()));
    if (now >= m_next)
        begin(folder, preferences.site(), preferences.backupKeep.value());
}

/// A day after the last one in that folder; at once where there is none, or where a clock that was put back makes it one of days
/// to come.
Result<QDateTime> DailyBackup::nextOf(Datafile &datafile, const QString &folder) const
{
    const QDateTime now = m_clock.utcNow();
    return BackupState(datafile.connection()).last().map([&](const BackupState::Last &last) {
        const bool isThere = last.when.isValid() && last.when <= now
            && QFileInfo(last.path).absolutePath() == QFileInfo(folder + QLatin1Char('/')).absolutePath();
        return isThere ? last.when.addSecs(betweenBackups.count()) : now;
    });
}

void DailyBackup::begin(const QString &folder, SyncId site, int keep)
{
    m_hasEnded = false;
    m_thread = std::thread([this, folder, site, keep] {
        m_outcome = make(folder, site, keep);
        m_hasEnded = true;
    });
}

Result<Backup::Made> DailyBackup::make(const QString &folder, SyncId site, int keep) const
{
    const Result<std::unique_ptr<Datafile>> datafile = Datafile::open(m_datafile, m_clock, m_options);
    if (!datafile)
        return failure(datafile.error());
    Connection &connection = (*datafile)->connection();
    const CancelScope scope(connection, m_giveUp);
    Backup backup(connection);
    const QDateTime now = m_clock.utcNow();
    const Result<Backup::Made> made
        = backup.make(backup.pathIn(folder, site, Backup::Kind::Daily, now), [](qint64, qint64) {});
    if (made)
        backup.dropOld(folder, site, keep, now);
    return made;
}

void DailyBackup::note(Datafile &datafile)
{
    m_thread.join();
    const QDateTime now = m_clock.utcNow();
    BackupState state(datafile.connection());
    if (m_next.isValid()) // else the preferences have changed since it began
        m_next = now.addSecs(m_outcome ? betweenBackups.count() : afterFailure.count());
    if (!m_outcome)
        qCWarning(engineLog).noquote() << describe(m_outcome.error());
    const Result<> noted
        = m_outcome ? state.made(now, m_outcome->path, m_outcome->bytes) : state.failed(m_outcome.error());
    if (!noted)
        qCWarning(engineLog) << "how the backup went could not be noted:" << noted.error().detail;
}

} // namespace mailboat
