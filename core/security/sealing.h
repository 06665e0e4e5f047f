// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/machinekey.h"

namespace mailboat {

/// A secret, encrypted and signed (XChaCha20-Poly1305) with a key and with what it belongs to: the box opens nowhere else.
/// Every box of one secret is another one.
QByteArray sealed(const QByteArray &secret, const SecretKey &key, const QByteArray &belongsTo);
/// What is in a box; empty where it was made with another key, for something else, or was altered.
std::optional<QByteArray> unsealed(const QByteArray &box, const SecretKey &key, const QByteArray &belongsTo);

} // namespace mailboat
