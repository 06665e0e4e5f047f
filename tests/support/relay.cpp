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

QString Relay::url() const
{
    const QString scheme = m_speaks == Speaks::Http ? QStringLiteral("http") : QStringLiteral("socks5");
    return QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(m_server.serverPort());
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

bool Relay::readConnect(QTcpSocket *client)
{
    const QByteArray head = client->peek(4096);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    client->read(end + 4);
    const QByteArray target = head.split(' ').value(1);
    m_targets.append(target);
    if (m_refusal != 0) {
        client->write("HTTP/1.1 " + QByteArray::number(m_refusal)
            + " No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        client->disconnectFromHost();
        return true;
    }
    carry(client, target.mid(target.lastIndexOf(':') + 1).toUShort(), "HTTP/1.1 200 Go on\r\n\r\n");
    return true;
}

bool Relay::readSocks(QTcpSocket *client)
{
    const QByteArray head = client->peek(512);
    if (head.size() >= 3 && head.at(1) == 1 && head.at(2) == 0 && !client->property("greeted").toBool()) {
        client->setProperty("greeted", true);
        client->read(3);
        client->write(QByteArray("\x05\x00", 2));
        return false;
    }
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
