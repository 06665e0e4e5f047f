// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/machinekey.h"

#include <QString>

namespace mailboat {

/// By what a right password is known in microseconds once its slow hash is (design §7): a digest of it, keyed by this machine's
/// key, for one row and one slow hash. Beside that hash it may be kept in the datafile: a copy of it says nothing without the key,
/// and it ends with the password that it was made of. Any number of threads may use one object.
class PasswordDigests
{
public:
    explicit PasswordDigests(const MachineKey &key);
    /// Where this machine has no key: with one that ends with this object, so that a digest is worth nothing in a datafile.
    PasswordDigests();
    bool areLasting() const { return m_areLasting; }

    /// Whose password it is.
    struct Place {
        QString rowUuid; ///< peer.site_uuid
        QByteArray slowHash;
    };
    /// Of a password that fits the slow hash.
    QByteArray digest(const QByteArray &wirePassword, const Place &place) const;
    enum class Answer {
        Right,
        Wrong,
        Unknown ///< no digest, or one by another key
    };
    /// In constant time.
    Answer compare(const QByteArray &digest, const QByteArray &wirePassword, const Place &place) const;
    /// The same where the digest of what was presented is worked out already, by this object.
    Answer compare(const QByteArray &digest, const QByteArray &presented) const;

private:
    PasswordDigests(SecretKey key, bool areLasting);
    SecretKey m_key;
    QByteArray m_prefix; ///< of every digest by this key
    bool m_areLasting;
};

} // namespace mailboat
