// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <microhttpd.h>

#include <memory>
#include <mutex>
#include <unordered_map>

namespace mailboat {

/// What a listener speaks TLS with. GnuTLS's priorities, and why: nothing older than TLS 1.2; each key exchange has a secret of
/// its own, so that who takes the certificate's key later reads nothing of before (no static RSA, whose padding is also what
/// Bleichenbacher's attacks live from); and ciphers that authenticate what they encrypt (no CBC, with its padding oracles).
/// Named one by one, so that no later GnuTLS adds one unasked. Not DHE: a stranger can make it cost far more here than there.
/// What that shuts out is what uses the TLS of a Windows before 10, unless the certificate's key is of an elliptic curve.
inline constexpr const char *tlsPriorities
    = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:-CIPHER-ALL:+AES-256-GCM:"
      "+CHACHA20-POLY1305:+AES-128-GCM:+AES-256-CCM:+AES-128-CCM:-MAC-ALL:+AEAD";

/// Who a listener is to those that connect: a certificate with its key, which may be changed while it runs; a part of
/// HttpListener. libmicrohttpd takes one pair at its start, and asks for another one by a callback that knows neither listener
/// nor when a pair may go. So each connection is given its pair here, as its TLS session begins, and holds it until it ends:
/// those that are open go on with the pair that they have, and new ones get the new one, with another key for tickets: a
/// session of before is not resumed, for its client would not see the new certificate. Any thread.
class TlsIdentities final
{
public:
    TlsIdentities();
    ~TlsIdentities();
    Q_DISABLE_COPY_MOVE(TlsIdentities)
    /// From the next connection on. CertificateUnusable (path: empty); what was there stays then.
    Result<> set(const QByteArray &certificate, const QByteArray &key);
    /// At MHD_CONNECTION_NOTIFY_STARTED: a connection has its TLS session then, and not a byte has been exchanged.
    void began(MHD_Connection *connection);
    void ended(MHD_Connection *connection);

private:
    class Identity;
    std::mutex m_mutex;
    std::shared_ptr<Identity> m_current;
    std::unordered_map<MHD_Connection *, std::shared_ptr<Identity>> m_given;
};

} // namespace mailboat
