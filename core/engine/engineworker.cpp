// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineworker.h"

#include "core/engine/failurenews.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon it takes over where another process has ended, or tries again what failed.
constexpr std::chrono::milliseconds retryInterval = 2s;

} // namespace

EngineWorker::EngineWorker(DatafileAddress datafile, Clock &clock)
    : m_datafile(std::move(datafile))
    , m_clock(clock)
    , m_retry(this)
{
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, &EngineWorker::tryToStart);
}

void EngineWorker::start()
{
    m_isStopping = false;
    m_retry.start();
    tryToStart();
}

void EngineWorker::tryToStart()
{
    if (m_engine)
        return;
    auto engine = std::make_unique<Engine>(m_datafile, m_clock, Engine::Options {});
    if (const Result<> started = engine->start(); !started) {
        fail(started.error());
        return;
    }
    m_failure.reset();
    m_engine = std::move(engine);
    connect(m_engine.get(), &Engine::failed, this, [this](const Error &error) {
        fail(error);
        m_engine->stop(); // the cycle in hand comes to its end first
    });
    connect(m_engine.get(), &Engine::stopped, this, &EngineWorker::engineStopped);
    emit runningChanged(true);
}

void EngineWorker::fail(const Error &error)
{
    if (!isNews(m_failure, error.code))
        return;
    m_failure = error.code;
    if (error.code != ErrorCode::EngineLockHeld)
        emit failed(error);
}

void EngineWorker::engineStopped()
{
    m_engine.release()->deleteLater(); // it is what called
    emit runningChanged(false);
    if (m_isStopping)
        emit stopped();
}

void EngineWorker::stop()
{
    m_isStopping = true;
    m_retry.stop();
    if (m_engine)
        m_engine->stop();
    else
        emit stopped();
}

} // namespace mailboat
