// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/linespeed.h"

#include <algorithm>

namespace mailboat {

namespace {

/// What plain bodies may cost a line that only looked fast. Of a fast one some come late, where its reader was busy.
constexpr std::chrono::milliseconds mostDoubt {300};
constexpr int longestWait = 1 << 20;

} // namespace

void LineSpeed::carried(qint64 bytes, std::chrono::microseconds time, Body body)
{
    if (bytes < small)
        return;
    const qint64 aSecond = std::chrono::microseconds(std::chrono::seconds(1)).count();
    const qint64 rate = bytes * aSecond / std::max<qint64>(time.count(), 1);
    const bool isGood = rate >= (body == Body::Plain && bytes >= large ? fast : promising);
    if (!m_isFast) {
        if (isGood && --m_wait < 0)
            m_isFast = true;
        return;
    }
    m_doubt = isGood ? std::chrono::microseconds(0) : m_doubt + time;
    if (m_doubt <= mostDoubt)
        return;
    m_isFast = false;
    m_doubt = {};
    m_wait = m_nextWait; // twice as long each time: on such a line the trials come to nothing
    m_nextWait = std::min(m_nextWait * 2, longestWait);
}

} // namespace mailboat
