// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/flow.h"

#include "core/http/httpclient.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr qint64 onePacket = 1500; // bytes
constexpr qint64 longEnough = 1000; // ms

} // namespace

Flow::Flow(HttpClient &http)
{
    m_timer.start();
    connect(&http, &HttpClient::bytesMoved, this, &Flow::add);
}

void Flow::add(qint64 bytes)
{
    m_lastAt = m_timer.elapsed();
    if (m_bytes == 0) {
        m_firstBytes = bytes;
        m_firstAt = m_lastAt;
    }
    m_bytes += bytes;
}

std::optional<qint64> Flow::bytesPerSecond() const
{
    if (!isTelling())
        return {};
    return (m_bytes - m_firstBytes) * 1000 / std::max<qint64>(m_lastAt - m_firstAt, 1);
}

bool Flow::isTelling() const
{
    return m_bytes - m_firstBytes > onePacket || (m_bytes > m_firstBytes && m_lastAt - m_firstAt > longEnough);
}

} // namespace mailboat
