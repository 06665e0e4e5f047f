// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkProxy>
#include <QObject>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace mailboat {

/// What kind of program answered: neither HTTP client says so, they only fail.
struct Speaker {
    enum class Kind {
        Unknown, ///< nothing came, or too little to tell
        Http,
        Tls,
        Other,
    };
    Kind kind = Kind::Unknown;
    QString service {}; ///< of Other: "SSH", "MySQL" …, a name of ours; empty: one that we do not know
    bool operator==(const Speaker &) const = default;
};

/// From the first bytes that came of a connection.
Speaker speakerOf(const QByteArray &first);

/// Connects once more to where HTTP has failed, to hear what is there: most services speak first, the others answer the plain
/// HEAD request that is sent, with nothing of ours in it. Where that brings nothing, and HTTP was tried without TLS, it begins
/// TLS, too: many who expect that only close. Says what it heard after two seconds at most, once.
class Greeting final : public QObject
{
    Q_OBJECT
public:
    Greeting(const QUrl &url, const QNetworkProxy &proxy, QObject *parent);

signals:
    void heard(const mailboat::Speaker &speaker);

private:
    void listen();
    void beginTls();
    void endPlain();
    void end(const Speaker &speaker);

    QUrl m_url;
    QTcpSocket m_socket;
    QSslSocket m_tls; ///< verifies nobody: nothing is sent but a handshake
    QTimer m_limit;
    QByteArray m_first;
    bool m_isOver = false;
};

} // namespace mailboat
