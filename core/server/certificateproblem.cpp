// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificateproblem.h"

#include "core/server/tlscredentials.h"

#include <QCoreApplication>
#include <QSslCertificate>

namespace mailboat {

QString certificateProblem(const QByteArray &certificate, const QByteArray &key)
{
    const int taken = TlsCredentials().take(certificate, key);
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
