// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificateproblem.h"

#include <QCoreApplication>
#include <QSslCertificate>

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

/// What GnuTLS says of the pair.
int tryPair(const QByteArray &certificate, const QByteArray &key)
{
    if (const int read = tryCertificates(certificate); read < 0)
        return read;
    gnutls_certificate_credentials_t credentials = nullptr;
    if (const int made = gnutls_certificate_allocate_credentials(&credentials); made < 0)
        return made;
    const gnutls_datum_t certificateBytes = datum(certificate);
    const gnutls_datum_t keyBytes = datum(key);
    const int taken
        = gnutls_certificate_set_x509_key_mem(credentials, &certificateBytes, &keyBytes, GNUTLS_X509_FMT_PEM);
    gnutls_certificate_free_credentials(credentials);
    return taken;
}

} // namespace

QString certificateProblem(const QByteArray &certificate, const QByteArray &key)
{
    const int taken = tryPair(certificate, key);
    if (taken >= 0)
        return {};
    if (QSslCertificate::fromData(certificate, QSsl::Pem).isEmpty())
        return QCoreApplication::translate("mailboat", "the file of the certificate holds none in PEM format");
    if (key.contains("ENCRYPTED"))
        return QCoreApplication::translate("mailboat", "the key is protected by a password");
    if (!key.contains("PRIVATE KEY-----")) // QSslKey does not know every kind that TLS does
        return QCoreApplication::translate("mailboat", "the file of the key holds none in PEM format");
    if (taken == GNUTLS_E_CERTIFICATE_KEY_MISMATCH)
        return QCoreApplication::translate("mailboat", "the key does not belong to the certificate");
    return QCoreApplication::translate("mailboat", "TLS cannot use them (%1)")
        .arg(QString::fromUtf8(gnutls_strerror(taken)));
}

} // namespace mailboat
