// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificatereading.h"

#include "core/server/certificatefaults.h"
#include "core/server/certificatefiles.h"
#include "core/server/certificateproblem.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

/// The file's name stands in the field already.
Error unusableFile(const QString &why)
{
    return {ErrorCode::CertificateUnusable, {{QStringLiteral("why"), why}}};
}

Error withoutPath(const Error &error)
{
    QVariantMap values = error.values;
    values.remove(QStringLiteral("path"));
    return {error.code, values, error.detail};
}

} // namespace

CertificateReading readCertificate(
    const QString &certificate, const QString &key, const QString &host, const Clock &clock)
{
    CertificateReading reading;
    const Result<QByteArray> shown = CertificateFiles::contentOf(certificate);
    if (!shown) {
        reading.certificateFault = withoutPath(shown.error());
        return reading;
    }
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*shown, QSsl::Pem);
    if (chain.isEmpty()) {
        reading.certificateFault = unusableFile(
            QCoreApplication::translate("mailboat", "the file of the certificate holds none in PEM format"));
        return reading;
    }
    reading.until = chain.constFirst().expiryDate();
    const QStringList hosts = host.isEmpty() ? QStringList() : QStringList {host};
    const QList<Error> faults
        = certificateFaults(chain.constFirst(), QSslCertificate::verify(chain), hosts, clock.utcNow());
    if (!faults.isEmpty()) {
        reading.certificateFault = withoutPath(faults.constFirst());
        reading.isWarning = !isFatal(faults.constFirst());
    }
    const Result<QByteArray> secret = key.isEmpty() ? shown : CertificateFiles::contentOf(key);
    if (!secret)
        reading.keyFault = withoutPath(secret.error());
    else if (const QString why = certificateProblem(*shown, *secret); !why.isEmpty())
        reading.keyFault = unusableFile(why);
    return reading;
}

} // namespace mailboat
