// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace mailboat::test {

struct ScriptedServer::Line {
    QPointer<QTcpSocket> socket;
    int number = 0;
    QByteArray arrived {};
    QByteArray toSend {};
    bool closesAfter = false;
};

namespace {

QByteArray chunkedBody(const QByteArray &body)
{
    QByteArray coded;
    constexpr qsizetype size = 1000;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray piece = body.mid(at, size);
        coded += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return coded + "0\r\n\r\n";
}

/// Empty while it has not arrived whole.
std::optional<ScriptedRequest> takeRequest(QByteArray &arrived)
{
    const qsizetype end = arrived.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    const QList<QByteArray> lines = arrived.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    ScriptedRequest request;
    request.verb = first.value(0);
    const QByteArray target = first.value(1);
    const qsizetype mark = target.indexOf('?');
    request.path = mark < 0 ? target : target.left(mark);
    request.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (arrived.size() < end + 4 + length)
        return std::nullopt;
    request.body = arrived.mid(end + 4, length);
    arrived.remove(0, end + 4 + length);
    return request;
}

} // namespace

QByteArray ScriptedRequest::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

ScriptedServer::ScriptedServer(std::optional<QSslConfiguration> tls)
    : m_isTls(tls.has_value())
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::accept);
    m_server->listen(QHostAddress::LocalHost);
}

ScriptedServer::~ScriptedServer()
{
    dropConnections();
}

QUrl ScriptedServer::url() const
{
    QUrl url;
    url.setScheme(m_isTls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    return url;
}

quint16 ScriptedServer::port() const
{
    return m_server->serverPort();
}

void ScriptedServer::row(const QByteArray &verb, const QByteArray &path, QList<ScriptedAnswer> answers)
{
    m_rows.removeIf([&](const Row &row) { return row.verb == verb && row.path == path; });
    m_rows.append({verb, path, std::move(answers)});
}

void ScriptedServer::handle(Handler handler)
{
    m_handler = std::move(handler);
}

QList<ScriptedRequest> ScriptedServer::requestsTo(const QByteArray &path) const
{
    QList<ScriptedRequest> some;
    std::copy_if(m_requests.begin(), m_requests.end(), std::back_inserter(some),
        [&](const ScriptedRequest &request) { return request.path == path; });
    return some;
}

void ScriptedServer::dropConnections()
{
    for (const std::weak_ptr<Line> &weak : std::exchange(m_lines, {})) {
        if (const std::shared_ptr<Line> line = weak.lock(); line && line->socket)
            line->socket->abort();
    }
}

void ScriptedServer::stopListening()
{
    m_server->close();
}

void ScriptedServer::accept()
{
    while (m_server->hasPendingConnections()) {
        const auto line = std::make_shared<Line>();
        line->socket = m_server->nextPendingConnection();
        line->number = ++m_connections;
        m_lines.append(line);
        connect(line->socket, &QTcpSocket::readyRead, this, [this, line] { read(line); });
        connect(line->socket, &QTcpSocket::disconnected, line->socket, &QObject::deleteLater);
        read(line);
    }
}

void ScriptedServer::read(const std::shared_ptr<Line> &line)
{
    if (!line->socket)
        return;
    line->arrived += line->socket->readAll();
    while (auto request = takeRequest(line->arrived)) {
        request->connection = line->number;
        m_requests.append(*request);
        emit requested(*request);
        const ScriptedAnswer answer = answerTo(*request);
        if (answer.delay.count() == 0)
            send(line, answer);
        else
            QTimer::singleShot(answer.delay, this, [this, line, answer] { send(line, answer); });
    }
}

ScriptedAnswer ScriptedServer::answerTo(const ScriptedRequest &request)
{
    if (m_handler) {
        if (auto answer = m_handler(request))
            return *answer;
    }
    for (Row &row : m_rows) {
        if (row.verb == request.verb && row.path == request.path && !row.answers.isEmpty())
            return row.answers.at(std::min(row.next++, row.answers.size() - 1));
    }
    return {.status = 404, .body = R"({"error":{"code":"no_such_row","message":"no row for this request"}})"};
}

void ScriptedServer::send(const std::shared_ptr<Line> &line, const ScriptedAnswer &answer)
{
    using End = ScriptedAnswer::End;
    if (!line->socket || answer.end == End::Silent)
        return;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\n";
    const QString now = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'");
    const bool hasDate = std::any_of(answer.headers.begin(), answer.headers.end(),
        [](const ScriptedAnswer::Header &header) { return header.first.toLower() == "date"; });
    if (!hasDate)
        head += "Date: " + now.toLatin1() + "\r\n";
    if (!answer.type.isEmpty())
        head += "Content-Type: " + answer.type + "\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (answer.chunked)
        head += "Transfer-Encoding: chunked\r\n";
    else if (answer.status != 204)
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    head += "\r\n";
    const QByteArray body = answer.chunked ? chunkedBody(answer.body) : answer.body;

    line->closesAfter = answer.end != End::Keep || !answer.raw.isEmpty();
    switch (answer.end) {
    case End::Keep:
    case End::CloseAfter:
        line->toSend = answer.raw.isEmpty() ? QByteArray(head + body) : answer.raw;
        break;
    case End::CutInHeaders:
        line->toSend = head.left(head.size() / 2);
        break;
    case End::CutInBody:
        line->toSend = head + body.left(body.size() / 2);
        break;
    case End::CutBefore:
    case End::Silent:
        line->toSend.clear();
        break;
    }
    drip(line, answer.dripBytes > 0 ? answer.dripBytes : line->toSend.size(), answer.dripEvery);
}

void ScriptedServer::drip(const std::shared_ptr<Line> &line, qsizetype bytes, std::chrono::milliseconds every)
{
    if (!line->socket)
        return;
    line->socket->write(line->toSend.left(bytes));
    line->socket->flush();
    line->toSend.remove(0, bytes);
    if (!line->toSend.isEmpty())
        QTimer::singleShot(every, this, [this, line, bytes, every] { drip(line, bytes, every); });
    else if (line->closesAfter)
        line->socket->disconnectFromHost();
}

} // namespace mailboat::test
