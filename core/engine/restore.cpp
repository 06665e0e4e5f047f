// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/restore.h"

#include "core/records/datafile.h"
#include "core/sql/filenaming.h"
#include "core/store/backup.h"
#include "core/store/datafileschema.h"
#include "core/store/enginelock.h"
#include "core/store/epoch.h"
#include "core/store/settingstable.h"
#include "core/store/standstill.h"
#include "core/store/syncfiles.h"
#include "core/store/synclog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace mailboat {

namespace {

/// What is not the datafile yet, or is not any more; goes with this object unless it is kept.
class Unfinished final
{
public:
    explicit Unfinished(QString path)
        : m_path(std::move(path))
    {
    }
    ~Unfinished()
    {
        for (const char *ending : {"", "-wal", "-shm", "-journal"})
            QFile::remove(m_path + QLatin1String(ending));
    }
    Q_DISABLE_COPY_MOVE(Unfinished)
    const QString &path() const { return m_path; }
    DatafileAddress address() const { return DatafileAddress::ofFile(m_path); }

private:
    QString m_path;
};

/// What is wrong with the copy that is read is said of that.
Result<> copyWhole(const DatafileAddress &copy, const Unfinished &to, const Connection::CopyProgress &progress,
    const std::atomic<bool> &cancelled)
{
    return copyDatabase(copy, to.path(), datafileSchema(), progress, cancelled).map_error([&copy](Error error) {
        if (error.code == ErrorCode::DatafileDamaged)
            error.code = ErrorCode::BackupUnsound;
        if (error.code == ErrorCode::BackupUnsound)
            error.values.insert(QStringLiteral("path"), copy.shown());
        return error;
    });
}

/// What is wrong with the unfinished one, which nobody knows, is said of what it was to become.
Error saidOf(const DatafileAddress &datafile, const Unfinished &copied, Error error)
{
    const QString path = QStringLiteral("path");
    if (error.values.value(path).toString().startsWith(copied.path()))
        error.values.insert(path, datafile.shown());
    return error;
}

Result<SyncId> changeCopy(const Unfinished &copied, const QString &from, const QString &kept, const Clock &clock)
{
    const Result<std::unique_ptr<Datafile>> opened = Datafile::open(copied.address(), clock);
    if (!opened)
        return failure(opened.error());
    Datafile &datafile = **opened;
    const int current = datafileSchema().current();
    for (int version = 1; version < current; ++version) // the copy that it came from is still there
        datafile.connection().dropBackup(version);
    const QJsonObject details {{QStringLiteral("from"), from}, {QStringLiteral("kept"), kept}};
    return datafile.connection()
        .transact([&]() -> Result<> {
            return Epoch(datafile.connection())
                .renew()
                .and_then([&] {
                    return Standstill(datafile.connection()).begin({ErrorCode::RestoredUnconfirmed}, clock.utcNow());
                })
                .and_then([&] { return datafile.log().addAudit(QStringLiteral("datafile-restored"), {}, details); });
        })
        .and_then([&] { return datafile.settings().ownSite(); });
}

/// The copy as the datafile that it becomes: of this program's schema, with another epoch, standing still, in a single file: that
/// alone gets the name, and without what a full disk has left in the journal it would synchronise unasked. Returns its site.
Result<SyncId> prepareCopy(const Unfinished &copied, const QString &from, const QString &kept, const Clock &clock)
{
    return changeCopy(copied, from, kept, clock).and_then([&copied](SyncId site) {
        return makeSingleFile(copied.path()).map([site] { return site; });
    });
}

/// Another site's datafile is not replaced: that would be a stranger in its place. One that cannot be read may be.
Result<> checkSameSite(SyncId copied, const DatafileAddress &replaced, const std::atomic<bool> &cancelled)
{
    const Result<BackupDescription> own = describeBackup(replaced, cancelled);
    if (!own || own->site.isOff() || own->site == copied)
        return {};
    return failure(ErrorCode::ActionNotPossible,
        {{QStringLiteral("why"),
            QCoreApplication::translate("mailboat",
                "the backup is of the site with Sync ID %1, and the datafile here is that of Sync ID %2: name another "
                "one with --datafile")
                .arg(QString::number(copied.value()), QString::number(own->site.value()))}});
}

/// A name beside a datafile that says until when it was that, and that nothing has: two restores may fall into one second.
QString nameToKeep(const QString &datafile, const QDateTime &now)
{
    const QString name = datafile + QStringLiteral(".before-restore-") + Backup::inNames(now);
    QString free = name;
    for (int more = 2; QFileInfo::exists(free); ++more)
        free = name + u'-' + QString::number(more);
    return free;
}

/// `owned`: whose the copies are to be; empty: ours.
Result<> copyFiles(const QString &from, const QString &to, const QString &owned, const std::atomic<bool> &cancelled)
{
    return SyncFiles::copyFolder(
        SyncFiles::folderOf(DatafileAddress::ofFile(from)), SyncFiles::folderOf(DatafileAddress::ofFile(to)),
        [&cancelled]() -> Result<> { return cancelled ? failure(ErrorCode::Cancelled) : Result<>(); }, owned)
        .map([](int) {});
}

Result<BackupDescription> checkPair(
    const DatafileAddress &copy, const DatafileAddress &datafile, const std::atomic<bool> &cancelled)
{
    if (copy.identity() == datafile.identity())
        return failure(ErrorCode::ActionNotPossible,
            {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "that is the datafile itself")}});
    if (EngineLock::isHeld(datafile))
        return failure(ErrorCode::EngineLockHeld, {{QStringLiteral("path"), datafile.shown()}});
    Result<BackupDescription> described = describeBackup(copy, cancelled);
    if (!described)
        return described;
    if (const Result<> same = checkSameSite(described->site, datafile, cancelled); !same)
        return failure(same.error());
    return described;
}

} // namespace

