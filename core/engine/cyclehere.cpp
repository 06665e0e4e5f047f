// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/cyclehere.h"

#include "core/engine/thismachine.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle.h"

#include <QTimer>

namespace mailboat {

namespace {

/// How often it looks whether somebody asks.
constexpr std::chrono::milliseconds requestLookInterval {100};

} // namespace

CycleHere::CycleHere(Datafile &datafile, Clock &clock)
    : m_datafile(datafile)
    , m_clock(clock)
    , m_watch(datafile.connection())
{
}

CycleHere::~CycleHere() = default;

QCoro::Task<Result<CycleReport>> CycleHere::run()
{
    const auto self = shared_from_this(); // the frame keeps it alive
    SyncPreferences preferences;
    if (auto read = m_datafile.settings().readPreferences(preferences); !read)
        co_return failure(read.error());
    if (auto dropped = m_datafile.requests().dropOld(m_clock.utcNow()); !dropped)
        co_return failure(dropped.error());
    compareMachine(m_datafile);
    HttpClient http(httpOptions(preferences));
    SyncCycle::Options options;
    options.byHand = true;
    QTimer look;
    connect(&look, &QTimer::timeout, this, &CycleHere::takeRequests);
    look.start(requestLookInterval);
    m_cycle = SyncCycle::create(m_datafile, http, m_clock, options);
    connect(m_cycle.get(), &SyncCycle::progressed, this, &CycleHere::progressed);
    const CycleReport report = co_await m_cycle->run();
    m_cycle.reset();
    m_taken.answer(m_datafile.requests(), report);
    co_return report;
}

void CycleHere::cancel()
{
    if (m_cycle)
        m_cycle->cancel();
}

void CycleHere::takeRequests()
{
    if (!m_cycle)
        return;
    (void)m_watch.follow([this] { // what fails is tried again at the next look
        return m_taken.take(m_datafile.requests(), [this](EngineRequests::Kind kind) {
            if (kind == EngineRequests::Kind::StopCycle)
                m_cycle->cancel();
        });
    });
}

} // namespace mailboat
