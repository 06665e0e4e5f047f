// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/takenrequests.h"

#include "core/engine/log.h"

#include <utility>

namespace mailboat {

Result<> TakenRequests::take(EngineRequests &requests, const std::function<void(EngineRequests::Kind)> &act)
{
    const Result<QList<EngineRequests::Request>> open = requests.open();
    if (!open)
        return failure(open.error());
    for (const EngineRequests::Request &request : *open) {
        if (const Result<> taken = requests.take(request.number); !taken)
            return taken;
        if (request.kind == EngineRequests::Kind::SyncNow)
            m_syncs.append(request.number);
        act(request.kind);
    }
    return {};
}

void TakenRequests::answer(EngineRequests &requests, const CycleReport &report)
{
    for (const qint64 number : std::exchange(m_syncs, {})) {
        if (const Result<> answered = requests.answer(number, report); !answered)
            qCWarning(engineLog) << "could not answer a request:" << answered.error().detail;
    }
}

} // namespace mailboat
