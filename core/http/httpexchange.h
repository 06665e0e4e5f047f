// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/gate.h"
#include "core/http/httpmessage.h"
#include "core/http/inflater.h"
#include "core/http/unreadbytes.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

namespace mailboat {

/// One request and its answer. HttpClient::send() owns it and waits at its gate.
class HttpExchange final : public QObject
{
    Q_OBJECT
public:
    /// `isStranger`: whether nothing there has ever answered this client in HTTP.
    HttpExchange(QNetworkAccessManager &network, HttpRequest request, HttpOptions options, const QSslConfiguration &tls,
        bool isStranger);
    ~HttpExchange() override;

    /// Ends it with that error, unless it has ended already. A transfer ended by our own timer and one that was cancelled
    /// look the same to Qt: what it was is remembered here.
    void end(const Error &error);
    QVariantMap where() const; ///< values of an Error
    Gate &done() { return m_done; }
    Result<HttpReply> take();
    const HttpTraffic &traffic() const { return m_traffic; } ///< so far
    bool hasSpoken() const { return m_answer.status != 0; } ///< in HTTP, whole or not
    const QUrl &url() const { return m_request.url; }
    QNetworkProxy proxy() const;
    QSslConfiguration tls() const { return m_reply->sslConfiguration(); } ///< of the connection that it used

signals:
    void moved(qint64 bytes);
    void bodySent(); ///< all of it, where there is one

private:
    void watch();
    void expectProgress();
    qint64 limit() const; ///< bytes of the body
    qint64 wireLimit() const; ///< before it is inflated
    void readHeaders();
    void readBody();
    bool isTooLarge() const;
    void cutShort();
    void judgeRate();
    void judgeUnread();
    bool isRefusal() const { return m_answer.status >= 300; }
    bool isSmall() const;
    void sent(qint64 bytes);
    void finish();
    void fail(const Error &error);
    void lookUp(const Error &error);
    void listenTo(const Error &error);
    bool mayBeOther(const Error &error) const;
    Error timeoutError() const;
    Error networkError() const;
    Result<> checkBody();

    HttpRequest m_request;
    HttpOptions m_options;
    std::unique_ptr<QNetworkReply> m_reply;
    QTimer m_idle;
    QTimer m_unreadLook; ///< at what Qt keeps
    std::optional<UnreadBytes> m_unread; ///< where Qt's client carries it
    QTimer m_rate; ///< since the answer began, or was last judged
    qint64 m_judgedBytes = 0; ///< what had come by then
    int m_windows = 0; ///< of the rate, that have passed
    QElapsedTimer m_sinceStart;
    bool m_isConnected = false; ///< with TLS, where there is TLS
    bool m_isSent = false;
    bool m_isStranger;
    QList<QSslError> m_sslErrors;
    std::optional<Error> m_ended; ///< before Qt had an answer
    std::unique_ptr<Inflater> m_inflater; ///< where the answer is compressed
    HttpReply m_answer;
    HttpTraffic m_traffic {.requests = 1};
    Gate m_done;
};

} // namespace mailboat
