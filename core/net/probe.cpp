// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/probe.h"

#include "core/net/gate.h"
#include "core/net/tlserror.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QLocale>
#include <QSslCipher>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

namespace mailboat::probe {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

QVariantMap where(const QUrl &url, const QNetworkProxy &proxy = QNetworkProxy(QNetworkProxy::NoProxy))
{
    return {{QStringLiteral("host"), url.host()}, {QStringLiteral("port"), portOf(url)},
        {QStringLiteral("url"), url.toString(QUrl::RemoveUserInfo)},
        {QStringLiteral("proxy"), QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port())}};
}

void openAfter(QTimer &timer, Gate &gate, std::chrono::milliseconds limit, const Stop *stop)
{
    QObject::connect(stop, &Stop::stopped, &timer, [&gate] { gate.open(); });
    if (stop->isStopped())
        gate.open();
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&gate] { gate.open(); });
    timer.start(limit);
}

QVariantMap withSeconds(QVariantMap values, std::chrono::milliseconds limit)
{
    values.insert(QStringLiteral("seconds"), static_cast<qlonglong>((limit.count() + 999) / 1000));
    return values;
}

QString found(const QSslSocket &socket)
{
    const QSslCertificate certificate = socket.peerCertificate();
    return words("secured with %1, the certificate is valid until %2")
        .arg(socket.sessionCipher().protocolString(),
            QLocale().toString(certificate.expiryDate().date(), QLocale::ShortFormat));
}

} // namespace

void Stop::stop()
{
    m_isStopped = true;
    emit stopped();
}

QCoro::Task<Result<QString>> resolve(QUrl url, std::chrono::milliseconds limit, const Stop *stop)
{
    if (!QHostAddress(url.host()).isNull())
        co_return words("%1 is an address, nothing to look up").arg(url.host());
    Gate gate;
    QTimer timer;
    openAfter(timer, gate, limit, stop);
    QHostInfo info;
    bool isDone = false;
    const int lookup = QHostInfo::lookupHost(url.host(), &timer, [&](const QHostInfo &answer) {
        info = answer;
        isDone = true;
        gate.open();
    });
    co_await gate;
    if (!isDone)
        QHostInfo::abortHostLookup(lookup);
    if (stop->isStopped())
        co_return failure(ErrorCode::Cancelled);
    if (!isDone)
        co_return failure(ErrorCode::NoNameService, where(url), QStringLiteral("no answer in time"));
    if (info.error() == QHostInfo::HostNotFound)
        co_return failure(ErrorCode::HostNotFound, where(url), info.errorString());
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
        co_return failure(ErrorCode::NoNameService, where(url), info.errorString());
    QStringList addresses;
    for (const QHostAddress &address : info.addresses())
        addresses << address.toString();
    co_return words("%1 has the address %2").arg(url.host(), addresses.join(QStringLiteral(", ")));
}

QCoro::Task<Result<QString>> connect(QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop)
{
    const bool isProxied = proxy.type() != QNetworkProxy::NoProxy;
    Gate gate;
    QTimer timer;
    openAfter(timer, gate, limit, stop);
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    QObject::connect(&socket, &QTcpSocket::connected, &timer, [&gate] { gate.open(); });
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &timer, [&gate] { gate.open(); });
    socket.connectToHost(
        isProxied ? proxy.hostName() : url.host(), static_cast<quint16>(isProxied ? proxy.port() : portOf(url)));
    co_await gate;
    if (stop->isStopped())
        co_return failure(ErrorCode::Cancelled);
    if (socket.state() == QAbstractSocket::ConnectedState) {
        const QString text = isProxied ? words("the proxy %1 answers on port %2") : words("%1 answers on port %2");
        co_return text.arg(isProxied ? proxy.hostName() : url.host()).arg(socket.peerPort());
    }
    const QVariantMap values = where(url, proxy);
    const QString said = socket.errorString();
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        co_return failure(isProxied ? ErrorCode::ProxyRefused : ErrorCode::ConnectionRefused, values, said);
    case QAbstractSocket::HostNotFoundError:
        co_return failure(isProxied ? ErrorCode::ProxyNotFound : ErrorCode::HostNotFound, values, said);
    case QAbstractSocket::NetworkError:
        co_return failure(isProxied ? ErrorCode::ProxyRefused : ErrorCode::NoRoute, values, said);
    default:
        co_return failure(
            isProxied ? ErrorCode::ProxyRefused : ErrorCode::ConnectionFiltered, withSeconds(values, limit), said);
    }
}

QCoro::Task<Result<QString>> handshake(QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop)
{
    Gate gate;
    QTimer timer;
    openAfter(timer, gate, limit, stop);
    QSslSocket socket;
    socket.setProxy(proxy);
    QList<QSslError> errors;
    bool isEncrypted = false;
    QObject::connect(&socket, &QSslSocket::encrypted, &timer, [&] {
        isEncrypted = true;
        gate.open();
    });
    QObject::connect(&socket, &QSslSocket::sslErrors, &timer, [&errors](const QList<QSslError> &all) { errors = all; });
    QObject::connect(&socket, &QSslSocket::errorOccurred, &timer, [&gate] { gate.open(); });
    socket.connectToHostEncrypted(url.host(), static_cast<quint16>(portOf(url)));
    co_await gate;
    if (stop->isStopped())
        co_return failure(ErrorCode::Cancelled);
    if (isEncrypted)
        co_return found(socket);
    const QString said = socket.errorString();
    const QVariantMap values = where(url, proxy);
    switch (socket.error()) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        co_return failure(tlsError(errors, socket.peerCertificate(), said, url));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        co_return failure(ErrorCode::ProxySignIn, values, said);
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyProtocolError:
        co_return failure(ErrorCode::ProxyRefused, values, said);
    case QAbstractSocket::ProxyNotFoundError:
        co_return failure(ErrorCode::ProxyNotFound, values, said);
    case QAbstractSocket::RemoteHostClosedError:
        co_return failure(ErrorCode::ConnectionLost, values, said);
    default:
        co_return failure(ErrorCode::AnswerTimeout, withSeconds(values, limit), said);
    }
}

QCoro::Task<bool> speaksTls(QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop)
{
    Gate gate;
    QTimer timer;
    openAfter(timer, gate, limit, stop);
    QSslSocket socket;
    socket.setProxy(proxy);
    socket.setPeerVerifyMode(QSslSocket::VerifyNone); // only to name the mistake: nothing is sent over it
    QObject::connect(&socket, &QSslSocket::encrypted, &timer, [&gate] { gate.open(); });
    QObject::connect(&socket, &QSslSocket::errorOccurred, &timer, [&gate] { gate.open(); });
    socket.connectToHostEncrypted(url.host(), static_cast<quint16>(portOf(url)));
    co_await gate;
    co_return socket.isEncrypted();
}

} // namespace mailboat::probe
