// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/enginerequests.h"

namespace mailboat {

/// What other processes ask of whoever holds the engine lock: taken, and answered by the cycle that counts for it.
class TakenRequests final
{
public:
    /// Takes what is open, and says what was asked for, in that order.
    QList<EngineRequests::Kind> take(EngineRequests &requests);
    void answer(EngineRequests &requests, const CycleReport &report);

private:
    QList<qint64> m_syncs;
};

} // namespace mailboat
