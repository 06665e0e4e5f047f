// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/tlsidentities.h"

#include "core/server/certificateproblem.h"
#include "core/server/log.h"
#include "core/server/sessiontickets.h"

namespace mailboat {

class TlsIdentities::Identity
{
public:
    Identity() = default;
    ~Identity()
    {
        if (m_credentials)
            gnutls_certificate_free_credentials(m_credentials);
    }
    Q_DISABLE_COPY_MOVE(Identity)

    /// GnuTLS reads through pointers to non-const bytes and leaves them alone.
    bool take(const QByteArray &certificate, const QByteArray &key)
    {
        const auto datum = [](const QByteArray &bytes) {
            return gnutls_datum_t {reinterpret_cast<unsigned char *>(const_cast<char *>(bytes.constData())),
                static_cast<unsigned int>(bytes.size())};
        };
        const gnutls_datum_t certificateBytes = datum(certificate);
        const gnutls_datum_t keyBytes = datum(key);
        return gnutls_certificate_allocate_credentials(&m_credentials) >= 0
            && gnutls_certificate_set_x509_key_mem(m_credentials, &certificateBytes, &keyBytes, GNUTLS_X509_FMT_PEM)
            >= 0;
    }

    void giveTo(MHD_Connection *connection)
    {
        const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
        if (!info || !info->tls_session)
            return;
        const int given = gnutls_credentials_set(
            static_cast<gnutls_session_t>(info->tls_session), GNUTLS_CRD_CERTIFICATE, m_credentials);
        if (given < 0)
            qCWarning(serverLog, "A connection keeps the certificate of the start: %s", gnutls_strerror(given));
        SessionTickets::offer(&m_tickets, connection, nullptr, MHD_CONNECTION_NOTIFY_STARTED);
    }

private:
    gnutls_certificate_credentials_t m_credentials = nullptr;
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
