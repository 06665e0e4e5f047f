// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/filework.h"

#include <QElapsedTimer>

namespace mailboat {

namespace {

constexpr qint64 tellEveryMs = 100;

} // namespace

FileWork::FileWork(QObject *parent)
    : QObject(parent)
{
}

FileWork::~FileWork()
{
    cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void FileWork::cancel()
{
    m_isCancelled = true;
}

void FileWork::begin(std::function<Answered()> work)
{
    Q_ASSERT(!isRunning());
    m_isCancelled = false;
    m_thread = std::thread([this, work = std::move(work)] {
        // This object waits for the thread before it goes; what is posted to it then is dropped.
        QMetaObject::invokeMethod(
            this,
            [this, answered = work()] {
                m_thread.join();
                answered();
            },
            Qt::QueuedConnection);
    });
}

FileWork::Course FileWork::course()
{
    const auto tell = [this, told = QElapsedTimer()](qint64 done, qint64 total) mutable {
        if (told.isValid() && told.elapsed() < tellEveryMs)
            return;
        told.start();
        emit progressed(done, total);
    };
    return {tell, m_isCancelled};
}

} // namespace mailboat
