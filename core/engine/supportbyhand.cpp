// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/supportbyhand.h"

#include "core/engine/sitecheck.h"
#include "core/engine/supportbundle.h"
#include "core/engine/watcheddatafile.h"
#include "core/store/settingstable.h"

namespace mailboat {

SupportByHand::SupportByHand(WatchedDatafile &datafile, const Clock &clock)
    : m_datafile(datafile)
    , m_clock(clock)
{
}

SupportByHand::~SupportByHand() = default;

void SupportByHand::start(const QString &path, Answer answer)
{
    const Result<Datafile *> datafile = m_datafile.get();
    if (!datafile)
        return answer(failure(datafile.error()));
    if (m_check)
        return answer(failure(ErrorCode::SyncRunning));
    const Result<Settings> settings = (*datafile)->settings().read();
    if (!settings)
        return answer(failure(settings.error()));
    m_isCancelled = false;
    m_check = std::make_shared<SiteCheck>(**datafile, m_clock, *settings);
    make(**datafile, m_check, path, std::move(answer));
}

QCoro::Task<> SupportByHand::make(Datafile &datafile, std::shared_ptr<SiteCheck> check, QString path, Answer answer)
{
    const WatchedDatafile::Hold hold(m_datafile);
    const Result<CheckReport> report = co_await check->run();
    m_check.reset();
    answer(m_isCancelled ? failure(ErrorCode::Cancelled) : writeSupportBundle(supportFacts(datafile, report), path));
}

void SupportByHand::cancel()
{
    m_isCancelled = true;
    if (m_check)
        m_check->cancel();
}

} // namespace mailboat
