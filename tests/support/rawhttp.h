// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QSslCertificate>
#include <QTcpSocket>

#include <memory>
#include <optional>

namespace mailboat::test {

struct RawReply {
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body; ///< as on the wire
    QByteArray header(const QByteArray &lowerCaseName) const;
};

/// A connection on which a test writes what it likes. Blocks; waits at most ten seconds for anything.
class RawConnection
{
public:
    explicit RawConnection(quint16 port, const QString &host = QStringLiteral("127.0.0.1"));
    /// From an address of this machine: all of 127.0.0.0/8 are.
    RawConnection(quint16 port, const QHostAddress &from);
    /// By TLS, trusting this certificate alone.
    RawConnection(quint16 port, const QSslCertificate &trusted);

    bool isConnected() const;
    void send(const QByteArray &bytes);
    /// The next answer; nothing where the connection ends first.
    /// `hasBody`: false for the answer to a HEAD.
    std::optional<RawReply> reply(bool hasBody = true);
    /// Whether the other side closes the connection (without another byte).
    bool closes();
    /// All that comes until the other side closes the connection; nothing where it does not.
    std::optional<QByteArray> rest();
    /// Whether a byte has come that nobody has read; does not wait.
    bool hasSomething();
    void disconnect();

private:
    std::optional<QByteArray> readUntil(const QByteArray &end);
    std::optional<QByteArray> readBytes(qsizetype size);

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_buffer;
};

/// A request as bytes, with Host and, for a body, Content-Length.
QByteArray rawRequest(const QByteArray &method, const QByteArray &target,
    const QList<std::pair<QByteArray, QByteArray>> &headers = {}, const QByteArray &body = {});

} // namespace mailboat::test
