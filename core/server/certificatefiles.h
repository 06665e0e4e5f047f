// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace mailboat {

/// A certificate with its chain, and its key; PEM.
struct CertificatePair {
    QByteArray certificate {};
    QByteArray key {};
    bool operator==(const CertificatePair &) const = default;
};

/// The files that a primary's certificate and key were read from, looked at again and again. Whoever renews a certificate writes
/// one file after the other, or moves a link: what has changed is read once nothing has changed for a while, and a pair that
/// does not fit is an error, not a pair.
class CertificateFiles final
{
public:
    /// How long both stay as they are before they are read.
    static constexpr std::chrono::milliseconds settling {1000};
    static constexpr qint64 largest = 1 << 20; ///< bytes of a file

    CertificateFiles() = default; ///< none: there is never any news
    /// What is no plain file (a pipe of the shell) is read by whoever started the program, and never again.
    CertificateFiles(QString certificate, QString key, const Clock &clock);
    /// Those that the preferences name: looked at whether they are there yet or not; what is no plain file is an error.
    static CertificateFiles ofPreferences(QString certificate, QString key, const Clock &clock);

    /// Of a plain file. CertificateUnusable (path, why).
    static Result<QByteArray> contentOf(const QString &path);

    bool areWatched() const { return m_clock != nullptr; }
    /// What the files hold, where they have changed since the last look and are quiet again; else nothing. Quick.
    std::optional<Result<CertificatePair>> look();
    /// What they hold now. CertificateUnusable (path, why).
    Result<CertificatePair> read();

private:
    QByteArray state() const;

    const Clock *m_clock = nullptr;
    bool m_arePlain = false; ///< or else they are not read
    QString m_certificate;
    QString m_key;
    QByteArray m_known; ///< the state that was read
    QByteArray m_seen; ///< at the last look
    std::chrono::milliseconds m_seenSince {};
};

} // namespace mailboat
