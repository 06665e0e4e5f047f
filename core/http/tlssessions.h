// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

#include <tuple>

namespace mailboat {

/// The TLS sessions of Qt's client, for new connections to resume: one for each server and proxy, in memory only, since who
/// has a session can read what is sent in it. Whoever resumes a session does not look at the certificate again. So one is
/// kept only of a connection whose certificate was accepted, and offered only while the same issuers are trusted, that
/// certificate and its issuers' are valid, and the last certificate that was looked at is less than a day ago. Issuers that Qt
/// loads when it needs them, as Debian's system-wide ones, cannot be compared: for them it is the day that counts.
///
/// What Qt 6.4 with OpenSSL 3 makes of it: all connections of a QNetworkAccessManager to one server share a TLS context, which
/// begins with the first request and ends after two minutes without any. A session given with that first request is resumed
/// by the connections that are opened together; one that is given later is ignored. In TLS 1.2 the context resumes what its
/// connections began, too. In 1.3 it has nothing for a connection that is opened later: what it keeps is the session at the
/// end of the handshake, before the ticket has come, and a session that was resumed counts as used up. The ticket is in
/// QNetworkReply::sslConfiguration() once there is an answer, where SslOptionDisableSessionPersistence is off. So HttpClient
/// begins anew, by clearConnectionCache(), when nothing is under way and the connections are old or one has failed; a single
/// connection that Qt opens again between two requests makes a full handshake.
class TlsSessions
{
public:
    /// As the process trusts and speaks, with the session that may be resumed by a new connection, if there is one.
    QSslConfiguration configuration(const QUrl &url, const QNetworkProxy &proxy, const QDateTime &now);
    /// `used`: of an answer that came over a connection whose certificate was accepted; `shown`: its peerCertificateChain(),
    /// empty where that connection has resumed a session itself.
    void keep(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &used,
        const QList<QSslCertificate> &shown, const QDateTime &now);

private:
    struct Session {
        QByteArray session;
        QList<QSslCertificate> trusted;
        QDateTime until; ///< a full handshake is wanted then
    };
    using Key = std::tuple<QString, int, int, QString>; ///< host and port, the proxy's kind and address
    static Key keyOf(const QUrl &url, const QNetworkProxy &proxy);
    QMap<Key, Session> m_sessions;
};

} // namespace mailboat
