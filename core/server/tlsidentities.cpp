// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/tlsidentities.h"

#include "core/server/certificateproblem.h"
#include "core/server/log.h"
#include "core/server/sessiontickets.h"
#include "core/server/tlscredentials.h"

namespace mailboat {

class TlsIdentities::Identity
{
public:
    bool take(const QByteArray &certificate, const QByteArray &key)
    {
        return m_credentials.take(certificate, key) >= 0;
    }

    void giveTo(MHD_Connection *connection)
    {
        const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
        if (!info || !info->tls_session)
            return;
        const int given = gnutls_credentials_set(
            static_cast<gnutls_session_t>(info->tls_session), GNUTLS_CRD_CERTIFICATE, m_credentials.get());
        if (given < 0)
            qCWarning(serverLog, "A connection keeps the certificate of the start: %s", gnutls_strerror(given));
        SessionTickets::offer(&m_tickets, connection, nullptr, MHD_CONNECTION_NOTIFY_STARTED);
    }

private:
    TlsCredentials m_credentials;
    SessionTickets m_tickets;
};

TlsIdentities::TlsIdentities() = default;
TlsIdentities::~TlsIdentities() = default;

Result<> TlsIdentities::set(const QByteArray &certificate, const QByteArray &key)
{
    auto identity = std::make_shared<Identity>();
    const QString problem = certificateProblem(certificate, key);
    if (!problem.isEmpty() || !identity->take(certificate, key))
        return failure(
            ErrorCode::CertificateUnusable, {{QStringLiteral("path"), QString()}, {QStringLiteral("why"), problem}});
    const std::lock_guard lock(m_mutex);
    m_current = std::move(identity);
    return {};
}

void TlsIdentities::began(MHD_Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    if (!m_current)
        return;
    m_current->giveTo(connection);
    m_given.insert_or_assign(connection, m_current);
}

void TlsIdentities::ended(MHD_Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    m_given.erase(connection);
}

} // namespace mailboat
