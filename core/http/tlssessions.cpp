// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/tlssessions.h"

#include "core/http/proxy.h"
#include "core/prefs/siteurl.h"

namespace mailboat {

namespace {

constexpr qsizetype mostSessions = 32;
constexpr qint64 secondsUntilLookedAtAgain = 24L * 3600;

/// Before its ticket has come, a session of TLS 1.3 has no use.
bool isOfUse(const QSslConfiguration &used)
{
    const bool needsTicket = used.sessionProtocol() == QSsl::TlsV1_3;
    return !used.sessionTicket().isEmpty() && (!needsTicket || used.sessionTicketLifeTimeHint() > 0);
}

} // namespace

TlsSessions::Key TlsSessions::keyOf(const QUrl &url, const QNetworkProxy &proxy)
{
    return {url.host(QUrl::FullyEncoded), portOf(url), proxy.type(), proxyText(proxy)};
}

QSslConfiguration TlsSessions::configuration(const QUrl &url, const QNetworkProxy &proxy, const QDateTime &now)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false);
    const auto found = m_sessions.find(keyOf(url, proxy));
    if (found == m_sessions.end())
        return configuration;
    if (now < found->until && found->trusted == configuration.caCertificates())
        configuration.setSessionTicket(found->session);
    else
        m_sessions.erase(found);
    return configuration;
}

void TlsSessions::keep(const QUrl &url, const QNetworkProxy &proxy, const QSslConfiguration &used,
    const QList<QSslCertificate> &shown, const QDateTime &now)
{
    if (!isOfUse(used))
        return;
    const Key key = keyOf(url, proxy);
    const auto known = m_sessions.constFind(key);
    const bool isKnown = known != m_sessions.constEnd();
    if (shown.isEmpty() && !isKnown)
        return; // resumed, and nobody knows when a certificate was looked at
    QDateTime until = shown.isEmpty() ? known->until : now.addSecs(secondsUntilLookedAtAgain);
    for (const QSslCertificate &certificate : shown)
        until = std::min(until, certificate.expiryDate());
    if (!isKnown && m_sessions.size() >= mostSessions)
        m_sessions.clear();
    m_sessions.insert(key, {used.sessionTicket(), used.caCertificates(), until});
}

} // namespace mailboat
