// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslError>

namespace mailboat {

/// Whether a certificate is for this name or address of a server: RFC 6125, by its alternative names, or its common name where
/// it has none.
bool isForHost(const QSslCertificate &certificate, const QString &host);

/// What keeps satellites from accepting the certificate that a primary shows them, the gravest first: what no satellite accepts
/// (CertificateExpired, TlsNotYetValid, CertificateUnusable where it is not made for servers), then what some may not
/// (CertificateWrongName of the first of `hosts` that it is not for, CertificateUntrusted), then what is to come
/// (CertificateEndsSoon). `found`: what checking its chain on this machine gave, whose dates do not count: `now` does.
QList<Error> certificateFaults(
    const QSslCertificate &certificate, const QList<QSslError> &found, const QStringList &hosts, const QDateTime &now);

/// Whether no satellite can sign in because of it.
bool isFatal(const Error &certificateFault);

/// A certificate that ends in less is to be renewed.
inline constexpr qint64 soonDays = 30;

} // namespace mailboat
