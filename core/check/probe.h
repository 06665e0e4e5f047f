// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QCoroTask>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QObject>
#include <QSslCertificate>
#include <QSslError>
#include <QUrl>

#include <chrono>
#include <optional>

namespace mailboat {

/// The parts of a connection tried one by one, as a check does it; no part sends a byte of its own. Each gives up after `limit`
/// and ends as Cancelled once it is stopped. `words` is what was found, for people.
namespace probe {

/// Ends the part that is being tried. Outlives it.
class Stop final : public QObject
{
    Q_OBJECT
public:
    void stop();
    bool isStopped() const { return m_isStopped; }

signals:
    void stopped();

private:
    bool m_isStopped = false;
};

struct Resolved {
    QList<QHostAddress> addresses;
    QString words;
};
/// HostNotFound, NoNameService.
QCoro::Task<Result<Resolved>> resolve(QUrl url, std::chrono::milliseconds limit, const Stop *stop);

struct Connected {
    QHostAddress address; ///< the one that answered first
    std::chrono::milliseconds took; ///< there and back once
    QString words;
};
/// To the server, all its addresses at once, or to the proxy where there is one: ConnectionRefused, ConnectionFiltered,
/// ConnectionFailed, NoRoute, ProxyRefused, ProxyNotFound.
QCoro::Task<Result<Connected>> connect(
    QUrl url, QList<QHostAddress> addresses, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop);

/// A handshake with all checks of the certificate: the Tls group, AnswerTimeout, ConnectionLost, and what a proxy says only
/// now. `address`: where the server is, unless there is a proxy.
QCoro::Task<Result<QString>> handshake(
    QUrl url, QHostAddress address, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop);

/// The certificate that is shown there, and what checking it on this machine gave, which stops nothing: nothing is sent over
/// that connection. Nothing where no TLS is spoken.
struct Shown {
    QSslCertificate certificate;
    QList<QSslError> errors;
};
QCoro::Task<std::optional<Shown>> shownCertificate(
    QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop);

} // namespace probe
} // namespace mailboat
