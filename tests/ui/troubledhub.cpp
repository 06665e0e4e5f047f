// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/troubledhub.h"

#include "core/store/enginerequests.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/sitecontacts.h"
#include "core/store/syncqueue.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr int patience = 20000; // ms
constexpr int wrongTries = 12;

void needed(const Result<> &done)
{
    if (!done)
        throw std::runtime_error(describe(done.error()).toStdString());
}

} // namespace

TroubledHub::TroubledHub()
{
    addSites();
    letTimePass();
    startEngine();
    callInVain();
}

/// Only the two that call have passwords, whose hashes are slow.
void TroubledHub::addSites()
{
    const Settings settings = *m_primary.datafile().settings().read();
    SettingsChange change;
    for (int id = 2; id < sites + 2; ++id) {
        if (SyncId {id} == machine || SyncId {id} == password)
            continue;
        Peer peer;
        peer.syncId = SyncId {id};
        peer.userName = QStringLiteral("site %1").arg(id);
        change.peers.append({{}, peer, std::nullopt, false});
    }
    needed(m_primary.datafile().settings().commit(change, {}, settings.revision));
    m_primary.addSatellite(machine.value());
    m_primary.addPeer(password, QStringLiteral("site %1").arg(password.value()), QStringLiteral("another one"));
    m_primary.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:0"));
    m_primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://sync.example.org"));
    addStore(m_primary, "HILL", machine.value());
    addStore(m_primary, "PORT", password.value());
    addStore(m_primary, "LAKE", behind.value());
}

void TroubledHub::letTimePass()
{
    const QDateTime now = m_primary.clock().utcNow();
    QHash<SyncId, PeerStates::Contact> calls;
    QHash<SyncId, SiteContacts::Change> changes;
    for (int id = 2; id < sites + 2; ++id) {
        const SyncId site {id};
        if (site == never)
            continue;
        constexpr int minutesBetween = 55;
        const QDateTime called = site == silent ? now.addDays(-9) : now.addSecs(-60LL * (1 + id % minutesBetween));
        const QDateTime success = site == behind ? now.addDays(-3) : called;
        calls.insert(site, {called});
        changes.insert(site, {called, QStringLiteral("10.20.%1.%2").arg(id / 100).arg(id % 100), 48'000, success});
    }
    PeerStates &states = m_primary.datafile().peerStates();
    for (auto call = calls.cbegin(); call != calls.cend(); ++call)
        needed(states.setStatus(call.key(), PeerStatus::Ready));
    needed(states.recordContacts(calls));
    needed(SiteContacts(m_primary.datafile().connection()).record(changes));
    if (const auto bound = states.bindHardwareId(machine, QStringLiteral("4C4C4544-0051-3510-8052")); !bound)
        throw std::runtime_error(describe(bound.error()).toStdString());

    m_primary.close();
    const FakeClock then(now.addDays(-3));
    {
        const auto before = Datafile::open(m_primary.address(), then);
        if (!before)
            throw std::runtime_error(describe(before.error()).toStdString());
        for (const char *record : {"L1", "L2", "L3"})
            needed((*before)->queue().add(behind, {"Location", record}));
    }
    m_primary.reopen();
}

void TroubledHub::startEngine()
{
    m_engine = std::make_unique<EngineThread>(m_primary.address(), m_clock);
    m_engine->start();
    const auto url = [this] { return m_primary.datafile().requests().listening().value_or(QString()); };
    if (!QTest::qWaitFor([&] { return m_engine->isRunning() && !url().isEmpty(); }, patience))
        throw std::runtime_error("the engine does not listen");
    m_replaced = std::make_unique<SatelliteSite>(machine.value(), QUrl(url()));
    m_wrong = std::make_unique<SatelliteSite>(password.value(), QUrl(url()));
}

void TroubledHub::callInVain()
{
    if (m_replaced->synchronise().ok)
        throw std::runtime_error("another machine was let in");
    for (int i = 0; i < wrongTries; ++i) {
        if (m_wrong->synchronise().ok)
            throw std::runtime_error("a wrong password was let in");
    }
}

CycleReport TroubledHub::synchronise(SyncId site)
{
    return (site == machine ? *m_replaced : *m_wrong).synchronise();
}

} // namespace mailboat::test
