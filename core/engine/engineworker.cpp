// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engineworker.h"

namespace mailboat {

namespace {

using namespace std::chrono_literals;

/// How soon it takes over where another process has ended, or tries again what failed.
constexpr std::chrono::milliseconds retryInterval = 2s;

} // namespace

EngineWorker::EngineWorker(QString datafile, Clock &clock)
    : m_datafile(std::move(datafile))
    , m_clock(clock)
    , m_retry(this)
{
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, &EngineWorker::tryToStart);
}

void EngineWorker::start()
{
    m_retry.start();
    tryToStart();
}

void EngineWorker::tryToStart()
{
    if (m_engine)
        return;
    auto engine = std::make_unique<Engine>(m_datafile, m_clock, Engine::Options {});
    const Result<> started = engine->start();
    if (!started) {
        const ErrorCode code = started.error().code;
        if (code != ErrorCode::EngineLockHeld && m_failure != code)
            emit failed(started.error());
        m_failure = code;
        return;
    }
    m_failure.reset();
    m_engine = std::move(engine);
    connect(m_engine.get(), &Engine::failed, this, [this](const Error &error) {
        m_failure = error.code;
        emit failed(error);
        drop();
    });
    connect(m_engine.get(), &Engine::stopped, this, [this] {
        drop();
        emit stopped();
    });
    emit runningChanged(true);
}

/// The engine has ended; it may be what called.
void EngineWorker::drop()
{
    m_engine->disconnect(this);
    m_engine.release()->deleteLater();
    emit runningChanged(false);
}

void EngineWorker::stop()
{
    m_retry.stop();
    if (m_engine)
        m_engine->stop();
    else
        emit stopped();
}

} // namespace mailboat
