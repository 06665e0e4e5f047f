// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttp.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <utility>

namespace mailboat::test {

namespace {

constexpr int answerPatience = 10000; // ms

} // namespace

QByteArray RawReply::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers)
        if (name == lowerCaseName)
            return value;
    return {};
}

RawConnection::RawConnection(quint16 port, const QString &host)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(host, port);
    m_socket->waitForConnected(answerPatience);
}

RawConnection::RawConnection(quint16 port, const QHostAddress &from)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->bind(from);
    m_socket->connectToHost(QStringLiteral("127.0.0.1"), port);
    m_socket->waitForConnected(answerPatience);
}

RawConnection::RawConnection(quint16 port, const QSslCertificate &trusted)
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({trusted});
    socket->setSslConfiguration(configuration);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    socket->waitForEncrypted(answerPatience);
    m_socket = std::move(socket);
}

bool RawConnection::isConnected() const
{
    const auto *tls = qobject_cast<QSslSocket *>(m_socket.get());
    return m_socket->state() == QAbstractSocket::ConnectedState && (!tls || tls->isEncrypted());
}

void RawConnection::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(answerPatience)) {}
}

std::optional<RawReply> RawConnection::reply(bool hasBody)
{
    const auto head = readUntil("\r\n\r\n");
    if (!head)
        return {};
    RawReply reply;
    QList<QByteArray> lines = head->trimmed().split('\n');
    reply.status = lines.takeFirst().split(' ').value(1).toInt();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    }
    if (reply.status == 100 || !hasBody)
        return reply;
    const auto body = readBytes(reply.header("content-length").toLongLong());
    if (!body)
        return {};
    reply.body = *body;
    return reply;
}

bool RawConnection::closes()
{
    while (m_socket->state() == QAbstractSocket::ConnectedState && m_buffer.isEmpty()
        && m_socket->waitForReadyRead(answerPatience))
        m_buffer += m_socket->readAll();
    return m_buffer.isEmpty() && m_socket->bytesAvailable() == 0
        && m_socket->state() != QAbstractSocket::ConnectedState;
}

std::optional<QByteArray> RawConnection::rest()
{
    while (m_socket->state() == QAbstractSocket::ConnectedState && m_socket->waitForReadyRead(answerPatience)) {}
    m_buffer += m_socket->readAll();
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        return {};
    return std::exchange(m_buffer, {});
}

bool RawConnection::hasSomething()
{
    m_socket->waitForReadyRead(0);
    return !m_buffer.isEmpty() || m_socket->bytesAvailable() > 0;
}

void RawConnection::disconnect()
{
    m_socket->abort();
}

std::optional<QByteArray> RawConnection::readUntil(const QByteArray &end)
{
    qsizetype at = m_buffer.indexOf(end);
    while (at < 0) {
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(answerPatience))
            return {};
        m_buffer += m_socket->readAll();
        at = m_buffer.indexOf(end);
    }
    const QByteArray found = m_buffer.left(at + end.size());
    m_buffer.remove(0, found.size());
    return found;
}

std::optional<QByteArray> RawConnection::readBytes(qsizetype size)
{
    while (m_buffer.size() < size) {
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(answerPatience))
            return {};
        m_buffer += m_socket->readAll();
    }
    const QByteArray found = m_buffer.left(size);
    m_buffer.remove(0, size);
    return found;
}

QByteArray rawRequest(const QByteArray &method, const QByteArray &target,
    const QList<std::pair<QByteArray, QByteArray>> &headers, const QByteArray &body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: primary\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    if (!body.isNull())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return request + "\r\n" + body;
}

} // namespace mailboat::test
