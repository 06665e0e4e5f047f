// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace mailboat {

/// Numbers that look random and are the same on every machine (splitmix64): what the standard's distributions are not.
class SampleRandom
{
public:
    /// One sequence for each combination of these.
    SampleRandom(quint64 seed, QByteArrayView purpose, qint64 a, qint64 b)
        : m_state(seed)
    {
        for (const char c : purpose)
            mix(static_cast<unsigned char>(c));
        mix(static_cast<quint64>(a));
        mix(static_cast<quint64>(b));
    }

    quint64 next()
    {
        quint64 z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// 0 to limit - 1; 0 where there is no such number.
    qint64 below(qint64 limit)
    {
        return limit > 0 ? static_cast<qint64>((next() >> 1) % static_cast<quint64>(limit)) : 0;
    }
    bool chance(int percent) { return below(100) < percent; }

private:
    void mix(quint64 value)
    {
        m_state ^= value;
        m_state = next();
    }

    quint64 m_state;
};

} // namespace mailboat
