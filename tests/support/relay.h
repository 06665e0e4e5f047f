// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace mailboat::test {

/// A proxy on 127.0.0.1 that carries whole connections: HTTP's CONNECT, or SOCKS 5. Every name that it is asked for is
/// 127.0.0.1.
class Relay final : public QObject
{
    Q_OBJECT
public:
    enum class Speaks { Http, Socks5 };
    explicit Relay(Speaks speaks, QObject *parent = nullptr);
    /// As the preference `proxy` wants it; `signIn`: "user:password".
    QString url(const QString &signIn = {}) const;
    /// A server of this machine by a name that only a proxy finds: to this machine itself none is used.
    static QUrl beyond(QUrl server);
    /// Carries nothing for whoever does not say these.
    void askFor(const QByteArray &user, const QByteArray &password);
    const QList<QByteArray> &targets() const { return m_targets; } ///< "host:port", in order
    /// Answers CONNECT with this status instead.
    void refuse(int status) { m_refusal = status; }
    /// The next connections get through when there are that many.
    void holdBack(int connections) { m_heldBack = connections; }

private:
    void accept();
    bool readConnect(QTcpSocket *client);
    bool isRefused(const QByteArray &head) const;
    bool readSocks(QTcpSocket *client);
    bool readSocksMethods(QTcpSocket *client);
    bool readSocksSignIn(QTcpSocket *client);
    bool readSocksRequest(QTcpSocket *client);
    void carry(QTcpSocket *client, quint16 port, const QByteArray &greeting);

    QTcpServer m_server;
    Speaks m_speaks;
    QList<QByteArray> m_targets;
    int m_refusal = 0;
    QByteArray m_user;
    QByteArray m_password;
    int m_heldBack = 0;
    QList<std::pair<QPointer<QTcpSocket>, quint16>> m_waiting; ///< connections still to be made
};

} // namespace mailboat::test
