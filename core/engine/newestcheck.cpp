// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/newestcheck.h"

#include "core/engine/watcheddatafile.h"
#include "core/security/keyring.h"

namespace mailboat {

namespace {

/// It never came to a first step.
CheckReport withoutSteps(const Error &error)
{
    CheckReport none;
    none.findings += CheckFinding {QStringLiteral("address"), CheckLevel::Failed, error};
    return none;
}

} // namespace

NewestCheck::NewestCheck(WatchedDatafile &datafile, const Clock &clock)
    : m_datafile(datafile)
    , m_clock(clock)
{
}

void NewestCheck::start(Settings shown, std::optional<QString> newPassword, CheckObserver observer, Answer answer)
{
    cancel(); // what was shown then is shown no more
    KeyRing::tryAgain();
    m_check.reset();
    const Result<Datafile *> datafile = m_datafile.get();
    if (!datafile)
        return answer(withoutSteps(datafile.error()));
    m_check = std::make_shared<SiteCheck>(**datafile, m_clock, std::move(shown));
    if (newPassword)
        m_check->setPassword(*newPassword);
    run(m_check, std::move(observer), std::move(answer));
}

QCoro::Task<> NewestCheck::run(std::shared_ptr<SiteCheck> check, CheckObserver observer, Answer answer)
{
    const WatchedDatafile::Hold hold(m_datafile);
    const Result<CheckReport> report = co_await check->run(std::move(observer));
    if (m_check == check)
        m_check.reset();
    answer(report ? *report : withoutSteps(report.error()));
}

void NewestCheck::cancel()
{
    if (m_check)
        m_check->cancel();
}

} // namespace mailboat
