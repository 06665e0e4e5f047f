// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/takenrequests.h"

#include "core/engine/log.h"

#include <utility>

namespace mailboat {

QList<EngineRequests::Kind> TakenRequests::take(EngineRequests &requests)
{
    QList<EngineRequests::Kind> kinds;
    const Result<QList<EngineRequests::Request>> open = requests.open();
    if (!open)
        return kinds;
    for (const EngineRequests::Request &request : *open) {
        if (!requests.take(request.number))
            continue;
        if (request.kind == EngineRequests::Kind::SyncNow)
            m_syncs.append(request.number);
        kinds.append(request.kind);
    }
    return kinds;
}

void TakenRequests::answer(EngineRequests &requests, const CycleReport &report)
{
    for (const qint64 number : std::exchange(m_syncs, {})) {
        if (const Result<> answered = requests.answer(number, report); !answered)
            qCWarning(engineLog) << "could not answer a request:" << answered.error().detail;
    }
}

} // namespace mailboat
