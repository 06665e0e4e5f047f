// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/tlscredentials.h"

#include <gnutls/x509.h>

namespace mailboat {

namespace {

/// GnuTLS reads through a pointer to non-const bytes and leaves them alone; a copy of a key would stay in memory.
gnutls_datum_t datum(const QByteArray &bytes)
{
    return {reinterpret_cast<unsigned char *>(const_cast<char *>(bytes.constData())),
        static_cast<unsigned int>(bytes.size())};
}

/// What GnuTLS says of the certificates alone. gnutls_certificate_set_x509_key_mem() of 3.7 loses the memory of one that is broken.
int tryCertificates(const QByteArray &certificate)
{
    gnutls_x509_crt_t *list = nullptr;
    unsigned int count = 0;
    const gnutls_datum_t bytes = datum(certificate);
    const int taken = gnutls_x509_crt_list_import2(&list, &count, &bytes, GNUTLS_X509_FMT_PEM, 0);
    if (taken < 0)
        return taken;
    for (unsigned int i = 0; i < count; ++i)
        gnutls_x509_crt_deinit(list[i]);
    gnutls_free(list);
    return taken;
}

} // namespace

TlsCredentials::~TlsCredentials()
{
    if (m_credentials)
        gnutls_certificate_free_credentials(m_credentials);
}

int TlsCredentials::take(const QByteArray &certificate, const QByteArray &key)
{
    Q_ASSERT(!m_credentials);
    if (const int read = tryCertificates(certificate); read < 0)
        return read;
    if (const int made = gnutls_certificate_allocate_credentials(&m_credentials); made < 0)
        return made;
    const gnutls_datum_t certificateBytes = datum(certificate);
    const gnutls_datum_t keyBytes = datum(key);
    return gnutls_certificate_set_x509_key_mem(m_credentials, &certificateBytes, &keyBytes, GNUTLS_X509_FMT_PEM);
}

} // namespace mailboat
