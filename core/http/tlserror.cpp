// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/tlserror.h"

#include "core/prefs/siteurl.h"

#include <QStringList>

namespace mailboat {

namespace {

struct TlsMeaning {
    QSslError::SslError found;
    ErrorCode code;
};

// In the order of what has to be mended first.
constexpr TlsMeaning tlsMeanings[] {
    {QSslError::SelfSignedCertificate, ErrorCode::TlsSelfSigned},
    {QSslError::SelfSignedCertificateInChain, ErrorCode::TlsUnknownIssuer},
    {QSslError::UnableToGetLocalIssuerCertificate, ErrorCode::TlsUnknownIssuer},
    {QSslError::UnableToGetIssuerCertificate, ErrorCode::TlsUnknownIssuer},
    {QSslError::UnableToVerifyFirstCertificate, ErrorCode::TlsUnknownIssuer},
    {QSslError::CertificateUntrusted, ErrorCode::TlsUnknownIssuer},
    {QSslError::CertificateExpired, ErrorCode::TlsExpired},
    {QSslError::CertificateNotYetValid, ErrorCode::TlsNotYetValid},
    {QSslError::HostNameMismatch, ErrorCode::TlsWrongName},
};

// The TLS library's own words, which no translation touches.
constexpr struct {
    const char *words;
    ErrorCode code;
} phrases[] {
    {"wrong version number", ErrorCode::TlsToPlainPort},
    {"packet length too long", ErrorCode::TlsToPlainPort},
    {"http request", ErrorCode::TlsToPlainPort},
    {"unsupported protocol", ErrorCode::TlsTooOld},
    {"protocol version", ErrorCode::TlsTooOld},
    {"version too low", ErrorCode::TlsTooOld},
};

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return names;
}

QString issuerOf(const QSslCertificate &certificate)
{
    const QStringList names
        = certificate.issuerInfo(QSslCertificate::CommonName) + certificate.issuerInfo(QSslCertificate::Organization);
    return names.join(QStringLiteral(", "));
}

} // namespace

Error tlsError(const QList<QSslError> &found, const QSslCertificate &shown, const QString &said, const QUrl &url)
{
    QVariantMap values {{QStringLiteral("host"), url.host()}, {QStringLiteral("port"), portOf(url)},
        {QStringLiteral("why"), said}, {QStringLiteral("names"), namesOf(shown).join(QStringLiteral(", "))},
        {QStringLiteral("issuer"), issuerOf(shown)}, {QStringLiteral("since"), shown.expiryDate()},
        {QStringLiteral("from"), shown.effectiveDate()}};
    for (const auto &[kind, code] : tlsMeanings) {
        for (const QSslError &error : found) {
            if (error.error() == kind)
                return {code, values, error.errorString()};
        }
    }
    if (!found.isEmpty()) {
        values.insert(QStringLiteral("why"), found.first().errorString());
        return {ErrorCode::TlsFailed, values, found.first().errorString()};
    }
    // Where a connection was begun before a request needed it, the words are all that Qt tells.
    for (const auto &[kind, code] : tlsMeanings) {
        if (said.contains(QSslError(kind).errorString(), Qt::CaseInsensitive))
            return {code, values, said};
    }
    for (const auto &[words, code] : phrases) {
        if (said.contains(QLatin1String(words), Qt::CaseInsensitive))
            return {code, values, said};
    }
    return {ErrorCode::TlsFailed, values, said};
}

} // namespace mailboat
