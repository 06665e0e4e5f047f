// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificatefaults.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace mailboat {

namespace {

/// Names, and addresses as text.
QStringList namesIn(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return names;
}

/// "*.example.org" stands for one label more, and for no name without a dot behind the star.
bool covers(const QString &pattern, const QString &host)
{
    if (pattern.compare(host, Qt::CaseInsensitive) == 0)
        return true;
    const qsizetype dot = host.indexOf(u'.');
    return pattern.startsWith(QLatin1String("*.")) && pattern.count(u'.') > 1 && dot > 0
        && QStringView(pattern).sliced(1).compare(QStringView(host).sliced(dot), Qt::CaseInsensitive) == 0;
}

bool isOfChain(QSslError::SslError error)
{
    switch (error) {
    case QSslError::NoError:
    case QSslError::CertificateExpired: // judged by our own clock
    case QSslError::CertificateNotYetValid:
    case QSslError::HostNameMismatch: // it was called by an address of this machine
    case QSslError::InvalidPurpose:
        return false;
    default:
        return true;
    }
}

QString issuerIn(const QSslCertificate &certificate)
{
    const QStringList names
        = certificate.issuerInfo(QSslCertificate::CommonName) + certificate.issuerInfo(QSslCertificate::Organization);
    return names.join(QStringLiteral(", "));
}

bool has(const QList<QSslError> &found, QSslError::SslError kind)
{
    return std::any_of(found.cbegin(), found.cend(), [kind](const QSslError &one) { return one.error() == kind; });
}

void addFatal(QList<Error> &faults, const QSslCertificate &certificate, const QList<QSslError> &found,
    const QStringList &hosts, const QDateTime &now)
{
    const QDateTime until = certificate.expiryDate();
    const QDateTime from = certificate.effectiveDate();
    if (until < now)
        faults.append({ErrorCode::CertificateExpired, {{QStringLiteral("until"), until}}});
    if (from > now)
        faults.append(
            {ErrorCode::TlsNotYetValid, {{QStringLiteral("host"), hosts.value(0)}, {QStringLiteral("from"), from}}});
    if (has(found, QSslError::InvalidPurpose))
        faults.append({ErrorCode::CertificateUnusable,
            {{QStringLiteral("path"), QString()},
                {QStringLiteral("why"),
                    QCoreApplication::translate("mailboat", "it is not made for servers, says its purpose")}}});
}

} // namespace

bool isForHost(const QSslCertificate &certificate, const QString &host)
{
    const QHostAddress address(host);
    const QStringList names = namesIn(certificate);
    return std::any_of(names.cbegin(), names.cend(),
        [&](const QString &name) { return address.isNull() ? covers(name, host) : QHostAddress(name) == address; });
}

QList<Error> certificateFaults(
    const QSslCertificate &certificate, const QList<QSslError> &found, const QStringList &hosts, const QDateTime &now)
{
    QList<Error> faults;
    addFatal(faults, certificate, found, hosts, now);
    for (const QString &host : hosts) {
        if (isForHost(certificate, host))
            continue;
        faults.append({ErrorCode::CertificateWrongName,
            {{QStringLiteral("names"), namesIn(certificate).join(QStringLiteral(", "))},
                {QStringLiteral("host"), host}}});
        break;
    }
    const auto ofChain
        = std::find_if(found.cbegin(), found.cend(), [](const QSslError &one) { return isOfChain(one.error()); });
    if (ofChain != found.cend())
        faults.append({ErrorCode::CertificateUntrusted, {{QStringLiteral("issuer"), issuerIn(certificate)}},
            ofChain->errorString()});
    const QDateTime until = certificate.expiryDate();
    if (until >= now && now.daysTo(until) < soonDays)
        faults.append({ErrorCode::CertificateEndsSoon,
            {{QStringLiteral("days"), now.daysTo(until)}, {QStringLiteral("until"), until}}});
    return faults;
}

bool isFatal(const Error &certificateFault)
{
    return certificateFault.code == ErrorCode::CertificateExpired || certificateFault.code == ErrorCode::TlsNotYetValid
        || certificateFault.code == ErrorCode::CertificateUnusable;
}

} // namespace mailboat
