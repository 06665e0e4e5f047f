// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/probe.h"

#include "core/domain/daywords.h"
#include "core/http/gate.h"
#include "core/http/proxy.h"
#include "core/http/socketerror.h"
#include "core/http/tlserror.h"
#include "core/prefs/siteurl.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QSslCipher>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <vector>

namespace mailboat::probe {

namespace {

using std::chrono::milliseconds;

constexpr qsizetype mostAddresses = 8;

QVariantMap where(const QUrl &url, const QNetworkProxy &proxy = QNetworkProxy(QNetworkProxy::NoProxy))
{
    return {{QStringLiteral("host"), url.host()}, {QStringLiteral("port"), portOf(url)},
        {QStringLiteral("url"), url.toString(QUrl::RemoveUserInfo)}, {QStringLiteral("proxy"), proxyText(proxy)}};
}

void openAfter(QTimer &timer, Gate &gate, milliseconds limit, const Stop *stop)
{
    QObject::connect(stop, &Stop::stopped, &timer, [&gate] { gate.open(); });
    if (stop->isStopped())
        gate.open();
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&gate] { gate.open(); });
    timer.start(limit);
}

QVariantMap with(QVariantMap values, const char *name, const QVariant &value)
{
    values.insert(QLatin1String(name), value);
    return values;
}

qlonglong wholeSeconds(milliseconds limit)
{
    return static_cast<qlonglong>(std::chrono::ceil<std::chrono::seconds>(limit).count());
}

/// How a failed attempt is called.
ErrorCode codeOf(const QTcpSocket &socket)
{
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return ErrorCode::ConnectionRefused;
    case QAbstractSocket::HostNotFoundError:
        return ErrorCode::HostNotFound;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::UnknownSocketError: // none yet
        return ErrorCode::ConnectionFiltered;
    default:
        return unconnectedCode(socket.errorString());
    }
}

/// Of several addresses the one that says most: a machine that refuses is at least there.
int tellingness(const QTcpSocket &socket)
{
    switch (codeOf(socket)) {
    case ErrorCode::ConnectionRefused:
        return 3;
    case ErrorCode::ConnectionFiltered:
        return 2;
    case ErrorCode::ConnectionFailed:
        return 1;
    default:
        return 0;
    }
}

Error unconnected(const QTcpSocket &socket, const QUrl &url, const QNetworkProxy &proxy, milliseconds limit)
{
    const QVariantMap values
        = with(with(where(url, proxy), "why", socket.errorString()), "seconds", wholeSeconds(limit));
    ErrorCode code = codeOf(socket);
    if (proxy.type() != QNetworkProxy::NoProxy)
        code = code == ErrorCode::HostNotFound ? ErrorCode::ProxyNotFound : ErrorCode::ProxyRefused;
    return {code, values, socket.errorString()};
}

QString found(const QSslSocket &socket)
{
    const QSslCertificate certificate = socket.peerCertificate();
    return QCoreApplication::translate("mailboat", "Secured with %1; the certificate is valid until %2.")
        .arg(socket.sessionCipher().protocolString(), dayWords(certificate.expiryDate().date()));
}

Error withoutTls(const QSslSocket &socket, const QList<QSslError> &errors, const QUrl &url, const QNetworkProxy &proxy,
    milliseconds limit)
{
    const QString said = socket.errorString();
    const QVariantMap values = where(url, proxy);
    const bool isProxied = proxy.type() != QNetworkProxy::NoProxy;
    const auto is = [&](ErrorCode code) { return Error {code, values, said}; };
    switch (socket.error()) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return tlsError(errors, socket.peerCertificate(), said, url);
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return is(ErrorCode::ProxySignIn);
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyProtocolError:
        return is(ErrorCode::ProxyRefused);
    case QAbstractSocket::ProxyNotFoundError:
        return is(ErrorCode::ProxyNotFound);
    case QAbstractSocket::HostNotFoundError: // so says the proxy
        return is(ErrorCode::HostNotFound);
    case QAbstractSocket::ConnectionRefusedError:
        return is(ErrorCode::ConnectionRefused);
    case QAbstractSocket::RemoteHostClosedError:
        return is(ErrorCode::ConnectionLost);
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::UnknownSocketError: { // none: the time is up
        const bool isWaitingForProxy = isProxied && socket.state() != QAbstractSocket::ConnectedState;
        return {isWaitingForProxy ? ErrorCode::ProxyRefused : ErrorCode::AnswerTimeout,
            with(values, "seconds", wholeSeconds(limit)), said};
    }
    default:
        return {isProxied ? ErrorCode::ProxyRefused : unconnectedCode(said), with(values, "why", said), said};
    }
}

} // namespace

