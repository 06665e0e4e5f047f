// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/inflater.h"

#include <array>
#include <zlib.h>

namespace mailboat {

struct Inflater::Stream {
    z_stream z {};
};

namespace {

constexpr int gzipWindow = 15 + 16; // largest window, gzip's frame

} // namespace

Inflater::Inflater(qint64 limit)
    : m_stream(std::make_unique<Stream>())
    , m_limit(limit)
{
    if (inflateInit2(&m_stream->z, gzipWindow) != Z_OK)
        m_state = State::Broken;
}

Inflater::~Inflater()
{
    inflateEnd(&m_stream->z);
}

Inflater::State Inflater::add(const QByteArray &coded)
{
    if (coded.isEmpty() || m_state == State::TooLarge || m_state == State::Broken)
        return m_state;
    std::array<char, 64 * 1024> room {};
    QByteArray input = coded;
    z_stream &z = m_stream->z;
    z.next_in = reinterpret_cast<Bytef *>(input.data());
    z.avail_in = static_cast<uInt>(input.size());
    do {
        // A body may consist of several gzip members, one after the other.
        if (m_state == State::Complete) {
            if (inflateReset(&z) != Z_OK)
                return m_state = State::Broken;
            m_state = State::More;
        }
        z.next_out = reinterpret_cast<Bytef *>(room.data());
        z.avail_out = static_cast<uInt>(room.size());
        const int result = inflate(&z, Z_NO_FLUSH);
        const qsizetype got = static_cast<qsizetype>(room.size()) - static_cast<qsizetype>(z.avail_out);
        if (m_plain.size() + got > m_limit)
            return m_state = State::TooLarge;
        m_plain.append(room.data(), got);
        if (result == Z_STREAM_END)
            m_state = State::Complete;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            return m_state = State::Broken;
    } while (z.avail_in > 0 || (z.avail_out == 0 && m_state != State::Complete));
    return m_state;
}

} // namespace mailboat
