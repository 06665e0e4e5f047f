// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/greeting.h"

#include "core/prefs/siteurl.h"

#include <QString>

#include <chrono>

namespace mailboat {

namespace {

constexpr std::chrono::seconds patience {2};
constexpr qsizetype enough = 512; // bytes

/// How services begin that are met in the place of a primary: what they say first, or to a request of HTTP.
constexpr struct {
    QByteArrayView begin {};
    const char *name = nullptr;
} greetings[] {
    {"SSH-", "SSH"},
    {"-ERR ", "Redis"},
    {"-NOAUTH", "Redis"},
    {"-DENIED", "Redis"},
    {"-LOADING", "Redis"},
    {"-MISCONF", "Redis"},
    {"+PONG", "Redis"},
    {"+OK", "POP3"},
    {"* OK", "IMAP"},
    {"* BYE", "IMAP"},
    {"* PREAUTH", "IMAP"},
    {"RFB 0", "VNC"},
    {"@RSYNCD:", "rsync"},
    {"AMQP", "AMQP"},
    {"ERROR\r\n", "memcached"},
};

/// Mail and file transfer greet alike, with a number and a sentence (RFC 5321, RFC 959).
QString numberedService(const QByteArray &first)
{
    const bool isNumbered
        = first.size() >= 4 && (first.startsWith("220") || first.startsWith("421") || first.startsWith("554"));
    if (!isNumbered || (first[3] != ' ' && first[3] != '-'))
        return {};
    return first.toUpper().contains("FTP") ? QStringLiteral("FTP") : QStringLiteral("SMTP");
}

/// A packet of MySQL: its length in three bytes, number 0, then version 9 or 10 of the protocol, or an error.
QString databaseService(const QByteArray &first)
{
    if (first.size() < 5 || first[2] != 0 || first[3] != 0)
        return {};
    const auto kind = static_cast<unsigned char>(first[4]);
    if (kind != 9 && kind != 10 && kind != 0xff)
        return {};
    return first.contains("MariaDB") ? QStringLiteral("MariaDB") : QStringLiteral("MySQL");
}

QString serviceOf(const QByteArray &first)
{
    for (const auto &[begin, name] : greetings) {
        if (first.startsWith(begin))
            return QString::fromLatin1(name);
    }
    const QString numbered = numberedService(first);
    return numbered.isEmpty() ? databaseService(first) : numbered;
}

} // namespace

Speaker speakerOf(const QByteArray &first)
{
    constexpr QByteArrayView http = "HTTP/";
    constexpr char alert = 0x15;
    constexpr char handshake = 0x16;
    if (first.isEmpty() || (first.size() < http.size() && http.startsWith(first)))
        return {};
    if (first.startsWith(http))
        return {Speaker::Kind::Http};
    if (first.size() >= 2 && (first[0] == alert || first[0] == handshake) && first[1] == 3)
        return {Speaker::Kind::Tls};
    return {Speaker::Kind::Other, serviceOf(first)};
}

Greeting::Greeting(const QUrl &url, const QNetworkProxy &proxy, QObject *parent)
    : QObject(parent)
    , m_url(url)
{
    m_socket.setProxy(proxy);
    connect(&m_socket, &QTcpSocket::connected, this, [this, host = url.host(QUrl::FullyEncoded).toLatin1()] {
        m_socket.write("HEAD / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &Greeting::listen);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &Greeting::endPlain);
    connect(&m_limit, &QTimer::timeout, this, [this] { end(speakerOf(m_first)); });
    m_limit.setSingleShot(true);
    m_limit.start(patience);
    m_socket.connectToHost(url.host(), portOf(url));
}

/// A line, or as much as any of them needs.
void Greeting::listen()
{
    m_first += m_socket.read(enough - m_first.size());
    if (m_first.contains('\n') || m_first.size() >= 7)
        endPlain();
}

void Greeting::endPlain()
{
    const Speaker speaker = speakerOf(m_first);
    m_socket.disconnect(this);
    m_socket.abort();
    if (speaker.kind == Speaker::Kind::Unknown && m_url.scheme() == QLatin1String("http"))
        beginTls();
    else
        end(speaker);
}

void Greeting::beginTls()
{
    m_tls.setProxy(m_socket.proxy());
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    connect(&m_tls, &QSslSocket::encrypted, this, [this] { end({Speaker::Kind::Tls}); });
    connect(&m_tls, &QSslSocket::errorOccurred, this, [this] {
        const bool hasShown = !m_tls.peerCertificate().isNull(); // it may want a certificate of ours
        end(hasShown ? Speaker {Speaker::Kind::Tls} : Speaker {});
    });
    m_tls.connectToHostEncrypted(m_url.host(), portOf(m_url));
}

void Greeting::end(const Speaker &speaker)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_limit.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    m_tls.disconnect(this);
    m_tls.abort();
    emit heard(speaker);
}

} // namespace mailboat
