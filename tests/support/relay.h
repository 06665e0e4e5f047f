// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QTcpServer>

class QTcpSocket;

namespace mailboat::test {

/// A proxy on 127.0.0.1 that carries whole connections: HTTP's CONNECT, or SOCKS 5 without signing in. Every name that it is
/// asked for is 127.0.0.1.
class Relay final : public QObject
{
    Q_OBJECT
public:
    enum class Speaks { Http, Socks5 };
    explicit Relay(Speaks speaks, QObject *parent = nullptr);
    QString url() const; ///< as the preference `proxy` wants it
    const QList<QByteArray> &targets() const { return m_targets; } ///< "host:port", in order
    /// Answers CONNECT with this status instead.
    void refuse(int status) { m_refusal = status; }
    /// The next connections get through when there are that many.
    void holdBack(int connections) { m_heldBack = connections; }

private:
    void accept();
    bool readConnect(QTcpSocket *client);
    bool readSocks(QTcpSocket *client);
    void carry(QTcpSocket *client, quint16 port, const QByteArray &greeting);

    QTcpServer m_server;
    Speaks m_speaks;
    QList<QByteArray> m_targets;
    int m_refusal = 0;
    int m_heldBack = 0;
    QList<std::pair<QPointer<QTcpSocket>, quint16>> m_waiting; ///< connections still to be made
};

} // namespace mailboat::test
