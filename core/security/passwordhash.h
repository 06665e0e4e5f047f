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

} // namespace mailboat
