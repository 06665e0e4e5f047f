// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/gzip.h"

#include <zlib.h>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int gzipWindow = 15 + 16; // zlib: 16 asks for gzip's frame
constexpr int level = 6;
constexpr qsizetype chunk = 256 * 1024;

/// zlib reads through a pointer to non-const bytes and leaves them alone.
Bytef *bytesOf(const QByteArray &text)
{
    return const_cast<Bytef *>(reinterpret_cast<const Bytef *>(text.constData()));
}

struct Inflater {
    z_stream stream {};
    bool isReady = inflateInit2(&stream, gzipWindow) == Z_OK;
    Inflater() = default;
    ~Inflater() { inflateEnd(&stream); }
    Q_DISABLE_COPY_MOVE(Inflater)
};

auto malformed()
{
    return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("the body is no whole gzip")}});
}

} // namespace

QByteArray gzipped(const QByteArray &plain)
{
    z_stream stream {};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray coded;
    coded.resize(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))));
    stream.next_in = bytesOf(plain);
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(coded.data());
    stream.avail_out = static_cast<uInt>(coded.size());
    const bool isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    coded.resize(isWhole ? static_cast<qsizetype>(stream.total_out) : 0);
    deflateEnd(&stream);
    return coded;
}

Result<QByteArray> gunzipped(const QByteArray &coded, qint64 limit)
{
    Inflater inflater;
    z_stream &stream = inflater.stream;
    if (!inflater.isReady)
        return failure(ErrorCode::ServerFailed, {}, QStringLiteral("zlib cannot start"));
    stream.next_in = bytesOf(coded);
    stream.avail_in = static_cast<uInt>(coded.size());
    QByteArray plain;
    qsizetype used = 0;
    int state = Z_OK;
    do {
        if (state == Z_STREAM_END && inflateReset(&stream) != Z_OK) // another member follows
            return malformed();
        plain.resize(std::min<qsizetype>(used + std::max(chunk, used), static_cast<qsizetype>(limit) + 1));
        stream.next_out = reinterpret_cast<Bytef *>(plain.data() + used);
        const auto room = plain.size() - used;
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        used += room - static_cast<qsizetype>(stream.avail_out);
        if (used > limit)
            return failure(ErrorCode::RequestTooLarge, {{QStringLiteral("limit"), limit}});
        if (state != Z_OK && state != Z_STREAM_END)
            return malformed(); // Z_BUF_ERROR too: cut off
    } while (state == Z_OK || stream.avail_in > 0);
    plain.resize(used);
    return plain;
}

} // namespace mailboat
