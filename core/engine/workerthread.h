// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>

#include <functional>

namespace mailboat {

/// A thread with a worker of its own that lives in it, from the beginning to the end of this object. The owner talks to the
/// worker by QMetaObject::invokeMethod() and hears its signals; it declares this as its last member, to be waited for first.
class WorkerThread final
{
public:
    /// Takes `worker` over. In the end it is told to `finish`, and waited for until it says that it has `finished`.
    template<class Worker>
    WorkerThread(const QString &name, Worker *worker, void (Worker::*finish)(), void (Worker::*finished)())
        : m_finish([this, worker, finish, finished] {
            QObject::connect(worker, finished, &m_thread, &QThread::quit, Qt::DirectConnection);
            QMetaObject::invokeMethod(worker, finish);
        })
    {
        worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
        m_thread.setObjectName(name);
        m_thread.start();
    }
    ~WorkerThread()
    {
        m_finish();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(WorkerThread)

private:
    QThread m_thread;
    std::function<void()> m_finish;
};

} // namespace mailboat
