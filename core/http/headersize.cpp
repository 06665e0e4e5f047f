// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/headersize.h"

#include <QByteArrayView>

namespace mailboat {

namespace {

constexpr qint64 lineEnd = 2;

qint64 bytesOf(const QList<HttpHeader> &headers)
{
    qint64 bytes = lineEnd; // the empty line
    for (const HttpHeader &header : headers)
        bytes += header.name.size() + 2 + header.value.size() + lineEnd;
    return bytes;
}

} // namespace

qint64 headerBytesOf(const HttpRequest &request)
{
    // What the clients add by themselves, about.
    constexpr QByteArrayView added
        = "Host: \r\nAccept-Encoding: zstd, gzip\r\nConnection: Keep-Alive\r\nContent-Length: 1000\r\n";
    constexpr QByteArrayView around = "  HTTP/1.1\r\n";
    const qint64 target = request.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority).size();
    return request.verb.size() + target + around.size() + added.size()
        + request.url.authority(QUrl::FullyEncoded).size() + bytesOf(request.headers);
}

qint64 headerBytesOf(const HttpReply &reply)
{
    constexpr QByteArrayView line = "HTTP/1.1 200 OK\r\n";
    return line.size() + bytesOf(reply.headers);
}

} // namespace mailboat
