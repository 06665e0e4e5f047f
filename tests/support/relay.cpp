// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/relay.h"

#include <QTcpSocket>
#include <QtEndian>

namespace mailboat::test {

Relay::Relay(Speaks speaks, QObject *parent)
    : QObject(parent)
    , m_speaks(speaks)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &Relay::accept);
}

QString Relay::url(const QString &signIn) const
{
    const QString scheme = m_speaks == Speaks::Http ? QStringLiteral("http") : QStringLiteral("socks5");
    const QString who = signIn.isEmpty() ? QString() : signIn + u'@';
    return scheme + QStringLiteral("://") + who + QStringLiteral("127.0.0.1:") + QString::number(m_server.serverPort());
}

QUrl Relay::beyond(QUrl server)
{
    server.setHost(QStringLiteral("primary.invalid"));
    return server;
}

void Relay::askFor(const QByteArray &user, const QByteArray &password)
{
    m_user = user;
    m_password = password;
}

void Relay::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client] {
            const bool isDone = m_speaks == Speaks::Http ? readConnect(client) : readSocks(client);
            if (isDone)
                client->disconnect(this);
        });
    }
}

bool Relay::isRefused(const QByteArray &head) const
{
    const QByteArray wanted = "Proxy-Authorization: Basic " + QByteArray(m_user + ':' + m_password).toBase64() + "\r\n";
    return m_refusal != 0 || (!m_user.isEmpty() && !head.contains(wanted));
}

bool Relay::readConnect(QTcpSocket *client)
{
    const QByteArray head = client->peek(4096);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    client->read(end + 4);
    const QByteArray target = head.split(' ').value(1);
    m_targets.append(target);
    if (isRefused(head)) {
        constexpr int signInWanted = 407;
        client->write("HTTP/1.1 " + QByteArray::number(m_refusal != 0 ? m_refusal : signInWanted)
            + " No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        client->disconnectFromHost();
        return true;
    }
    carry(client, target.mid(target.lastIndexOf(':') + 1).toUShort(), "HTTP/1.1 200 Go on\r\n\r\n");
    return true;
}

bool Relay::readSocks(QTcpSocket *client)
{
    const QString state = client->property("state").toString();
    if (state.isEmpty())
        return readSocksMethods(client);
    return state == QLatin1String("sign-in") ? readSocksSignIn(client) : readSocksRequest(client);
}

bool Relay::readSocksMethods(QTcpSocket *client)
{
    const QByteArray head = client->peek(512);
    if (head.size() < 2 || head.size() < 2 + head.at(1))
        return false;
    const QByteArray methods = client->read(2 + head.at(1)).mid(2);
    const char method = m_user.isEmpty() ? 0 : 2;
    const bool isOffered = methods.contains(method);
    client->write(QByteArray(1, 5) + QByteArray(1, isOffered ? method : '\xff'));
    client->setProperty("state", method == 2 ? QStringLiteral("sign-in") : QStringLiteral("request"));
    if (!isOffered)
        client->disconnectFromHost();
    return !isOffered;
}

bool Relay::readSocksSignIn(QTcpSocket *client)
{
    const auto length = [](const QByteArray &text) { return QByteArray(1, static_cast<char>(text.size())); };
    const QByteArray wanted = QByteArray(1, 1) + length(m_user) + m_user + length(m_password) + m_password;
    const QByteArray said = client->readAll(); // in one piece: it is short
    const bool isRight = said == wanted;
    client->write(QByteArray(1, 1) + QByteArray(1, isRight ? '\0' : '\1'));
    client->setProperty("state", QStringLiteral("request"));
    if (!isRight)
        client->disconnectFromHost();
    return !isRight;
}

bool Relay::readSocksRequest(QTcpSocket *client)
{
    const QByteArray head = client->peek(512);
    if (head.size() < 7)
        return false;
    const bool isName = head.at(3) == 3;
    const qsizetype length = isName ? head.at(4) : 4;
    const qsizetype from = isName ? 5 : 4;
    if (head.size() < from + length + 2)
        return false;
    client->read(from + length + 2);
    const auto port = qFromBigEndian<quint16>(head.constData() + from + length);
    const QByteArray host = isName
        ? head.mid(from, length)
        : QHostAddress(qFromBigEndian<quint32>(head.constData() + from)).toString().toLatin1();
    m_targets.append(host + ':' + QByteArray::number(port));
    carry(client, port, QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10));
    return true;
}

void Relay::carry(QTcpSocket *client, quint16 port, const QByteArray &greeting)
{
    auto *upstream = new QTcpSocket(client);
    connect(upstream, &QTcpSocket::connected, client, [client, greeting] { client->write(greeting); });
    connect(upstream, &QTcpSocket::readyRead, client, [client, upstream] { client->write(upstream->readAll()); });
    connect(client, &QTcpSocket::readyRead, upstream, [client, upstream] { upstream->write(client->readAll()); });
    connect(upstream, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    m_waiting.append({upstream, port});
    if (m_waiting.size() < m_heldBack)
        return;
    m_heldBack = 0;
    for (const auto &[waiting, to] : std::exchange(m_waiting, {})) {
        if (waiting)
            waiting->connectToHost(QHostAddress(QHostAddress::LocalHost), to);
    }
}

} // namespace mailboat::test
