// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/batchsize.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr int mostAtFirst = 1000;
constexpr int growth = 8;
constexpr int shrinking = 4;

} // namespace

void BatchSize::startFrom(std::chrono::milliseconds roundTrip)
{
    m_size = static_cast<int>(std::clamp<qint64>(lowestStart + roundTrip.count(), lowestStart, mostAtFirst));
}

int BatchSize::size() const
{
    return m_ceiling > 0 ? std::min(m_size, m_ceiling) : m_size;
}

void BatchSize::took(int records, std::chrono::milliseconds time, qint64 bytes)
{
    if (records > 0)
        adapt(records, time);
    if (records > 0 && bytes > 0) // at least a record
        m_size = static_cast<int>(std::clamp<qint64>(mostBytes * records / bytes, 1, m_size));
}

void BatchSize::adapt(int records, std::chrono::milliseconds time)
{
    if (records < size() && time <= aim)
        return;
    const qint64 fitting = records * aim.count() / std::max<qint64>(time.count(), 1);
    const qint64 next = std::clamp<qint64>(fitting, std::max(size() / shrinking, 1), qint64(size()) * growth);
    m_size = static_cast<int>(std::min<qint64>(next, most));
}

void BatchSize::broke()
{
    m_size = std::max(size() / 2, 1);
}

} // namespace mailboat
