// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/syncbyhand.h"

#include "core/engine/watcheddatafile.h"
#include "core/security/keyring.h"
#include "core/store/enginelock.h"
#include "core/store/enginerequests.h"

namespace mailboat {

SyncByHand::SyncByHand(WatchedDatafile &datafile, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_datafile(datafile)
    , m_clock(clock)
{
}

void SyncByHand::start()
{
    if (m_request)
        return;
    KeyRing::tryAgain(); // whoever presses the button may have unlocked it
    const Result<Datafile *> datafile = m_datafile.get();
    if (!datafile) {
        emit ended(SyncRequest::notBegun(datafile.error(), m_clock));
        return;
    }
    m_request = SyncRequest::create(**datafile, m_clock);
    // where the cycle runs here
    connect(m_request.get(), &SyncRequest::progressed, &m_datafile, &WatchedDatafile::wrote);
    run(m_request);
}

QCoro::Task<> SyncByHand::run(std::shared_ptr<SyncRequest> request)
{
    const WatchedDatafile::Hold hold(m_datafile);
    const CycleReport report = co_await request->run();
    m_request.reset();
    emit ended(report);
    m_datafile.wrote();
}

void SyncByHand::stop()
{
    if (m_request) {
        m_request->cancel();
        return;
    }
    const Result<Datafile *> datafile = m_datafile.get();
    if (!datafile || !EngineLock::isAtWork(m_datafile.address()))
        return;
    if (const Result<qint64> asked = (*datafile)->requests().ask(EngineRequests::Kind::StopCycle); !asked)
        m_datafile.report(asked.error());
}

void SyncByHand::leave()
{
    if (m_request)
        m_request->leave();
}

} // namespace mailboat
