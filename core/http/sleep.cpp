// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/sleep.h"

namespace mailboat {

Sleep::Sleep(Clock &clock)
    : m_clock(clock)
{
}

Sleep::~Sleep()
{
    wake();
}

QCoro::Task<> Sleep::pause(std::chrono::milliseconds time)
{
    const auto gate = std::make_shared<Gate>();
    m_gates.removeIf([](const std::weak_ptr<Gate> &old) { return old.expired(); });
    m_gates.append(gate);
    m_clock.after(time, &m_context, [weak = std::weak_ptr(gate)] {
        if (const auto waiting = weak.lock())
            waiting->open();
    });
    co_await *gate;
}

void Sleep::wake()
{
    for (const std::weak_ptr<Gate> &weak : std::exchange(m_gates, {})) {
        if (const auto gate = weak.lock())
            gate->open();
    }
}

} // namespace mailboat
