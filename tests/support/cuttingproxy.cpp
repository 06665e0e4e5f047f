// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/cuttingproxy.h"

#include <QPointer>
#include <QTcpSocket>

namespace mailboat::test {

namespace {

/// Length of the first whole message in `bytes`, or -1 where more is to come.
qsizetype messageLength(const QByteArray &bytes, qsizetype &bodyLength)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return -1;
    const qsizetype head = headEnd + 4;
    const QByteArray lower = bytes.left(head).toLower();
    if (lower.contains("\r\ntransfer-encoding: chunked")) {
        const qsizetype end = bytes.indexOf("\r\n0\r\n\r\n", head - 2);
        bodyLength = end < 0 ? 0 : end + 7 - head;
        return end < 0 ? -1 : end + 7;
    }
    const qsizetype at = lower.indexOf("\r\ncontent-length:");
    bodyLength = at < 0 ? 0 : lower.mid(at + 17, lower.indexOf("\r\n", at + 2) - at - 17).trimmed().toLongLong();
    return bytes.size() < head + bodyLength ? -1 : head + bodyLength;
}

} // namespace

struct CuttingProxy::Line {
    QPointer<QTcpSocket> client;
    QPointer<QTcpSocket> upstream;
    QByteArray request {};
    QByteArray answer {};
    qsizetype index = -1; ///< of the request under way in m_seen
};

QList<CuttingProxy::Cut> CuttingProxy::allCuts()
{
    return {Cut::BeforeRequest, Cut::InsideRequest, Cut::BeforeAnswer, Cut::InsideAnswer, Cut::AfterAnswer};
}

QByteArray CuttingProxy::nameOf(Cut cut)
{
    switch (cut) {
    case Cut::BeforeRequest:
        return "before the request";
    case Cut::InsideRequest:
        return "inside the request";
    case Cut::BeforeAnswer:
        return "before the answer";
    case Cut::InsideAnswer:
        return "inside the answer";
    case Cut::AfterAnswer:
        return "after the answer";
    }
    return {};
}

CuttingProxy::CuttingProxy(quint16 upstreamPort, QObject *parent)
    : QObject(parent)
    , m_upstreamPort(upstreamPort)
{
    m_server.listen(QHostAddress::LocalHost, 0);
    connect(&m_server, &QTcpServer::newConnection, this, &CuttingProxy::accept);
}

QUrl CuttingProxy::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void CuttingProxy::cutAt(int request, Cut cut)
{
    m_cutAt = static_cast<int>(m_seen.size()) + request - 1;
    m_cut = cut;
}

void CuttingProxy::restore()
{
    m_isDead = false;
    m_cutAt = -1;
}

void CuttingProxy::clearSeen()
{
    m_seen.clear();
    m_cutAt = -1;
}

void CuttingProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        if (m_isDead) {
            client->abort();
            client->deleteLater();
            continue;
        }
        auto *upstream = new QTcpSocket(client);
        auto line = std::make_shared<Line>();
        line->client = client;
        line->upstream = upstream;
        upstream->connectToHost(QHostAddress(QHostAddress::LocalHost), m_upstreamPort);
        connect(client, &QTcpSocket::readyRead, this, [this, line] { requestArrived(*line); });
        connect(upstream, &QTcpSocket::readyRead, this, [this, line] { answerArrived(*line); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(upstream, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
        connect(upstream, &QTcpSocket::errorOccurred, client, [client] { client->disconnectFromHost(); });
    }
}

bool CuttingProxy::isCutHere(const Line &line, Cut cut) const
{
    return line.index == m_cutAt && m_cut == cut;
}

void CuttingProxy::requestArrived(Line &line)
{
    line.request += line.client->readAll();
    if (line.index < 0) {
        const qsizetype lineEnd = line.request.indexOf("\r\n");
        if (lineEnd < 0)
            return;
        line.index = m_seen.size();
        m_seen.append(Seen {line.request.left(lineEnd)});
        if (isCutHere(line, Cut::BeforeRequest))
            return die();
    }
    qsizetype body = 0;
    const qsizetype length = messageLength(line.request, body);
    if (length < 0)
        return;
    m_seen[line.index].requestBody = body;
    if (isCutHere(line, Cut::InsideRequest)) {
        line.upstream->write(line.request.left(length / 2));
        line.upstream->flush();
        return die();
    }
    line.upstream->write(line.request.left(length));
    line.request.remove(0, length);
}

void CuttingProxy::answerArrived(Line &line)
{
    line.answer += line.upstream->readAll();
    qsizetype body = 0;
    const qsizetype length = messageLength(line.answer, body);
    if (length < 0 || line.index < 0)
        return;
    m_seen[line.index].answerBody = body;
    if (isCutHere(line, Cut::BeforeAnswer))
        return die();
    if (isCutHere(line, Cut::InsideAnswer)) {
        line.client->write(line.answer.left(length / 2));
        line.client->flush();
        return die();
    }
    const QByteArray answer = line.answer.left(length);
    line.answer.remove(0, length);
    if (m_oneIn > 0 && m_random.bounded(m_oneIn) == 0 && disturbed(line, answer, body))
        return;
    line.client->write(answer);
    if (isCutHere(line, Cut::AfterAnswer)) {
        line.client->flush();
        return die();
    }
    line.index = -1;
}

void CuttingProxy::disturb(int oneIn, quint32 seed)
{
    m_oneIn = oneIn;
    m_random.seed(seed);
}

/// Whether it has dealt with the answer.
bool CuttingProxy::disturbed(Line &line, QByteArray answer, qsizetype bodyLength)
{
    const auto kind = static_cast<Trouble>(m_random.bounded(troubleKinds));
    if (kind == Trouble::Corrupt && bodyLength == 0)
        return false;
    ++m_troubles[static_cast<int>(kind)];
    switch (kind) {
    case Trouble::Drop:
        answer.clear();
        break;
    case Trouble::CutShort:
        answer.truncate(m_random.bounded(1, static_cast<int>(answer.size())));
        break;
    case Trouble::Corrupt: {
        const qsizetype at = answer.size() - 1 - m_random.bounded(static_cast<int>(bodyLength));
        answer[at] = static_cast<char>(answer.at(at) ^ (1 << m_random.bounded(7)));
        line.client->write(answer);
        line.index = -1;
        return true;
    }
    case Trouble::Repeat:
        line.client->write(answer + answer);
        line.index = -1;
        return true;
    case Trouble::Refuse:
        answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\nConnection: close\r\n\r\nBusy";
        break;
    }
    line.client->write(answer);
    line.client->disconnectFromHost();
    line.upstream->abort();
    return true;
}

void CuttingProxy::die()
{
    m_isDead = true;
    if (onCut)
        onCut();
    // Only sockets with a parent pair are lines; what was flushed still arrives, then the connection closes.
    const auto sockets = m_server.findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (QTcpSocket *client : sockets) {
        if (auto *upstream = client->findChild<QTcpSocket *>())
            upstream->abort();
        client->disconnectFromHost();
    }
}

} // namespace mailboat::test
