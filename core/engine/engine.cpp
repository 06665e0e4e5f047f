// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/engine.h"

#include "core/engine/certificatewatch.h"
#include "core/engine/dailybackup.h"
#include "core/engine/log.h"
#include "core/engine/takenrequests.h"
#include "core/engine/thismachine.h"
#include "core/prefs/address.h"
#include "core/prefs/plainhttp.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/datafiletrouble.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "core/store/watch.h"
#include "core/sync/linewatch.h"

#include <QCoreApplication>
#include <QTimer>

namespace mailboat {

Q_LOGGING_CATEGORY(engineLog, "mailboat.engine", QtInfoMsg)

namespace {

/// How soon a change by another process is noticed: a PRAGMA that reads one number.
constexpr std::chrono::milliseconds lookInterval {200};
constexpr std::chrono::hours purgeInterval {24};
constexpr int purgedAtOnce = 1000; // of the log, in one transaction that nobody has to wait for

/// What passes, or keeps from writing alone, or is of a disk that works again now and then: the next look tries again.
bool isForNextLook(ErrorCode code)
{
    return code == ErrorCode::DatafileBusy || code == ErrorCode::DiskFull || code == ErrorCode::DatafileReadOnly
        || code == ErrorCode::DiskBroken || code == ErrorCode::DatafileOnShare || code == ErrorCode::TooManyOpenFiles;
}

} // namespace

struct Engine::State {
    DatafileAddress address;
    Clock &clock;
    Options options;
    CertificateWatch certificate {options.certificateFiles, {options.certificate, options.key}};

