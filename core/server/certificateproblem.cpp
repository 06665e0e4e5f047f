// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificateproblem.h"

#include <QCoreApplication>
#include <QSslCertificate>

namespace mailboat {

QString certificateProblem(const QByteArray &certificate, const QByteArray &key)
{
    if (QSslCertificate::fromData(certificate, QSsl::Pem).isEmpty())
        return QCoreApplication::translate("mailboat", "the file of the certificate holds none in PEM format");
    if (key.contains("ENCRYPTED"))
        return QCoreApplication::translate("mailboat", "the key is protected by a password");
    if (!key.contains("PRIVATE KEY-----")) // QSslKey does not know every kind that TLS does
        return QCoreApplication::translate("mailboat", "the file of the key holds none in PEM format");
    return QCoreApplication::translate("mailboat", "the key does not belong to the certificate, or is damaged");
}

} // namespace mailboat
