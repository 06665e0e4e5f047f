// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/enginethread.h"

#include "core/engine/engineworker.h"

namespace mailboat {

EngineThread::EngineThread(DatafileAddress datafile, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_worker(new EngineWorker(std::move(datafile), clock))
    , m_thread(QStringLiteral("engine"), m_worker, &EngineWorker::stop, &EngineWorker::stopped)
{
    connect(m_worker, &EngineWorker::runningChanged, this, [this](bool isRunning) {
        m_isRunning = isRunning;
        emit runningChanged(isRunning);
    });
    connect(m_worker, &EngineWorker::failed, this, &EngineThread::failed);
    connect(m_worker, &EngineWorker::stopped, this, &EngineThread::stopped);
}

void EngineThread::start()
{
    QMetaObject::invokeMethod(m_worker, &EngineWorker::start);
}

void EngineThread::stop()
{
    QMetaObject::invokeMethod(m_worker, &EngineWorker::stop);
}

} // namespace mailboat
