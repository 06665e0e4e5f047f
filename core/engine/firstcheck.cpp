// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/firstcheck.h"

#include "core/engine/firstcheckworker.h"

namespace mailboat {

FirstCheck::FirstCheck(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_worker(new FirstCheckWorker(clock))
    , m_thread(QStringLiteral("first check"), m_worker, &FirstCheckWorker::finish, &FirstCheckWorker::finished)
{
}

FirstCheck::~FirstCheck() = default;

/// Says what the check that is asked for now tells in the worker's thread, unless there is a newer one by then.
template<class T>
std::function<void(const T &)> FirstCheck::say(void (FirstCheck::*signal)(const T &))
{
    return [this, number = m_number, signal](const T &told) {
        QMetaObject::invokeMethod(this, [this, number, signal, told] {
            if (number == m_number)
                emit(this->*signal)(told);
        });
    };
}

void FirstCheck::start(const Settings &shown, const QString &password)
{
    ++m_number;
    QMetaObject::invokeMethod(m_worker,
        [worker = m_worker, shown, password,
            observer = CheckObserver {say(&FirstCheck::stepStarted), say(&FirstCheck::stepFinished)},
            answer = say(&FirstCheck::checked)] { worker->start(shown, password, observer, answer); });
}

void FirstCheck::cancel()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->cancel(); });
}

} // namespace mailboat
