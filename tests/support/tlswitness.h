// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <memory>

class QTcpSocket;

namespace mailboat::test {

/// Stands on the line before a server with TLS, passes everything on, and reads in the two hellos, which are not encrypted,
/// what became of each handshake. The server behind it may change while its own address stays.
class TlsWitness final : public QObject
{
    Q_OBJECT
public:
    struct Seen {
        QSsl::SslProtocol protocol
            = QSsl::UnknownProtocol; ///< TlsV1_2 or TlsV1_3; unknown: no hello of the server came
        bool isOffered = false; ///< the client had a session to resume
        bool isResumed = false; ///< and the server took it
        qint64 bytes = 0; ///< both ways, of TLS
        bool isOpen = true;
    };
    explicit TlsWitness(quint16 upstream, QObject *parent = nullptr);
    QUrl url() const; ///< https://127.0.0.1:port
    void setUpstream(quint16 port) { m_upstream = port; }
    QList<Seen> seen() const; ///< one a connection, in order
    void dropConnections();
    /// The next connections get through when that many clients have said their hello.
    void holdBack(int connections) { m_heldBack = connections; }

signals:
    void greeted(); ///< the server has said its hello
    void closed(); ///< a connection, by either side

private:
    struct Line;
    void accept();
    void await(const std::shared_ptr<Line> &line);
    void join(const std::shared_ptr<Line> &line);
    void carry(Line &line, QTcpSocket *from, QTcpSocket *to, QByteArray &kept);
    void read(Line &line);

    QTcpServer m_server;
    quint16 m_upstream;
    QList<std::shared_ptr<Line>> m_lines;
    QList<std::shared_ptr<Line>> m_waiting; ///< of these, with a hello that the server has not got yet
    int m_heldBack = 0;
};

} // namespace mailboat::test
