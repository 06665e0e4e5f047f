// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/error.h"

#include <QDateTime>

#include <optional>

namespace mailboat {

/// What stands in the files of a certificate and its key, and what keeps a primary or its sites from using them.
struct CertificateReading {
    QDateTime until {}; ///< invalid: no certificate could be read
    std::optional<Error> certificateFault {}; ///< CertificateUnusable, or the gravest of certificateFaults()
    bool isWarning = false; ///< that the primary can show it all the same, and some sites may not take it
    std::optional<Error>
        keyFault {}; ///< CertificateUnusable: of the key, or that it does not belong to the certificate
};

/// Reads both, at most CertificateFiles::largest each; waits for the disk. `key` empty: it stands in the file of the certificate.
/// `host`: for which sites reach it; empty: none is known, and whether it is for that is not judged.
CertificateReading readCertificate(
    const QString &certificate, const QString &key, const QString &host, const Clock &clock);

} // namespace mailboat
