// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/writerturn.h"

#include <algorithm>
#include <utility>

namespace mailboat {

WriterTurn::Held::Held(WriterTurn &turn)
    : m_turn(&turn)
{
}

WriterTurn::Held::Held(Held &&other) noexcept
    : m_turn(std::exchange(other.m_turn, nullptr))
{
}

WriterTurn::Held::~Held()
{
    if (m_turn)
        m_turn->give();
}

std::optional<WriterTurn::Held> WriterTurn::wait(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    const quint64 number = m_next++;
    m_waiting.push_back(number);
    const bool isMine
        = m_changed.wait_for(lock, patience, [this, number] { return !m_isHeld && m_waiting.front() == number; });
    m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), number));
    if (!isMine) {
        m_changed.notify_all(); // the one behind may be the first now
        return {};
    }
    m_isHeld = true;
    return std::optional<Held>(std::in_place, *this);
}

std::size_t WriterTurn::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void WriterTurn::give()
{
    const std::lock_guard lock(m_mutex);
    m_isHeld = false;
    m_changed.notify_all();
}

} // namespace mailboat
