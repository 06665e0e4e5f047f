// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/inflater.h"

#include <algorithm>
#include <array>
#include <utility>
#include <zlib.h>
#include <zstd.h>

namespace mailboat {

namespace {

using Room = std::array<char, 64 * 1024>;

} // namespace

/// What a library does with the next bytes. A body may consist of several gzip members or zstd frames, one after the other.
class Inflater::Stream
{
public:
    enum class Outcome { More, MemberEnd, Broken };
    struct Step {
        Outcome outcome = Outcome::Broken;
        qsizetype read = 0;
        qsizetype made = 0;
    };
    Stream() = default;
    virtual ~Stream() = default;
    Q_DISABLE_COPY_MOVE(Stream)
    virtual Step step(const char *bytes, qsizetype size, Room &room) = 0;
    virtual bool restart() = 0; ///< for another member
};

namespace {

class GzipStream final : public Inflater::Stream
{
public:
    GzipStream()
        : m_isGood(inflateInit2(&m_z, gzipWindow) == Z_OK)
    {
    }
    ~GzipStream() override { inflateEnd(&m_z); }
    Q_DISABLE_COPY_MOVE(GzipStream)

    Step step(const char *bytes, qsizetype size, Room &room) override
    {
        if (!m_isGood)
            return {};
        m_z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes)); // which zlib leaves alone
        m_z.avail_in = static_cast<uInt>(size);
        m_z.next_out = reinterpret_cast<Bytef *>(room.data());
        m_z.avail_out = static_cast<uInt>(room.size());
        const int result = inflate(&m_z, Z_NO_FLUSH);
        const bool isBroken = result != Z_STREAM_END && result != Z_OK && result != Z_BUF_ERROR;
        return {isBroken                 ? Outcome::Broken
                : result == Z_STREAM_END ? Outcome::MemberEnd
                                         : Outcome::More,
            size - static_cast<qsizetype>(m_z.avail_in),
            static_cast<qsizetype>(room.size()) - static_cast<qsizetype>(m_z.avail_out)};
    }

    bool restart() override { return inflateReset(&m_z) == Z_OK; }

private:
    z_stream m_z {};
    bool m_isGood;
};

/// Whether a frame may have this byte as the first, second, third or fourth of its magic number (RFC 8878, 3.1.1 and 3.1.2).
/// The library reads frames from before that standard as well, by code for each of them that has long been left alone.
bool mayBeMagic(qsizetype at, char byte, char first)
{
    constexpr std::array frame {'\x28', '\xb5', '\x2f', '\xfd'};
    constexpr std::array skippable {'\x50', '\x2a', '\x4d', '\x18'}; // to 0x5f in the first
    const auto place = static_cast<std::size_t>(at);
    if (at == 0)
        return byte == frame.front() || (byte & '\xf0') == skippable.front();
    return byte == (first == frame.front() ? frame.at(place) : skippable.at(place));
}

class ZstdStream final : public Inflater::Stream
{
public:
    ZstdStream()
        : m_context(ZSTD_createDCtx(), &ZSTD_freeDCtx)
    {
        if (m_context && ZSTD_isError(ZSTD_DCtx_setParameter(m_context.get(), ZSTD_d_windowLogMax, zstdWindow)) != 0)
            m_context.reset();
    }

    Step step(const char *bytes, qsizetype size, Room &room) override
    {
        if (!m_context || !isFrame(bytes, size))
            return {};
        ZSTD_inBuffer input {bytes, static_cast<size_t>(size), 0};
        ZSTD_outBuffer output {room.data(), room.size(), 0};
        const size_t result = ZSTD_decompressStream(m_context.get(), &output, &input);
        const Outcome goesOn = result == 0 ? Outcome::MemberEnd : Outcome::More;
        m_read = result == 0 ? 0 : m_read + static_cast<qsizetype>(input.pos);
        return {ZSTD_isError(result) != 0 ? Outcome::Broken : goesOn, static_cast<qsizetype>(input.pos),
            static_cast<qsizetype>(output.pos)};
    }

    bool restart() override { return true; } // the library does so by itself

private:
    /// As far as `bytes` have any of the frame's magic number.
    bool isFrame(const char *bytes, qsizetype size)
    {
        constexpr qsizetype magic = 4;
        if (m_read == 0 && size > 0)
            m_first = *bytes;
        const qsizetype toLookAt = std::min(size, magic - m_read);
        for (qsizetype i = 0; i < toLookAt; ++i) {
            if (!mayBeMagic(m_read + i, bytes[i], m_first))
                return false;
        }
        return true;
    }

    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> m_context;
    qsizetype m_read = 0; ///< of this frame
    char m_first = 0; ///< byte of this frame
};

std::unique_ptr<Inflater::Stream> streamOf(Coding coding)
{
    if (coding == Coding::Zstd)
        return std::make_unique<ZstdStream>();
    return std::make_unique<GzipStream>();
}

} // namespace

Inflater::Inflater(Coding coding, qint64 limit, MakeRoom makeRoom)
    : m_stream(streamOf(coding))
    , m_limit(limit)
    , m_makeRoom(std::move(makeRoom))
{
}

Inflater::~Inflater() = default;

Inflater::State Inflater::add(const QByteArray &coded)
{
    if (coded.isEmpty() || m_state == State::TooLarge || m_state == State::NoRoom || m_state == State::Broken)
        return m_state;
    Room room; // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
    qsizetype at = 0;
    bool goesOn = false;
    do {
        if (m_state == State::Complete) {
            if (!m_stream->restart())
                return m_state = State::Broken;
            m_state = State::More;
        }
        const Stream::Step step = m_stream->step(coded.constData() + at, coded.size() - at, room);
        if (step.outcome == Stream::Outcome::Broken)
            return m_state = State::Broken;
        if (m_plain.size() + step.made > m_limit)
            return m_state = State::TooLarge;
        if (!isRoomFor(m_plain.size() + step.made))
            return m_state = State::NoRoom;
        m_plain.append(room.data(), step.made);
        at += step.read;
        if (step.outcome == Stream::Outcome::MemberEnd)
            m_state = State::Complete;
        const bool isFull = step.made == static_cast<qsizetype>(room.size());
        const bool hasMore = at < coded.size() || (isFull && m_state != State::Complete);
        goesOn = hasMore && (step.read > 0 || step.made > 0);
    } while (goesOn);
    return m_state;
}

/// The text has just the room that has been asked for: left to itself it would take up to twice as much.
bool Inflater::isRoomFor(qsizetype size)
{
    if (!m_makeRoom || size <= m_plain.capacity())
        return true;
    const qsizetype wanted = std::max(size, static_cast<qsizetype>(std::min<qint64>(2 * m_plain.size(), m_limit)));
    m_room = m_makeRoom(wanted - m_plain.capacity());
    if (m_room)
        m_plain.reserve(wanted);
    return m_room.has_value();
}

Result<QByteArray> decoded(const QByteArray &body, Coding coding, qint64 limit, const Inflater::MakeRoom &makeRoom)
{
    Inflater inflater(coding, limit, makeRoom);
    switch (inflater.add(body)) {
    case Inflater::State::Complete:
        return inflater.plain();
    case Inflater::State::NoRoom:
        return failure(inflater.room().error());
    case Inflater::State::TooLarge:
        return failure(ErrorCode::RequestTooLarge, {{QStringLiteral("limit"), limit}});
    case Inflater::State::More:
    case Inflater::State::Broken:
        break;
    }
    const QString why = QStringLiteral("the body is no whole %1").arg(QString::fromLatin1(codingName(coding)));
    return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), why}});
}

} // namespace mailboat
