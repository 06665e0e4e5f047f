// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <gnutls/gnutls.h>

namespace mailboat {

/// A certificate and its key as GnuTLS keeps them.
class TlsCredentials
{
public:
    TlsCredentials() = default;
    ~TlsCredentials();
    Q_DISABLE_COPY_MOVE(TlsCredentials)
    /// Both as PEM, once. Negative: what GnuTLS says of them.
    int take(const QByteArray &certificate, const QByteArray &key);
    gnutls_certificate_credentials_t get() const { return m_credentials; }

private:
    gnutls_certificate_credentials_t m_credentials = nullptr;
};

} // namespace mailboat
