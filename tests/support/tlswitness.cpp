// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tlswitness.h"

#include <QPointer>
#include <QTcpSocket>
#include <QtEndian>

#include <optional>

namespace mailboat::test {

namespace {

// RFC 8446, sections 4 and 5; RFC 5077 for TLS 1.2.
constexpr qsizetype recordHead = 5;
constexpr qsizetype messageHead = 4;
constexpr char handshakeRecord = 22;
constexpr char clientHello = 1;
constexpr char serverHello = 2;
constexpr quint16 sessionTicket = 35;
constexpr quint16 preSharedKey = 41;
constexpr quint16 supportedVersions = 43;
const QByteArray retryRequest = QByteArray::fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

struct Hello {
    QByteArray random {};
    QByteArray session {};
    QMap<quint16, QByteArray> extensions {};
};

class Bytes
{
public:
    explicit Bytes(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    QByteArray take(qsizetype count)
    {
        const QByteArray taken = m_bytes.mid(m_at, count);
        m_at += count;
        return taken;
    }
    int number(int width)
    {
        int value = 0;
        for (const char byte : take(width))
            value = value << 8 | static_cast<uchar>(byte);
        return value;
    }
    QByteArray counted(int width) { return take(number(width)); }
    bool isAtEnd() const { return m_at >= m_bytes.size(); }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

/// The handshake messages that came in the clear, but for the one that is not whole yet.
QList<QByteArray> messages(const QByteArray &stream)
{
    QByteArray handshake;
    for (qsizetype at = 0; at + recordHead <= stream.size() && stream.at(at) == handshakeRecord;) {
        const auto length = qFromBigEndian<quint16>(stream.constData() + at + 3);
        if (at + recordHead + length > stream.size())
            break;
        handshake += stream.mid(at + recordHead, length);
        at += recordHead + length;
    }
    QList<QByteArray> found;
    while (handshake.size() >= messageHead) {
        const qsizetype length = messageHead + Bytes(handshake.mid(1, 3)).number(3);
        if (handshake.size() < length)
            break;
        found.append(handshake.left(length));
        handshake.remove(0, length);
    }
    return found;
}

std::optional<Hello> helloOf(char kind, const QByteArray &stream)
{
    for (const QByteArray &message : messages(stream)) {
        if (message.at(0) != kind)
            continue;
        Bytes bytes(message.mid(messageHead + 2));
        Hello hello {bytes.take(32), bytes.counted(1)};
        if (hello.random == retryRequest)
            continue;
        if (kind == clientHello) { // what it can do; the server names what is done
            bytes.counted(2);
            bytes.counted(1);
        } else {
            bytes.take(3);
        }
        Bytes extensions(bytes.counted(2));
        while (!extensions.isAtEnd()) {
            const auto extension = static_cast<quint16>(extensions.number(2));
            hello.extensions.insert(extension, extensions.counted(2));
        }
        return hello;
    }
    return {};
}

} // namespace

struct TlsWitness::Line {
    QPointer<QTcpSocket> client {};
    QPointer<QTcpSocket> server {};
    QByteArray up {};
    QByteArray down {};
    Seen seen {};
};

TlsWitness::TlsWitness(quint16 upstream, QObject *parent)
    : QObject(parent)
    , m_upstream(upstream)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TlsWitness::accept);
    m_server.listen(QHostAddress::LocalHost);
}

QUrl TlsWitness::url() const
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort()));
}

QList<TlsWitness::Seen> TlsWitness::seen() const
{
    QList<Seen> all;
    for (const auto &line : m_lines)
        all.append(line->seen);
    return all;
}

void TlsWitness::dropConnections()
{
    for (const auto &line : std::as_const(m_lines)) {
        if (line->client)
            line->client->abort();
    }
}

void TlsWitness::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        const auto line = std::make_shared<Line>();
        m_lines.append(line);
        line->client = client;
        connect(client, &QTcpSocket::readyRead, this, [this, line] {
            if (line->server)
                carry(*line, line->client, line->server, line->up);
            else
                await(line);
        });
        connect(client, &QTcpSocket::disconnected, this, [this, line, client] {
            line->seen.isOpen = false;
            m_waiting.removeAll(line);
            client->deleteLater();
            emit closed();
        });
    }
}

void TlsWitness::await(const std::shared_ptr<Line> &line)
{
    if (m_waiting.contains(line) || !helloOf(clientHello, line->client->peek(line->client->bytesAvailable())))
        return;
    m_waiting.append(line);
    if (m_waiting.size() < m_heldBack)
        return;
    m_heldBack = 0;
    for (const auto &waiting : std::exchange(m_waiting, {}))
        join(waiting);
}

void TlsWitness::join(const std::shared_ptr<Line> &line)
{
    QTcpSocket *const client = line->client;
    line->server = new QTcpSocket(client);
    connect(line->server, &QTcpSocket::readyRead, this,
        [this, line] { carry(*line, line->server, line->client, line->down); });
    connect(line->server, &QTcpSocket::connected, this,
        [this, line] { carry(*line, line->client, line->server, line->up); });
    connect(line->server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(line->server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
    line->server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_upstream);
}

void TlsWitness::carry(Line &line, QTcpSocket *from, QTcpSocket *to, QByteArray &kept)
{
    if (!from || !to || to->state() != QAbstractSocket::ConnectedState)
        return;
    const QByteArray bytes = from->readAll();
    line.seen.bytes += bytes.size();
    if (line.seen.protocol == QSsl::UnknownProtocol) {
        kept += bytes;
        read(line);
    }
    to->write(bytes);
}

/// In TLS 1.3 the server says that it took the client's key; in 1.2 it repeats the name that the client gave the session.
void TlsWitness::read(Line &line)
{
    Seen &seen = line.seen;
    const std::optional<Hello> asked = helloOf(clientHello, line.up);
    const std::optional<Hello> answered = helloOf(serverHello, line.down);
    if (asked)
        seen.isOffered = asked->extensions.contains(preSharedKey) || !asked->extensions.value(sessionTicket).isEmpty();
    if (!asked || !answered)
        return;
    const bool is13 = answered->extensions.value(supportedVersions) == QByteArray::fromHex("0304");
    seen.protocol = is13 ? QSsl::TlsV1_3 : QSsl::TlsV1_2;
    seen.isResumed = is13 ? answered->extensions.contains(preSharedKey)
                          : !answered->session.isEmpty() && answered->session == asked->session;
    emit greeted();
}

} // namespace mailboat::test
