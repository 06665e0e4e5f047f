// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/http/gate.h"

#include <QCoroTask>
#include <QList>

#include <memory>

namespace mailboat {

/// Pauses of a coroutine that can be cut short. Lives in the coroutine's thread and outlives the pauses it has given out.
class Sleep final
{
public:
    explicit Sleep(Clock &clock);
    ~Sleep(); ///< wakes
    Q_DISABLE_COPY_MOVE(Sleep)

    QCoro::Task<> pause(std::chrono::milliseconds time);
    void wake(); ///< ends the pauses under way

private:
    Clock &m_clock;
    QObject m_context; ///< timers end with it
    QList<std::weak_ptr<Gate>> m_gates;
};

} // namespace mailboat
