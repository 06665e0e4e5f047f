// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafile.h"

#include "core/store/changelog.h"
#include "core/store/database.h"
#include "core/store/datafileupgrade.h"
#include "core/store/enginerequests.h"
#include "core/store/filecheck.h"
#include "core/store/integrator.h"
#include "core/store/landing.h"
#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/recordstore.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"

#include <QFileInfo>

namespace mailboat {

struct Datafile::Parts {
    Parts(Datafile &datafile, std::unique_ptr<Database> opened, const Clock &given)
        : clock(given)
        , database(std::move(opened))
        , settings(datafile)
        , peerStates(*database)
        , records(datafile)
        , queue(*database)
        , changeLog(*database)
        , outbox(*database)
        , landing(datafile)
        , integrator(datafile)
        , state(*database)
        , quarantine(datafile)
        , log(*database, given)
        , requests(*database, given)
    {
    }
    const Clock &clock;
    std::unique_ptr<Database> database;
    SettingsTable settings;
    PeerStates peerStates;
    RecordStore records;
    SyncQueue queue;
    ChangeLog changeLog;
    Outbox outbox;
    Landing landing;
    Integrator integrator;
    SyncState state;
    Quarantine quarantine;
    SyncLog log;
    EngineRequests requests;
};

namespace {

/// What every connection is set to.
Result<> prepare(Database &database)
{
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
             "PRAGMA temp_store = FILE", "PRAGMA cache_size = -8000", "PRAGMA journal_size_limit = 67108864",
             "PRAGMA trusted_schema = OFF"}) {
        if (const Result<> set = database.execute(QString::fromLatin1(pragma)); !set)
            return set;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Datafile>> Datafile::create(const QString &path, const Clock &clock)
{
    if (const Result<> isPath = checkIsPath(path); !isPath)
        return failure(isPath.error());
    FreshFile file(QFileInfo(path).absoluteFilePath());
    if (const Result<> made = file.create(); !made)
        return failure(made.error());
    auto database = std::make_unique<Database>(path);
    const Result<> filled
        = database->open(false).and_then([&] { return prepare(*database); }).and_then([&]() -> Result<> {
              Transaction transaction(*database);
              return transaction.begin()
                  .and_then([&] {
                      return database->execute(QStringLiteral("PRAGMA application_id = %1").arg(datafileApplicationId));
                  })
                  .and_then([&] { return migrateSchema(*database, 0); })
                  .and_then([&] { return transaction.commit(); });
          });
    if (!filled) {
        database.reset(); // before the file goes
        return failure(filled.error());
    }
    file.keep();
    return std::unique_ptr<Datafile>(new Datafile(std::move(database), clock));
}

Result<std::unique_ptr<Datafile>> Datafile::open(const QString &path, const Clock &clock, Options options)
{
    if (const Result<> usable = checkIsPath(path).and_then([&path] { return checkUsable(path); }); !usable)
        return failure(usable.error());
    auto database = std::make_unique<Database>(path);
    const Result<> opened = database->open(false, false, options.patience.value_or(Database::usualPatience))
                                .and_then([&] { return checkIsOurs(*database); })
                                .and_then([&] { return prepare(*database); })
                                .and_then([&] { return upgrade(*database); })
                                .and_then([&] { return checkSound(*database); });
    if (!opened)
        return failure(opened.error());
    return std::unique_ptr<Datafile>(new Datafile(std::move(database), clock));
}

Datafile::Datafile(std::unique_ptr<Database> database, const Clock &clock)
    : m_parts(std::make_unique<Parts>(*this, std::move(database), clock))
{
}

Datafile::~Datafile() = default;

QString Datafile::path() const
{
    return m_parts->database->path();
}

const Clock &Datafile::clock() const
{
    return m_parts->clock;
}

Database &Datafile::database()
{
    return *m_parts->database;
}

SettingsTable &Datafile::settings()
{
    return m_parts->settings;
}

PeerStates &Datafile::peerStates()
{
    return m_parts->peerStates;
}

RecordStore &Datafile::records()
{
    return m_parts->records;
}

SyncQueue &Datafile::queue()
{
    return m_parts->queue;
}

ChangeLog &Datafile::changeLog()
{
    return m_parts->changeLog;
}

Outbox &Datafile::outbox()
{
    return m_parts->outbox;
}

Landing &Datafile::landing()
{
    return m_parts->landing;
}

Integrator &Datafile::integrator()
{
    return m_parts->integrator;
}

SyncState &Datafile::state()
{
    return m_parts->state;
}

Quarantine &Datafile::quarantine()
{
    return m_parts->quarantine;
}

SyncLog &Datafile::log()
{
    return m_parts->log;
}

EngineRequests &Datafile::requests()
{
    return m_parts->requests;
}

} // namespace mailboat
