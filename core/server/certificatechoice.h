// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <optional>

namespace mailboat {

class SyncPreferences;

/// Whether files can be saved as the preferences `tls-certificate` and `tls-key`. Each may be set alone, or a new pair could not be
/// saved one after the other: that they do not belong together is a warning. All wait for the disk.

/// Whether a certificate (PEM) stands in that file: CertificateUnusable (path, why).
Result<> mayBeCertificate(const QString &path);
/// Whether a key (PEM) stands in that file: CertificateUnusable (path, why).
Result<> mayBeKey(const QString &path);
/// Whether TLS takes them together, as the primary would: CertificateUnusable (path, why). `certificate` empty: there is none, which
/// is well; `key` empty: it stands in the file of the certificate.
Result<> mayBePair(const QString &certificate, const QString &key);
/// What keeps a primary from listening, by its preferences and files as they are now: CertificateUnusable, PlainHttpRefused.
std::optional<Error> listenFault(const SyncPreferences &preferences);

} // namespace mailboat
