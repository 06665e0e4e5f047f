// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QSslCertificate>
#include <QSslError>
#include <QUrl>

namespace mailboat {

/// Why a connection could not be made private: from what the certificate checks found, else from what the TLS library said.
/// The trust in a certificate comes before its dates, its dates before its name.
Error tlsError(const QList<QSslError> &found, const QSslCertificate &shown, const QString &said, const QUrl &url);

} // namespace mailboat
