// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/gzip.h"

#include "core/net/inflater.h"

#include <zlib.h>

namespace mailboat {

namespace {

constexpr int gzipWindow = 15 + 16; // zlib: 16 asks for gzip's frame
constexpr int level = 6;

/// zlib reads through a pointer to non-const bytes and leaves them alone.
Bytef *bytesOf(const QByteArray &text)
{
    return const_cast<Bytef *>(reinterpret_cast<const Bytef *>(text.constData()));
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
    Inflater inflater(limit);
    switch (inflater.add(coded)) {
    case Inflater::State::Complete:
        return inflater.plain();
    case Inflater::State::TooLarge:
        return failure(ErrorCode::RequestTooLarge, {{QStringLiteral("limit"), limit}});
    case Inflater::State::More:
    case Inflater::State::Broken:
        break;
    }
    return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("the body is no whole gzip")}});
}

} // namespace mailboat
