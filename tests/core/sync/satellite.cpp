// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/satellite.h"

#include "core/records/recordstore.h"
#include "core/store/settingstable.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QEventLoop>

namespace mailboat::test {

namespace {

void commit(Datafile &datafile, const SettingsChange &change)
{
    const Result<Settings> before = datafile.settings().read();
    REQUIRE(before.has_value());
    REQUIRE(datafile.settings().commit(change, {}, before->revision).has_value());
}

} // namespace

Satellite::Satellite(const QUrl &primary)
{
    qputenv("MAILBOAT_HARDWARE_ID", "satellite under test");
    auto created = Datafile::create(address(), clock);
    REQUIRE(created.has_value());
    m_datafile = std::move(*created);
    Peer peer;
    peer.syncId = primarySyncId;
    peer.userName = QStringLiteral("hill");
    peer.url = primary.toString();
    SettingsChange change;
    change.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("2"));
    change.peers.append({std::nullopt, peer, QStringLiteral("secret")});
    commit(*m_datafile, change);
    auto other = Datafile::open(address(), clock);
    REQUIRE(other.has_value());
    m_other = std::move(*other);
}

Satellite::~Satellite() = default;

QString Satellite::path() const
{
    return m_folder.filePath(QStringLiteral("site.mailboat"));
}

void Satellite::setPreference(const QString &name, const QString &value)
{
    SettingsChange change;
    change.preferences.insert(name, value);
    commit(*m_other, change);
}

void Satellite::setUrl(const QUrl &primary)
{
    const Result<Settings> settings = m_other->settings().read();
    REQUIRE(settings.has_value());
    Peer peer = settings->peers.first();
    peer.url = primary.toString();
    SettingsChange change;
    change.peers.append({peer.syncId, peer});
    commit(*m_other, change);
}

void Satellite::put(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    const Result<> done = m_other->records().put({table, id, Action::Update, data});
    INFO((done ? std::string() : describe(done.error()).toStdString()));
    REQUIRE(done.has_value());
}

std::optional<QByteArray> Satellite::dataOf(const QByteArray &table, const QByteArray &id)
{
    const auto record = m_datafile->records().get(table, id);
    REQUIRE(record.has_value());
    if (!record->has_value())
        return std::nullopt;
    return (*record)->data;
}

std::shared_ptr<SyncCycle> Satellite::cycle(SyncCycle::Options options)
{
    return SyncCycle::create(*m_datafile, m_http, clock, options);
}

CycleReport Satellite::synchronise(SyncCycle::Options options)
{
    return run(cycle(options), options.byHand ? 1 : 0);
}

CycleReport Satellite::run(const std::shared_ptr<SyncCycle> &cycle, int idleTimers)
{
    QCoro::Task<CycleReport> task = cycle->run();
    REQUIRE(runUntil([&task] { return task.isReady(); }, idleTimers));
    return QCoro::waitFor(task);
}

bool Satellite::runUntil(const std::function<bool()> &isDone, int idleTimers)
{
    QElapsedTimer limit;
    limit.start();
    QTimer tick;
    tick.start(1);
    while (!isDone() && limit.elapsed() < 60000) {
        if (clock.waitingTimers() > idleTimers)
            clock.advanceToNextTimer();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return isDone();
}

qint64 Satellite::cursor()
{
    const Result<qint64> cursor = m_datafile->state().cursor();
    REQUIRE(cursor.has_value());
    return *cursor;
}

} // namespace mailboat::test
