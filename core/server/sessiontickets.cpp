// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/sessiontickets.h"

#include "core/server/log.h"

namespace mailboat {

SessionTickets::SessionTickets()
{
    const int made = gnutls_session_ticket_key_generate(&m_key);
    if (made >= 0)
        return;
    m_key = {};
    qCWarning(serverLog, "TLS sessions cannot be resumed: %s", gnutls_strerror(made));
}

/// GnuTLS wipes the copies that its sessions hold.
SessionTickets::~SessionTickets()
{
    if (!m_key.data)
        return;
    gnutls_memset(m_key.data, 0, m_key.size);
    gnutls_free(m_key.data);
}

void SessionTickets::offer(void *tickets, MHD_Connection *connection, void **, MHD_ConnectionNotificationCode code)
{
    const gnutls_datum_t &key = static_cast<SessionTickets *>(tickets)->m_key;
    if (code != MHD_CONNECTION_NOTIFY_STARTED || !key.data)
        return;
    const MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (!info || !info->tls_session)
        return;
    const int enabled = gnutls_session_ticket_enable_server(static_cast<gnutls_session_t>(info->tls_session), &key);
    if (enabled < 0)
        qCDebug(serverLog, "No session ticket: %s", gnutls_strerror(enabled));
}

} // namespace mailboat
