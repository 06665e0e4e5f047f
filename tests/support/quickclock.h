// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/clock.h"

namespace mailboat::test {

/// The system's time, but pauses are a thousand times shorter: for real sites that wait between tries.
class QuickClock final : public Clock
{
public:
    QDateTime utcNow() const override { return m_system.utcNow(); }
    std::chrono::milliseconds monotonic() const override { return m_system.monotonic(); }
    std::chrono::milliseconds sinceBoot() const override { return m_system.sinceBoot(); }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override
    {
        m_system.after(delay / 1000, context, std::move(work));
    }

private:
    SystemClock m_system;
};

} // namespace mailboat::test
