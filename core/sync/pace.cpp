// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pace.h"

#include <cmath>
#include <numbers>

namespace mailboat {

namespace {

constexpr double leastSeconds = 0.25;

} // namespace

void Pace::pass(std::chrono::milliseconds time)
{
    if (time.count() <= 0)
        return;
    const double seconds = std::chrono::duration<double>(time).count();
    constexpr double life = std::chrono::duration<double>(halfLife).count();
    const double kept = std::exp2(-seconds / life);
    m_amount *= kept;
    m_seconds = m_seconds * kept + life / std::numbers::ln2 * (1 - kept);
}

std::optional<double> Pace::perSecond() const
{
    if (m_seconds < leastSeconds || m_amount <= 0)
        return std::nullopt;
    return m_amount / m_seconds;
}

} // namespace mailboat
