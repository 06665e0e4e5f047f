// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/enginerequests.h"

#include <functional>

namespace mailboat {

/// What other processes ask of whoever holds the engine lock: taken, and answered by the cycle that counts for it.
class TakenRequests final
{
public:
    /// Takes what is open, oldest first, and does for each what it asks for. Ends where one cannot be taken: that one and those
    /// after it are still open, for the next call.
    Result<> take(EngineRequests &requests, const std::function<void(EngineRequests::Kind)> &act);
    void answer(EngineRequests &requests, const CycleReport &report);

private:
    QList<qint64> m_syncs;
};

} // namespace mailboat