Result<BackupDescription> checkRestorable(const DatafileAddress &copy, const DatafileAddress &datafile)
{
    const std::atomic<bool> never {false};
    return checkPair(copy, datafile, never);
}

Result<Restored> restoreDatafile(const DatafileAddress &copy, const DatafileAddress &datafile, const Clock &clock,
    const Connection::CopyProgress &progress, const std::atomic<bool> &cancelled)
{
    if (const auto fits = checkPair(copy, datafile, cancelled); !fits)
        return failure(fits.error());
    const QString path = datafile.identity(); // behind a link
    const Unfinished copied(unfinishedName(path));
    if (const Result<> made = copyWhole(copy, copied, progress, cancelled); !made)
        return failure(saidOf(datafile, copied, made.error()));
    const Result<std::unique_ptr<EngineLock>> lock = EngineLock::take(datafile);
    if (!lock)
        return failure(lock.error());
    const QFileInfo file(path);
    dropUnfinished(file.absolutePath(), clock.utcNow().addDays(-1),
        [&file](const QString &name) { return name == file.fileName(); });
    Restored restored;
    if (file.exists())
        restored.kept = nameToKeep(path, clock.utcNow());
    const Result<SyncId> site = prepareCopy(copied, copy.path(), restored.kept, clock);
    if (!site)
        return failure(saidOf(datafile, copied, site.error()));
    restored.site = *site;
    // Files of both: none of the names means two things.
    const QString replaced = restored.kept.isEmpty() ? QString() : path;
    const Result<> files
        = (replaced.isEmpty() ? Result<>() : copyFiles(datafile.path(), restored.kept, replaced, cancelled))
              .and_then([&] { return copyFiles(copy.path(), datafile.path(), replaced, cancelled); });
    if (!files)
        return failure(files.error());
    const Result<> placed
        = restored.kept.isEmpty() ? giveName(copied.path(), path) : replaceDatafile(path, copied.path(), restored.kept);
    return placed.map([&restored] { return restored; });
}

} // namespace mailboat
