// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/net/tlssessions.h"

#include <QByteArray>
#include <QCoroTask>
#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace mailboat {

class HttpExchange;
class NodeNetwork;

struct HttpHeader {
    QByteArray name;
    QByteArray value;
};

struct HttpRequest {
    QByteArray verb; ///< "GET" or "POST"
    QUrl url;
    QList<HttpHeader> headers {};
    QByteArray body {};
};

struct HttpReply {
    int status = 0;
    QList<HttpHeader> headers {};
    QByteArray body {}; ///< inflated
    qint64 bytesSent = 0; ///< body as on the wire
    qint64 bytesReceived = 0; ///< body as on the wire
    std::chrono::milliseconds firstByte {}; ///< from sending to the first byte of the answer
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

/// The only user of QNetworkAccessManager, of Qt's own or of the one behind which Node.js carries the requests: idle limits
/// (never a limit on the whole), answers inflated under a limit of our own, proxies, certificates always checked, no
/// redirects, no cookies, no cache, secrets never logged.
/// Lives in the thread that made it and must outlive every task it has given out.
class HttpClient : public QObject
{
    Q_OBJECT
public:
    struct Options {
        std::chrono::milliseconds idleTimeout {60000}; ///< without a byte in either direction
        std::chrono::milliseconds connectTimeout {10000}; ///< until the connection (with TLS) stands
        qint64 maxAnswerBytes = 256 * 1024 * 1024; ///< inflated
        QString proxy {QStringLiteral("system")}; ///< preference `proxy`
        bool compressed = true; ///< ask for compressed answers
        bool throughNode = false; ///< preference `node-http-client`
        /// Without a request; then Qt's client opens new connections, by resuming their TLS sessions. Our primary closes those
        /// that are idle after 60 s, and a request that meets the closing is lost.
        std::chrono::milliseconds keepsConnections {50000};
    };
    explicit HttpClient(Options options, QObject *parent = nullptr);
    ~HttpClient() override;

    /// Any HTTP status is a reply, not an error, redirects and 401 too. Errors: the network group of ErrorCode (a body cut
    /// short is ConnectionLost), AnswerTooLarge, AnswerInvalid where it is no HTTP or damaged, Cancelled; NodeMissing,
    /// NodeTooOld, NodeFailed.
    QCoro::Task<Result<HttpReply>> send(HttpRequest request);
    /// Opens so many connections for the requests to come.
    void open(const QUrl &url, int connections);
    /// Aborts what is under way; those tasks end with Cancelled.
    void cancel();
    /// For a line that may be another one now: what is under way ends with ConnectionLost, as it would after a long silence,
    /// and what comes takes new connections.
    void dropConnections();
    /// Aborts, and for good: what is sent from now on ends with Cancelled too.
    void close();
    void setOptions(const Options &options);
    const Options &options() const { return m_options; }
    const HttpTraffic &traffic() const { return m_traffic; } ///< of what has ended

signals:
    /// Body bytes on the wire moved since the last signal, both ways, for progress.
    void bytesMoved(qint64 bytes);

private:
    QNetworkAccessManager &network();
    void renewConnections();
    QSslConfiguration tlsFor(const QUrl &url);
    void ended(const HttpExchange &exchange, const Result<HttpReply> &reply);
    void endAll(const std::function<Error(const HttpExchange &)> &why);

    Options m_options;
    /// Both stay, once used, until the end: a change of the preference takes nothing from what is under way.
    std::unique_ptr<QNetworkAccessManager> m_qtNetwork;
    std::unique_ptr<NodeNetwork> m_nodeNetwork;
    QList<QPointer<HttpExchange>> m_exchanges; ///< under way; those that have ended go with the next request
    QList<QPointer<QNetworkReply>> m_opening; ///< connections that no request has used yet
    TlsSessions m_sessions;
    QElapsedTimer m_sinceUse;
    bool m_isLineDoubtful = false; ///< a request has failed: no connection is worth keeping
    HttpTraffic m_traffic;
    bool m_isClosed = false;
};

} // namespace mailboat
