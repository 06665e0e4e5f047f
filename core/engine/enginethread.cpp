// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/enginethread.h"

#include "core/engine/engineworker.h"

#include <QThread>

namespace mailboat {

EngineThread::EngineThread(QString datafile, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_thread(std::make_unique<QThread>())
    , m_worker(new EngineWorker(std::move(datafile), clock))
{
    m_worker->moveToThread(m_thread.get());
    connect(m_worker, &EngineWorker::runningChanged, this, [this](bool isRunning) {
        m_isRunning = isRunning;
        emit runningChanged(isRunning);
    });
    connect(m_worker, &EngineWorker::failed, this, &EngineThread::failed);
    connect(m_worker, &EngineWorker::stopped, this, &EngineThread::stopped);
    connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->setObjectName(QStringLiteral("engine"));
    m_thread->start();
}

EngineThread::~EngineThread()
{
    connect(m_worker, &EngineWorker::stopped, m_thread.get(), &QThread::quit, Qt::DirectConnection);
    QMetaObject::invokeMethod(m_worker, &EngineWorker::stop);
    m_thread->wait();
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
