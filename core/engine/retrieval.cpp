// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/retrieval.h"

#include "core/engine/watcheddatafile.h"
#include "core/http/httpclient.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/recordstore.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/sync/primaryendpoint.h"

namespace mailboat {

Retrieval::Retrieval(WatchedDatafile &datafile)
    : m_datafile(datafile)
{
}

Retrieval::~Retrieval() = default;

void Retrieval::start(SyncId peer, Answer answer)
{
    const Result<Datafile *> datafile = m_datafile.get();
    const Result<SyncId> own = datafile.and_then([](Datafile *open) { return open->settings().ownSite(); });
    if (!own)
        answer(failure(own.error()));
    else if (own->isPrimary())
        answer(askSatellite(**datafile, peer));
    else if (m_http)
        answer(failure(ErrorCode::SyncRunning));
    else
        askPrimary(**datafile, std::move(answer));
}

Result<qint64> Retrieval::askSatellite(Datafile &datafile, SyncId peer)
{
    const Result<qint64> known = datafile.primaryRecords().countOwnedBy(peer);
    if (!known)
        return known;
    if (const Result<> asked = datafile.peerStates().setResendRequested(peer, true); !asked)
        return failure(asked.error());
    m_datafile.wrote();
    return known;
}

QCoro::Task<> Retrieval::askPrimary(Datafile &datafile, Answer answer)
{
    const WatchedDatafile::Hold hold(m_datafile);
    SyncPreferences preferences;
    if (const Result<> read = datafile.settings().readPreferences(preferences); !read) {
        answer(failure(read.error()));
        co_return;
    }
    m_http = std::make_unique<HttpClient>(httpOptions(preferences));
    const Result<qint64> queued = co_await retrieveFromPrimary(datafile, *m_http);
    m_http.release()->deleteLater(); // what ended is still on the stack
    answer(queued);
    m_datafile.wrote();
}

void Retrieval::cancel()
{
    if (m_http)
        m_http->close();
}

} // namespace mailboat
