// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

class SyncPreferences;

/// Whether a completed URL leads back to this site: its external-url, or, where it is a primary, the address it listens on
/// (any loopback name where it listens on loopback or on every address, this machine's own name too in the latter case).
/// A satellite does not listen, so its preset `listen` forbids nothing: its primary may run on the same machine.
bool isOwnAddress(const QString &url, const SyncPreferences &preferences);

} // namespace mailboat
