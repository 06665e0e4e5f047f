// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificatechoice.h"

#include "core/prefs/plainhttp.h"
#include "core/prefs/syncpreferences.h"
#include "core/server/certificatefiles.h"
#include "core/server/certificateproblem.h"

#include <QCoreApplication>
#include <QSslCertificate>

namespace mailboat {

namespace {

Result<> unusableChoice(const QString &path, const QString &why)
{
    return failure(ErrorCode::CertificateUnusable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}});
}

} // namespace

Result<> mayBeCertificate(const QString &path)
{
    return CertificateFiles::contentOf(path).and_then([&path](const QByteArray &content) -> Result<> {
        if (!QSslCertificate::fromData(content, QSsl::Pem).isEmpty())
            return {};
        return unusableChoice(
            path, QCoreApplication::translate("mailboat", "the file of the certificate holds none in PEM format"));
    });
}

Result<> mayBeKey(const QString &path)
{
    return CertificateFiles::contentOf(path).and_then([&path](const QByteArray &content) -> Result<> {
        if (content.contains("ENCRYPTED"))
            return unusableChoice(path, QCoreApplication::translate("mailboat", "the key is protected by a password"));
        // Begin and end: one that was cut short is none. Of its kinds TLS knows more than Qt.
        if (content.contains("-----BEGIN ") && content.count("PRIVATE KEY-----") >= 2)
            return {};
        return unusableChoice(
            path, QCoreApplication::translate("mailboat", "the file of the key holds none in PEM format"));
    });
}

Result<> mayBePair(const QString &certificate, const QString &key)
{
    if (certificate.isEmpty())
        return {};
    const auto contentFrom = [](const QString &path) { return CertificateFiles::contentOf(path); };
    const Result<QByteArray> shown = contentFrom(certificate);
    const Result<QByteArray> secret = key.isEmpty() ? shown : contentFrom(key);
    if (!shown || !secret)
        return failure(shown ? secret.error() : shown.error());
    const QString why = certificateProblem(*shown, *secret);
    if (why.isEmpty())
        return {};
    return unusableChoice(key.isEmpty() ? certificate : certificate + QStringLiteral(", ") + key, why);
}

std::optional<Error> listenFault(const SyncPreferences &preferences)
{
    const QString certificate = preferences.tlsCertificate.value();
    const Result<> may = certificate.isEmpty() ? mayListenPlainly(preferences.listen.value(), preferences)
                                               : mayBePair(certificate, preferences.tlsKey.value());
    return may ? std::nullopt : std::optional(may.error());
}

} // namespace mailboat
