// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QTcpServer;
class QTcpSocket;

namespace mailboat::test {

/// What a scripted server does with one request.
struct ScriptedAnswer {
    enum class End {
        Keep, ///< the connection stays for the next request
        CloseAfter, ///< all of the answer, then closed
        CutBefore, ///< closed without a byte of an answer
        CutInHeaders, ///< half of the headers
        CutInBody, ///< half of the body
        Silent, ///< no byte, and the connection stays open
    };
    using Header = std::pair<QByteArray, QByteArray>;

    int status = 200;
    QByteArray body {};
    QList<Header> headers {}; ///< beside Content-Length (or Transfer-Encoding), Content-Type and Date
    QByteArray type {"application/json"};
    bool chunked = false;
    End end = End::Keep;
    std::chrono::milliseconds delay {0};
    qsizetype dripBytes = 0; ///< above 0: that many bytes of the answer at a time…
    std::chrono::milliseconds dripEvery {10}; ///< …and a pause between
    QByteArray raw {}; ///< sent instead of everything above, then closed
};

struct ScriptedRequest {
    QByteArray verb;
    QByteArray path; ///< without the query
    QByteArray query; ///< without "?"
    QList<ScriptedAnswer::Header> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< 1 is the first that was opened
    QByteArray header(const QByteArray &lowerCaseName) const;
};

/// An HTTP server on 127.0.0.1 that answers by rows, on a real socket, in the thread that made it.
///
///     ScriptedServer server;
///     server.row("GET", "/sync/v5/site", {{.status = 503}, {.body = siteInfo}}); // the last one repeats
class ScriptedServer final : public QObject
{
    Q_OBJECT
public:
    explicit ScriptedServer(std::optional<QSslConfiguration> tls = {});
    ~ScriptedServer() override;
    QUrl url() const; ///< http(s)://127.0.0.1:port
    quint16 port() const;

    /// Answers to a verb and path, in order; the last one repeats. A later call replaces the row.
    void row(const QByteArray &verb, const QByteArray &path, QList<ScriptedAnswer> answers);
    /// Asked first; an empty optional leaves it to the rows. What no row answers is 404 with the protocol's error.
    using Handler = std::function<std::optional<ScriptedAnswer>(const ScriptedRequest &)>;
    void handle(Handler handler);

    const QList<ScriptedRequest> &requests() const { return m_requests; } ///< whole ones, in order of arrival
    QList<ScriptedRequest> requestsTo(const QByteArray &path) const;
    int connections() const { return m_connections; } ///< opened so far; with TLS: those whose handshake was finished
    void dropConnections(); ///< closes every open one
    void stopListening();

signals:
    void requested(const mailboat::test::ScriptedRequest &request);

private:
    struct Row {
        QByteArray verb;
        QByteArray path;
        QList<ScriptedAnswer> answers;
        qsizetype next = 0;
    };
    struct Line;
    void accept();
    void read(const std::shared_ptr<Line> &line);
    ScriptedAnswer answerTo(const ScriptedRequest &request);
    void send(const std::shared_ptr<Line> &line, const ScriptedAnswer &answer);
    void drip(const std::shared_ptr<Line> &line, qsizetype bytes, std::chrono::milliseconds every);

    std::unique_ptr<QTcpServer> m_server;
    QList<Row> m_rows;
    Handler m_handler {};
    QList<ScriptedRequest> m_requests;
    QList<std::weak_ptr<Line>> m_lines;
    int m_connections = 0;
    bool m_isTls = false;
};

} // namespace mailboat::test
