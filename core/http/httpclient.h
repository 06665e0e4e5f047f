// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/httpmessage.h"
#include "core/http/linespeed.h"
#include "core/http/tlssessions.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace mailboat {

class HttpExchange;
class NodeNetwork;

/// The only user of QNetworkAccessManager, of Qt's own or of the one behind which Node.js carries the requests: idle limits
/// (never a limit on the whole), answers inflated under a limit of our own, proxies, certificates always checked, no
/// redirects, no cookies, no cache, secrets never logged.
/// Lives in the thread that made it and must outlive every task it has given out.
class HttpClient : public QObject
{
    Q_OBJECT
public:
    using Options = HttpOptions;
    explicit HttpClient(Options options, QObject *parent = nullptr);
    ~HttpClient() override;

    /// Any HTTP status is a reply, not an error, redirects and 401 too. Errors: the network group of ErrorCode (a body cut
    /// short is ConnectionLost), NotHttp where something else is spoken, AnswerTooLarge, AnswerInvalid where it is damaged,
    /// Cancelled; NodeMissing, NodeTooOld, NodeFailed.
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
    LineSpeed &lineTo(const QUrl &url); ///< to one server at a time: of another, nothing is known

signals:
    /// Body bytes on the wire moved since the last signal, both ways, for progress.
    void bytesMoved(qint64 bytes);
    /// The whole body of a request has gone out; of one that is empty nothing is said.
    void bodySent();

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
    QSet<QString> m_speakHttp; ///< servers that have answered, as host:port
    bool m_isLineDoubtful = false; ///< a request has failed: no connection is worth keeping
    HttpTraffic m_traffic;
    LineSpeed m_line;
    QString m_lineTo; ///< host:port
    bool m_isClosed = false;
};

} // namespace mailboat