    std::unique_ptr<EngineLock> lock {};
    std::unique_ptr<DatafileTrouble> trouble {}; ///< after the lock, which it shows it by
    std::unique_ptr<Datafile> datafile {};
    std::unique_ptr<DailyBackup> backup {};
    SyncPreferences preferences {};
    std::unique_ptr<SyncServer> server {};
    std::unique_ptr<Scheduler> scheduler {};
    SiteRole role = SiteRole::Off;
    QString listen {}; ///< what the server was started with
    std::optional<Watch> watch {};
    TakenRequests taken {};
    bool stopping = false;
    std::chrono::milliseconds lastPurge {};
    bool isPurgeDue = true; ///< also where one has not come to its end
    LineWatch line {clock};
    QTimer lookTimer {};
};

Engine::Engine(DatafileAddress datafile, Clock &clock, Options options, QObject *parent)
    : QObject(parent)
    , m_state(new State {std::move(datafile), clock, std::move(options)})
{
    m_state->lookTimer.setInterval(lookInterval);
    connect(&m_state->lookTimer, &QTimer::timeout, this, &Engine::look);
}

Engine::~Engine() = default;

Result<> Engine::start()
{
    auto lock = EngineLock::take(m_state->address);
    if (!lock)
        return failure(lock.error());
    auto datafile = Datafile::open(m_state->address, m_state->clock, m_state->options.datafile);
    if (!datafile)
        return failure(datafile.error());
    m_state->lock = std::move(*lock);
    m_state->trouble = std::make_unique<DatafileTrouble>(m_state->address, *m_state->lock, m_state->clock);
    m_state->datafile = std::move(*datafile);
    m_state->watch.emplace(m_state->datafile->connection());
    m_state->backup = std::make_unique<DailyBackup>(m_state->address, m_state->clock, m_state->options.datafile);

    EngineRequests &requests = m_state->datafile->requests();
    if (auto dropped = requests.dropOld(m_state->clock.utcNow()); !dropped)
        return dropped;
    if (auto cleared = requests.setProgress({}); !cleared)
        return cleared;
    // A primary whose disk is full goes on answering pulls, though what another one has left behind stays.
    for (const Result<> &cleared :
        {requests.setCertificateTrouble({}), requests.dropListening(), requests.setTestEndpoints(false)}) {
        if (!cleared)
            qCWarning(engineLog).noquote() << describe(cleared.error());
    }
    if (auto read = m_state->datafile->settings().readPreferences(m_state->preferences); !read)
        return read;
    purgeLog();
    compareMachine(*m_state->datafile);
    if (auto entered = enterRole(); !entered)
        return entered;
    m_state->lock->setAtWork();
    m_state->lookTimer.start();
    return {};
}

void Engine::stop()
{
    if (m_state->stopping)
        return;
    m_state->stopping = true;
    m_state->lookTimer.stop();
    leaveRole();
}

void Engine::giveUp()
{
    stop();
    if (m_state->scheduler)
        m_state->scheduler->stopCycle();
}

QString Engine::address() const
{
    return m_state->server ? m_state->server->address() : QString();
}

SiteRole Engine::role() const
{
    return m_state->role;
}

Result<> Engine::enterRole()
{
    m_state->role = roleOf(m_state->preferences.site());
    qCInfo(engineLog) << "role" << roleName(m_state->role);
    switch (m_state->role) {
    case SiteRole::Off:
        return {};
    case SiteRole::Primary:
        return startServer();
    case SiteRole::Satellite:
        if (m_state->options.testEndpoints)
            return failure(ErrorCode::ActionNotPossible,
                {{QStringLiteral("why"),
                    QCoreApplication::translate(
                        "mailboat", "test endpoints are a primary's, and this site is a satellite")}});
        startScheduler();
        return {};
    }
    Q_UNREACHABLE();
}

Result<> Engine::startServer()
{
    m_state->listen = m_state->options.listen.isEmpty() ? m_state->preferences.listen.value() : m_state->options.listen;
    m_state->certificate.follow(m_state->preferences, nullptr, *m_state->datafile);
    if (const Result<> may = m_state->certificate.mayStart().and_then([this] { return mayListen(); }); !may)
        return may;
    const CertificatePair &pair = m_state->certificate.inUse();
    auto server = std::make_unique<SyncServer>(m_state->address,
        SyncServer::Options {
            m_state->listen, pair.certificate, pair.key, m_state->trouble.get(), m_state->options.testEndpoints},
        m_state->clock);
    if (auto started = server->start(); !started)
        return started;
    m_state->server = std::move(server);
    m_state->lock->setAtWork(); // before anybody is told
    noteListening();
    emit listening(m_state->server->address());
    return {};
}

/// For a check by another process; where it cannot be noted, that check asks at the address of the preference.
void Engine::noteListening()
{
    EngineRequests &requests = m_state->datafile->requests();
    const bool testEndpoints = m_state->server && m_state->options.testEndpoints;
    if (auto noted
        = requests.setListening(address()).and_then([&] { return requests.setTestEndpoints(testEndpoints); });
        !noted)
        qCWarning(engineLog) << "could not note where the primary listens:" << noted.error().detail;
}

/// Test endpoints first: beyond this machine no certificate makes up for them.
Result<> Engine::mayListen() const
{
    const Result<ListenAddress> asked = listenAddressFromText(m_state->listen);
    if (m_state->options.testEndpoints && asked && !isLoopback(asked->host))
        return failure(ErrorCode::TestLoopbackOnly, {{QStringLiteral("address"), m_state->listen}});
    return isSecure() ? Result<> {} : mayListenPlainly(m_state->listen, m_state->preferences);
}

bool Engine::isSecure() const
{
    return !m_state->certificate.inUse().certificate.isEmpty();
}

void Engine::startScheduler()
{
    m_state->scheduler = std::make_unique<Scheduler>(*m_state->datafile, m_state->clock);
    Scheduler *scheduler = m_state->scheduler.get();
    connect(scheduler, &Scheduler::progressed, this, &Engine::progressed);
    connect(scheduler, &Scheduler::cycleFinished, this, [this](const CycleReport &report) {
        if (report.error)
            m_state->trouble->failed(*report.error);
        else
            m_state->trouble->stored();
        m_state->taken.answer(m_state->datafile->requests(), report);
        emit cycleFinished(report);
    });
    connect(scheduler, &Scheduler::stopped, this, &Engine::roleLeft, Qt::QueuedConnection);
    scheduler->start();
}

void Engine::leaveRole()
{
    if (m_state->server) {
        m_state->server->stop();
        m_state->server.reset();
        noteListening();
    }
    if (m_state->scheduler)
        m_state->scheduler->stop(); // goes on in roleLeft() once the batch in hand is finished
    else
        roleLeft();
}

void Engine::roleLeft()
{
    m_state->scheduler.reset();
    if (m_state->stopping) {
        m_state->backup.reset();
        m_state->trouble.reset();
        m_state->datafile.reset();
        m_state->lock.reset();
        emit stopped();
        return;
    }
    if (auto entered = enterRole(); !entered)
        emit failed(entered.error());
}

void Engine::look()
{
    if (m_state->isPurgeDue || m_state->clock.monotonic() - m_state->lastPurge > purgeInterval)
        purgeLog();
    if (const auto change = m_state->line.look(); change && m_state->scheduler)
        m_state->scheduler->lineChanged(*change);
    takeCertificate([this] { return m_state->certificate.look(m_state->server.get(), *m_state->datafile); });
    if (m_state->stopping) // by whoever was told
        return;
    const Result<> followed = m_state->watch->follow([this] { return readNews(); });
    if (m_state->stopping) // by whoever was told what was new: nothing of it may be there any more
        return;
    if (!followed)
        m_state->trouble->failed(followed.error());
    m_state->backup->look(*m_state->datafile, m_state->preferences);
    followTrouble();
    emit looked();
    if (!followed && !isForNextLook(followed.error().code))
        emit failed(followed.error());
}

void Engine::rereadCertificate()
{
    if (m_state->datafile && !m_state->stopping)
        takeCertificate([this] { return m_state->certificate.readAgain(m_state->server.get(), *m_state->datafile); });
}

/// Tells what has become of it. A listener that was plain is started again with the first one, and without the last one.
void Engine::takeCertificate(const std::function<std::optional<Result<>>()> &look)
{
    const bool wasSecure = isSecure();
    const std::optional<Result<>> news = look();
    if (news && *news)
        emit certificateTaken();
    else if (news)
        emit certificateNotTaken(news->error());
    if (m_state->server && !m_state->stopping && wasSecure != isSecure())
        leaveRole();
}

void Engine::followTrouble()
{
    const QList<DatafileTrouble::News> news = m_state->trouble->look(m_state->datafile->log());
    for (const DatafileTrouble::News &one : news) {
        if (one.error)
            emit troubled(*one.error);
        else
            emit usableAgain();
    }
}

Result<> Engine::readNews()
{
    return m_state->watch
        ->followSettings([this](qint64) {
            return m_state->datafile->settings().readPreferences(m_state->preferences).map([this] {
                preferencesChanged();
            });
        })
        .and_then([this] { return m_state->scheduler ? takeRequests() : Result<> {}; });
}

void Engine::preferencesChanged()
{
    m_state->backup->preferencesChanged();
    const bool sameRole = roleOf(m_state->preferences.site()) == m_state->role;
    if (sameRole && m_state->server) {
        SyncServer *const server = m_state->server.get();
        takeCertificate(
            [this, server] { return m_state->certificate.follow(m_state->preferences, server, *m_state->datafile); });
        if (m_state->server.get() != server || m_state->stopping) // it has been started again by all preferences
            return;
    }
    const bool sameListener = !m_state->server || !m_state->options.listen.isEmpty()
        || m_state->listen == m_state->preferences.listen.value();
    const bool mayGoOn
        = !m_state->server || mayListen(); // what is not allowed any more ends here, not at the next start
    if (!sameRole || !sameListener || !mayGoOn)
        leaveRole();
    else if (m_state->scheduler)
        m_state->scheduler->preferencesChanged();
}

Result<> Engine::takeRequests()
{
    return m_state->taken.take(m_state->datafile->requests(), [this](EngineRequests::Kind kind) {
        switch (kind) {
        case EngineRequests::Kind::SyncNow:
            m_state->scheduler->syncNow();
            break;
        case EngineRequests::Kind::StopCycle:
            m_state->scheduler->stopCycle();
            break;
        }
    });
}

void Engine::purgeLog()
{
    const QDateTime before = m_state->clock.utcNow().addDays(-m_state->preferences.logDays.value());
    const Result<qint64> purged = m_state->datafile->log().purge(before, purgedAtOnce);
    if (purged && *purged == purgedAtOnce)
        return; // the next look goes on
    if (!purged && purged.error().code == ErrorCode::DatafileBusy)
        return; // likewise
    m_state->lastPurge = m_state->clock.monotonic();
    m_state->isPurgeDue = false;
    if (!purged)
        qCWarning(engineLog) << "could not shorten the log:" << purged.error().detail;
}

} // namespace mailboat
