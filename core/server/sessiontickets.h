// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <gnutls/gnutls.h>
#include <microhttpd.h>

namespace mailboat {

/// Lets a client that comes again resume its TLS session, so that no certificate has to cross the line once more; a part of
/// HttpListener. libmicrohttpd has no option for it. The client keeps the session, encrypted with a key that lives as long as
/// this object: a session of an earlier listener costs a full handshake. From that key GnuTLS derives those that it uses, and
/// changes them with time; a session may be resumed for six hours, and the one that follows from it again.
class SessionTickets final
{
public:
    SessionTickets();
    ~SessionTickets();
    Q_DISABLE_COPY_MOVE(SessionTickets)
    /// For MHD_OPTION_NOTIFY_CONNECTION, with a SessionTickets as `tickets`. A connection has its TLS session then, and not a
    /// byte has been exchanged.
    static void offer(void *tickets, MHD_Connection *connection, void **context, MHD_ConnectionNotificationCode code);

private:
    gnutls_datum_t m_key {}; ///< empty: none could be made, and none are given out
};

} // namespace mailboat
