// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>

namespace mailboat {

/// An answer that says a few words, some hundred bytes, is at most so large, and comes within moments on any line.
inline constexpr qint64 smallAnswerBytes = 1024 * 1024;

struct HttpHeader {
    QByteArray name;
    QByteArray value;
};

struct HttpRequest {
    QByteArray verb; ///< "GET" or "POST"
    QUrl url;
    QList<HttpHeader> headers {};
    QByteArray body {};
    qint64 maxAnswerBytes = 0; ///< where less than HttpOptions says is enough; 0: as that says
};

struct HttpReply {
    int status = 0;
    QList<HttpHeader> headers {};
    QByteArray body {}; ///< inflated
    qint64 bytesSent = 0; ///< body as on the wire
    qint64 bytesReceived = 0; ///< body as on the wire
    std::chrono::milliseconds firstByte {}; ///< from sending to the first byte of the answer
    /// From sending, connecting included, to the end of the answer; 0: it was cut short.
    std::chrono::microseconds whole {};
    QByteArray header(const char *name) const; ///< any case; empty: not there
};

/// What went over the line, whole or not.
struct HttpTraffic {
    qint64 requests = 0;
    qint64 bytesSent = 0; ///< bodies as on the wire
    qint64 bytesReceived = 0;
    qint64 headerBytesSent = 0; ///< estimated from what was given and what came; TLS and TCP are not in it
    qint64 headerBytesReceived = 0;
    HttpTraffic &operator+=(const HttpTraffic &other);
    HttpTraffic operator-(const HttpTraffic &other) const;
};

/// How an HttpClient behaves.
struct HttpOptions {
    std::chrono::milliseconds idleTimeout {60000}; ///< without a byte in either direction
    std::chrono::milliseconds connectTimeout {10000}; ///< until the connection (with TLS) stands
    qint64 maxAnswerBytes = 256 * 1024 * 1024; ///< as on the wire, and inflated
    QString proxy {QStringLiteral("system")}; ///< preference `proxy`
    bool compressed = true; ///< ask for compressed answers
    bool throughNode = false; ///< preference `node-http-client`
    /// Without a request; then Qt's client opens new connections, by resuming their TLS sessions. Our primary closes those
    /// that are idle after 60 s, and a request that meets the closing is lost.
    std::chrono::milliseconds keepsConnections {50000};
    /// An answer that brings less than this on average while such a window passes is given up, though something moves: of a
    /// slow line that is honest, such as 1 kbit/s, it is an eighth.
    qint64 leastBytesPerSecond = 16;
    std::chrono::milliseconds rateWindow {300000};
};

} // namespace mailboat
