// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an HttpExchange that has failed is called: what Qt says, and what has to be looked at once more.
#include "core/http/greeting.h"
#include "core/http/httpexchange.h"
#include "core/http/nodereply.h"
#include "core/http/socketerror.h"
#include "core/http/tlserror.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QHostInfo>

namespace mailboat {

namespace {

constexpr std::chrono::seconds patienceForName {1};

} // namespace

void HttpExchange::fail(const Error &error)
{
    const QString host = m_request.url.host();
    const bool isNamed = QHostAddress(host).isNull() && proxy().type() == QNetworkProxy::NoProxy;
    const bool mayBeName = error.code == ErrorCode::HostNotFound || error.code == ErrorCode::ConnectionFiltered;
    if (m_done.isOpen())
        return;
    m_idle.stop();
    m_rate.stop();
    m_unreadLook.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    if (isNamed && mayBeName)
        lookUp(error);
    else if (mayBeOther(error))
        listenTo(error);
    else
        end(error);
}

/// While a name is looked up nothing has begun to connect, and of a name that nobody has Qt says the same as of no name
/// server: the name is asked for once more, to tell one from the other.
void HttpExchange::lookUp(const Error &error)
{
    const Error unnamed {ErrorCode::NoNameService, where(), error.detail};
    auto *const patience = new QTimer(this);
    connect(patience, &QTimer::timeout, this, [this, unnamed] { end(unnamed); });
    patience->start(patienceForName);
    QHostInfo::lookupHost(m_request.url.host(), this, [this, patience, error, unnamed](const QHostInfo &found) {
        patience->stop();
        const bool isNobodys = found.error() == QHostInfo::HostNotFound;
        if (isNobodys)
            end({ErrorCode::HostNotFound, where(), error.detail});
        else if (found.error() != QHostInfo::NoError)
            end(unnamed);
        else if (mayBeOther(error))
            listenTo(error);
        else
            end(error);
    });
}

/// Of a port where something else than HTTP is spoken, both clients say what they say of a line that breaks off, and with TLS
/// that plain HTTP is spoken there. An HTTP proxy speaks HTTP itself, whatever is behind it.
bool HttpExchange::mayBeOther(const Error &error) const
{
    const bool isSecure = m_request.url.scheme() == QLatin1String("https");
    if (!m_isStranger || hasSpoken() || (!isSecure && proxy().type() == QNetworkProxy::HttpProxy))
        return false;
    switch (error.code) {
    case ErrorCode::ConnectionLost:
    case ErrorCode::AnswerInvalid:
    case ErrorCode::TlsToPlainPort:
        return true;
    case ErrorCode::TlsFailed:
        return m_sslErrors.isEmpty();
    case ErrorCode::ConnectionFiltered: // in the middle of a handshake, perhaps
        return isSecure && proxy().type() == QNetworkProxy::NoProxy;
    default:
        return false;
    }
}

void HttpExchange::listenTo(const Error &error)
{
    auto *const greeting = new Greeting(m_request.url, proxy(), this);
    connect(greeting, &Greeting::heard, this, [this, error](const Speaker &speaker) {
        Error other {ErrorCode::NotHttp, where(), error.detail};
        if (!speaker.service.isEmpty())
            other.values.insert(QStringLiteral("service"), speaker.service);
        const bool isPlain = m_request.url.scheme() == QLatin1String("http");
        if (speaker.kind == Speaker::Kind::Other)
            end(other);
        else if (speaker.kind == Speaker::Kind::Tls && isPlain)
            end({ErrorCode::PlainToTlsPort, where(), error.detail});
        else
            end(error);
    });
}

Error HttpExchange::timeoutError() const
{
    QVariantMap values = where();
    const auto limit = m_isConnected ? m_options.idleTimeout : m_options.connectTimeout;
    values.insert(
        QStringLiteral("seconds"), static_cast<qlonglong>(std::chrono::ceil<std::chrono::seconds>(limit).count()));
    if (m_isConnected)
        return {ErrorCode::AnswerTimeout, values};
    const bool isProxied = proxy().type() != QNetworkProxy::NoProxy;
    return {isProxied ? ErrorCode::ProxyRefused : ErrorCode::ConnectionFiltered, values};
}

Error HttpExchange::networkError() const
{
    if (const QVariant ofNode = m_reply->attribute(NodeReply::errorAttribute); ofNode.isValid())
        return ofNode.value<Error>();
    const QString said = m_reply->errorString();
    const auto is = [&](ErrorCode code) { return Error {code, where(), said}; };
    const QNetworkProxy::ProxyType proxy = this->proxy().type();
    // Plain requests go to an HTTP proxy as if it were the server, and Qt speaks of it so.
    const bool isProxyServer = proxy == QNetworkProxy::HttpProxy && m_request.url.scheme() == QLatin1String("http");
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        return is(isProxyServer ? ErrorCode::ProxyRefused : ErrorCode::ConnectionRefused);
    case QNetworkReply::HostNotFoundError:
        return is(isProxyServer ? ErrorCode::ProxyNotFound : ErrorCode::HostNotFound);
    case QNetworkReply::TimeoutError:
        return timeoutError();
    case QNetworkReply::SslHandshakeFailedError: {
        const QList<QSslCertificate> chain = m_reply->sslConfiguration().peerCertificateChain();
        QSslCertificate shown = chain.isEmpty() ? QSslCertificate() : chain.first();
        if (shown.isNull() && !m_sslErrors.isEmpty())
            shown = m_sslErrors.first().certificate();
        return tlsError(m_sslErrors, shown, said, m_request.url);
    }
    case QNetworkReply::RemoteHostClosedError:
        return is(ErrorCode::ConnectionLost);
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return is(ErrorCode::NoRoute);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return is(ErrorCode::ProxyRefused);
    case QNetworkReply::ProxyNotFoundError:
        return is(ErrorCode::ProxyNotFound);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return is(ErrorCode::ProxySignIn);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure: {
        const QString what = QCoreApplication::translate("mailboat", "it is no HTTP");
        return {ErrorCode::AnswerInvalid, {{QStringLiteral("what"), what}}, said};
    }
    default:
        break;
    }
    if (m_isConnected || m_answer.status != 0)
        return is(ErrorCode::ConnectionLost);
    Error unnamed = is(proxy == QNetworkProxy::NoProxy ? unconnectedCode(said) : ErrorCode::ProxyRefused);
    unnamed.values.insert(QStringLiteral("why"), said);
    return unnamed;
}

} // namespace mailboat
