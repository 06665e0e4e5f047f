// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QCoroTask>
#include <QNetworkProxy>
#include <QObject>
#include <QUrl>

#include <chrono>

namespace mailboat {

/// The parts of a connection tried one by one, as a check does it; no part sends a byte of its own. Each gives up after `limit`
/// and ends as Cancelled once it is stopped. The result is what was found, for people.
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

/// HostNotFound, NoNameService.
QCoro::Task<Result<QString>> resolve(QUrl url, std::chrono::milliseconds limit, const Stop *stop);
/// To the server, or to the proxy where there is one: ConnectionRefused, ConnectionFiltered, NoRoute, ProxyRefused, ProxyNotFound.
QCoro::Task<Result<QString>> connect(QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop);
/// A handshake with all checks of the certificate: the Tls group, ConnectionFiltered, ConnectionLost.
QCoro::Task<Result<QString>> handshake(
    QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop);
/// Whether TLS is spoken there at all, whatever the certificate.
QCoro::Task<bool> speaksTls(QUrl url, QNetworkProxy proxy, std::chrono::milliseconds limit, const Stop *stop);

} // namespace probe
} // namespace mailboat
