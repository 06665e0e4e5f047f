// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/laneworks.h"

namespace mailboat {

LaneWorks::Moment LaneWorks::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

void LaneWorks::ended(int lane)
{
    const std::lock_guard lock(m_mutex);
    m_last.insert(lane, ++m_count);
}

bool LaneWorks::hasEndedSince(int lane, Moment moment) const
{
    const std::lock_guard lock(m_mutex);
    return m_last.value(lane) > moment;
}

} // namespace mailboat
