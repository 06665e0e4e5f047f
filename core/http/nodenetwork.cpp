// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/nodenetwork.h"

#include "core/http/nodereply.h"
#include "core/http/proxy.h"
#include "core/prefs/siteurl.h"

#include <QJsonArray>
#include <QNetworkProxy>

namespace mailboat {

namespace {

QString verbOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::GetOperation:
        return QStringLiteral("GET");
    case QNetworkAccessManager::PostOperation:
        return QStringLiteral("POST");
    case QNetworkAccessManager::HeadOperation:
        return QStringLiteral("HEAD");
    case QNetworkAccessManager::PutOperation:
        return QStringLiteral("PUT");
    case QNetworkAccessManager::DeleteOperation:
        return QStringLiteral("DELETE");
    case QNetworkAccessManager::CustomOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return QString::fromLatin1(request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray());
}

QJsonValue proxyOf(QNetworkProxyFactory *factory, const QUrl &url)
{
    const QList<QNetworkProxy> found = factory ? factory->queryProxy(QNetworkProxyQuery(url)) : QList<QNetworkProxy> {};
    if (found.isEmpty() || found.first().type() == QNetworkProxy::NoProxy)
        return QJsonValue();
    const QNetworkProxy &proxy = found.first();
    const bool isSocks = proxy.type() == QNetworkProxy::Socks5Proxy;
    return QJsonObject {{QStringLiteral("kind"), isSocks ? QStringLiteral("socks5") : QStringLiteral("http")},
        {QStringLiteral("host"), proxy.hostName()}, {QStringLiteral("port"), proxy.port()},
        {QStringLiteral("authorization"), QString::fromLatin1(proxyAuthorization(proxy))},
        {QStringLiteral("user"), proxy.user()}, {QStringLiteral("password"), proxy.password()}};
}

QJsonArray headersOf(const QNetworkRequest &request)
{
    QJsonArray headers;
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray &name : names)
        headers.append(QJsonArray {QString::fromLatin1(name), QString::fromLatin1(request.rawHeader(name))});
    return headers;
}

} // namespace

void NodeNetwork::dropConnections()
{
    m_process.giveUp({ErrorCode::ConnectionLost});
}

QNetworkReply *NodeNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing)
{
    const QByteArray body = outgoing ? outgoing->readAll() : QByteArray();
    const QUrl url = request.url();
    const bool isOpening = url.scheme().startsWith(QLatin1String("preconnect-")); // as HttpClient::open() does
    const bool isSecure = url.scheme().endsWith(QLatin1String("https"));
    QString path = url.path(QUrl::FullyEncoded);
    if (path.isEmpty())
        path = QStringLiteral("/");
    if (url.hasQuery())
        path += u'?' + url.query(QUrl::FullyEncoded);
    auto *reply = new NodeReply(request, operation, this);
    connect(reply, &NodeReply::abandoned, &m_process, &NodeProcess::abandon);
    m_process.submit(*reply,
        {
            {QStringLiteral("method"), isOpening ? QString() : verbOf(operation, request)}, // none: only connect
            {QStringLiteral("secure"), isSecure},
            {QStringLiteral("host"), url.host(QUrl::FullyEncoded)},
            {QStringLiteral("port"), int {portOf(url)}},
            {QStringLiteral("path"), path},
            {QStringLiteral("headers"), headersOf(request)},
            {QStringLiteral("length"), body.size()},
            {QStringLiteral("proxy"), proxyOf(proxyFactory(), url)},
        },
        body);
    return reply;
}

} // namespace mailboat
