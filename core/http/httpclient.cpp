// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"

#include "core/domain/version.h"
#include "core/http/httpexchange.h"
#include "core/http/log.h"
#include "core/http/nodenetwork.h"
#include "core/http/proxy.h"
#include "core/prefs/siteurl.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace mailboat {

Q_LOGGING_CATEGORY(httpLog, "mailboat.http", QtInfoMsg)

namespace {

QString serverOf(const QUrl &url)
{
    return QStringLiteral("%1:%2").arg(url.host()).arg(portOf(url));
}

} // namespace

HttpClient::HttpClient(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
}

HttpClient::~HttpClient()
{
    cancel();
}

QNetworkAccessManager &HttpClient::network()
{
    const auto made = [this](auto &network) -> QNetworkAccessManager & {
        if (!network) {
            network = std::make_unique<typename std::decay_t<decltype(network)>::element_type>();
            useProxy(*network, m_options.proxy);
        }
        return *network;
    };
    return m_options.throughNode ? made(m_nodeNetwork) : made(m_qtNetwork);
}

QCoro::Task<Result<HttpReply>> HttpClient::send(HttpRequest request)
{
    if (m_isClosed)
        co_return failure(ErrorCode::Cancelled);
    const bool hasAgent = std::any_of(request.headers.begin(), request.headers.end(),
        [](const HttpHeader &header) { return qstricmp(header.name.constData(), "user-agent") == 0; });
    if (!hasAgent)
        request.headers.append({"User-Agent", QByteArray("Mailboat/") + version});
    const QByteArray what = request.verb + ' ' + request.url.path().toUtf8();

    renewConnections();
    const QSslConfiguration tls = tlsFor(request.url);
    const bool isStranger = !m_speakHttp.contains(serverOf(request.url));
    const auto exchange = std::make_unique<HttpExchange>(network(), std::move(request), m_options, tls, isStranger);
    connect(exchange.get(), &HttpExchange::moved, this, &HttpClient::bytesMoved);
    connect(exchange.get(), &HttpExchange::bodySent, this, &HttpClient::bodySent);
    m_exchanges.append(exchange.get());
    const QPointer<HttpClient> self(this);
    co_await exchange->done();
    Result<HttpReply> reply = exchange->take();
    if (self) // else its destructor has ended the exchange
        ended(*exchange, reply);
    if (reply)
        qCDebug(httpLog).noquote() << what << reply->status << reply->bytesReceived << "bytes"
                                   << reply->firstByte.count() << "ms";
    else
        qCDebug(httpLog).noquote() << what << codeOf(reply.error().code) << reply.error().detail;
    co_return reply;
}

void HttpClient::open(const QUrl &url, int connections)
{
    // connectToHost() does the same, but for HTTP/2, whose connections no request of ours would use.
    QUrl opening = url;
    opening.setScheme(QStringLiteral("preconnect-") + url.scheme());
    opening.setPath({});
    QNetworkRequest request(opening);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    renewConnections();
    request.setSslConfiguration(tlsFor(url));
    for (int i = 0; i < connections; ++i) { // Qt counts a request that waits for its connection among them
        QNetworkReply *const reply = network().get(request);
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        m_opening.append(reply);
    }
}

/// Of the connections that Qt's client opens, only its first resume a TLS session (see TlsSessions).
void HttpClient::renewConnections()
{
    m_exchanges.removeIf([](const QPointer<HttpExchange> &ended) { return ended.isNull(); });
    m_opening.removeIf([](const QPointer<QNetworkReply> &ended) { return ended.isNull(); });
    const bool isIdle = m_exchanges.isEmpty() && m_opening.isEmpty();
    const bool isOld = m_sinceUse.isValid() && m_sinceUse.elapsed() >= m_options.keepsConnections.count();
    if (isIdle && m_qtNetwork && (isOld || m_isLineDoubtful)) {
        m_qtNetwork->clearConnectionCache();
        m_isLineDoubtful = false;
    }
    m_sinceUse.start();
}

QSslConfiguration HttpClient::tlsFor(const QUrl &url)
{
    if (m_options.throughNode || !url.scheme().endsWith(QLatin1String("https")))
        return QSslConfiguration::defaultConfiguration();
    return m_sessions.configuration(url, proxyFor(m_options.proxy, url), QDateTime::currentDateTimeUtc());
}

void HttpClient::ended(const HttpExchange &exchange, const Result<HttpReply> &reply)
{
    m_traffic += exchange.traffic();
    if (exchange.hasSpoken())
        m_speakHttp.insert(serverOf(exchange.url()));
    else if (!reply && reply.error().code == ErrorCode::ConnectionLost)
        m_speakHttp.remove(serverOf(exchange.url())); // it may expect TLS from today on
    m_sinceUse.start();
    if (!reply)
        m_isLineDoubtful = true;
    else if (!exchange.tls().sessionTicket().isEmpty())
        m_sessions.keep(exchange.url(), exchange.proxy(), exchange.tls(), exchange.tls().peerCertificateChain(),
            QDateTime::currentDateTimeUtc());
}

void HttpClient::endAll(const std::function<Error(const HttpExchange &)> &why)
{
    for (const QPointer<QNetworkReply> &opening : std::exchange(m_opening, {})) {
        if (opening)
            opening->abort();
    }
    for (const QPointer<HttpExchange> &exchange : std::exchange(m_exchanges, {})) {
        if (exchange)
            exchange->end(why(*exchange));
    }
}

void HttpClient::cancel()
{
    endAll([](const HttpExchange &) { return Error {ErrorCode::Cancelled}; });
}

void HttpClient::dropConnections()
{
    // Whoever waits for one of them goes on from the event loop, when the connections are gone.
    endAll([](const HttpExchange &exchange) { return Error {ErrorCode::ConnectionLost, exchange.where()}; });
    if (m_qtNetwork)
        m_qtNetwork->clearConnectionCache();
    if (m_nodeNetwork)
        m_nodeNetwork->dropConnections();
    m_line.forget();
}

LineSpeed &HttpClient::lineTo(const QUrl &url)
{
    const QString server = serverOf(url);
    if (std::exchange(m_lineTo, server) != server)
        m_line.forget();
    return m_line;
}

void HttpClient::close()
{
    m_isClosed = true;
    cancel();
}

void HttpClient::setOptions(const Options &options)
{
    if (options.proxy != m_options.proxy) {
        m_line.forget();
        if (m_qtNetwork)
            useProxy(*m_qtNetwork, options.proxy);
        if (m_nodeNetwork)
            useProxy(*m_nodeNetwork, options.proxy);
    }
    m_options = options;
}

} // namespace mailboat
