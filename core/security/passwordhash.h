// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

namespace mailboat {

/// SHA-256 of the UTF-8 password as 64 lowercase hex digits: what goes over the wire (protocol.md §2.1).
QByteArray wirePassword(const QString &plain);

/// A salted Argon2id hash as libsodium writes it ("$argon2id$…"), 2 passes over 19 MiB (the OWASP minimum).
/// Where that memory is not to be had the program ends, as with any other allocation: an empty hash would lock somebody out.
QByteArray slowHash(const QByteArray &secret);
/// Constant-time check of a secret against such a hash; false for a damaged hash too, and for one of another cost.
bool matchesSlowHash(const QByteArray &secret, const QByteArray &hash);

/// In constant time for texts of one length.
bool equalInConstantTime(const QByteArray &left, const QByteArray &right);

/// Keyed hash in memory, so that a password that was right once is checked fast afterwards (design §7). The key is made
/// anew by each object: digests mean nothing elsewhere. Any number of threads may use one object.
class FastCheck
{
public:
    FastCheck();
    ~FastCheck(); // wipes the key
    Q_DISABLE_COPY_MOVE(FastCheck)
    QByteArray digest(const QByteArray &secret) const;
    static bool equal(const QByteArray &left, const QByteArray &right); ///< constant time

private:
    QByteArray m_key;
};

} // namespace mailboat
