// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/firstcheckworker.h"

#include "core/engine/sitecheck.h"
#include "core/prefs/syncpreferences.h"
#include "core/security/passwordhash.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

FirstCheckWorker::FirstCheckWorker(const Clock &clock)
    : m_clock(clock)
{
}

void FirstCheckWorker::start(const Settings &shown, const QString &password, CheckObserver observer, Answer answer)
{
    cancel(); // what was shown then is shown no more
    Result<CheckTarget> target = checkTarget(shown);
    if (!target)
        return answer(failedAt(QStringLiteral("address"), target.error()));
    target->wirePassword = wirePassword(password);
    target->waitsForFirstLoad = true;
    SyncPreferences preferences;
    preferences.load(shown.preferences);
    m_check = std::make_shared<ConnectionCheck>(httpOptions(preferences), m_clock, *target);
    run(m_check, std::move(observer), std::move(answer));
}

QCoro::Task<> FirstCheckWorker::run(std::shared_ptr<ConnectionCheck> check, CheckObserver observer, Answer answer)
{
    ++m_running;
    const CheckReport report = co_await check->run(std::move(observer));
    if (m_check == check)
        m_check.reset();
    answer(report);
    --m_running;
    tellFinished();
}

void FirstCheckWorker::cancel()
{
    if (m_check)
        m_check->cancel();
}

void FirstCheckWorker::finish()
{
    m_isFinishing = true;
    cancel();
    tellFinished();
}

void FirstCheckWorker::tellFinished()
{
    if (m_isFinishing && m_running == 0)
        emit finished();
}

} // namespace mailboat