void Stop::stop()
{
    m_isStopped = true;
    emit stopped();
}

QCoro::Task<Result<Resolved>> resolve(QUrl url, milliseconds limit, const Stop *stop)
{
    if (const QHostAddress address(url.host()); !address.isNull())
        co_return Resolved {{address},
            QCoreApplication::translate("mailboat", "%1 is an address, there is nothing to look up.").arg(url.host())};
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
    co_return Resolved {info.addresses(),
        QCoreApplication::translate("mailboat", "%1 has the address %2.")
            .arg(url.host(), addresses.join(QStringLiteral(", ")))};
}

QCoro::Task<Result<Connected>> connect(
    QUrl url, QList<QHostAddress> addresses, QNetworkProxy proxy, milliseconds limit, const Stop *stop)
{
    const bool isProxied = proxy.type() != QNetworkProxy::NoProxy;
    const qsizetype count = isProxied ? 1 : std::min(addresses.size(), mostAddresses);
    Gate gate;
    QTimer timer;
    openAfter(timer, gate, limit, stop);
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    QTcpSocket *first = nullptr;
    qsizetype failed = 0;
    const auto begun = std::chrono::steady_clock::now();
    for (qsizetype i = 0; i < count; ++i) {
        QTcpSocket *const socket = sockets.emplace_back(std::make_unique<QTcpSocket>()).get();
        socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
        QObject::connect(socket, &QTcpSocket::connected, &timer, [&gate, &first, socket] {
            first = first ? first : socket;
            gate.open();
        });
        QObject::connect(socket, &QTcpSocket::errorOccurred, &timer, [&gate, &failed, count] {
            if (++failed == count)
                gate.open();
        });
        if (isProxied)
            socket->connectToHost(proxy.hostName(), proxy.port());
        else
            socket->connectToHost(addresses.at(i), portOf(url));
    }
    co_await gate;
    if (stop->isStopped())
        co_return failure(ErrorCode::Cancelled);
    if (!first) {
        const auto most = std::max_element(sockets.begin(), sockets.end(),
            [](const auto &a, const auto &b) { return tellingness(*a) < tellingness(*b); });
        co_return failure(unconnected(**most, url, proxy, limit));
    }
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    const QString words = isProxied ? QCoreApplication::translate("mailboat", "The proxy %1 answers on port %2.")
                                    : QCoreApplication::translate("mailboat", "%1 answers on port %2.");
    co_return Connected {
        first->peerAddress(), took, words.arg(isProxied ? proxy.hostName() : url.host()).arg(first->peerPort())};
}

QCoro::Task<Result<QString>> handshake(
    QUrl url, QHostAddress address, QNetworkProxy proxy, milliseconds limit, const Stop *stop)
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
    const QString host = proxy.type() == QNetworkProxy::NoProxy ? address.toString() : url.host();
    socket.connectToHostEncrypted(host, portOf(url), url.host());
    co_await gate;
    if (stop->isStopped())
        co_return failure(ErrorCode::Cancelled);
    if (isEncrypted)
        co_return found(socket);
    co_return failure(withoutTls(socket, errors, url, proxy, limit));
}

QCoro::Task<std::optional<Shown>> shownCertificate(QUrl url, QNetworkProxy proxy, milliseconds limit, const Stop *stop)
{
    Gate gate;
    QTimer timer;
    openAfter(timer, gate, limit, stop);
    QSslSocket socket;
    socket.setProxy(proxy);
    QList<QSslError> errors;
    QObject::connect(&socket, &QSslSocket::sslErrors, &timer, [&socket, &errors](const QList<QSslError> &all) {
        errors = all;
        socket.ignoreSslErrors(); // only to look
    });
    QObject::connect(&socket, &QSslSocket::encrypted, &timer, [&gate] { gate.open(); });
    QObject::connect(&socket, &QSslSocket::errorOccurred, &timer, [&gate] { gate.open(); });
    socket.connectToHostEncrypted(url.host(), portOf(url));
    co_await gate;
    if (!socket.isEncrypted())
        co_return std::nullopt;
    co_return Shown {socket.peerCertificate(), errors};
}

} // namespace mailboat::probe
