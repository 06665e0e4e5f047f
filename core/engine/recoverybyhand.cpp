// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recoverybyhand.h"

#include "core/engine/recoverychoice.h"
#include "core/engine/watcheddatafile.h"
#include "core/http/httpclient.h"
#include "core/prefs/syncpreferences.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

RecoveryByHand::RecoveryByHand(WatchedDatafile &datafile)
    : m_datafile(datafile)
{
}

RecoveryByHand::~RecoveryByHand() = default;

void RecoveryByHand::start(Recovery::Choice choice, std::optional<SyncId> site, const Authorisation &by, Answer answer)
{
    const Result<Datafile *> datafile = m_datafile.get();
    if (!datafile)
        answer(failure(datafile.error()));
    else if (m_http)
        answer(failure(ErrorCode::SyncRunning));
    else
        choose(**datafile, choice, site, by, std::move(answer));
}

QCoro::Task<> RecoveryByHand::choose(
    Datafile &datafile, Recovery::Choice choice, std::optional<SyncId> site, Authorisation by, Answer answer)
{
    const WatchedDatafile::Hold hold(m_datafile);
    SyncPreferences preferences;
    if (const Result<> read = datafile.settings().readPreferences(preferences); !read) {
        answer(failure(read.error()));
        co_return;
    }
    m_http = std::make_unique<HttpClient>(httpOptions(preferences));
    const Result<> done = co_await chooseRecovery(datafile, *m_http, choice, by, site);
    m_http.release()->deleteLater(); // what ended is still on the stack
    answer(done);
    m_datafile.wrote();
}

void RecoveryByHand::cancel()
{
    if (m_http)
        m_http->close();
}

} // namespace mailboat
