// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class SyncPreferences;

/// The rule on URLs of contract.md §3. Pure.

/// Trims, completes the scheme (http:// for an IP address or where a port is given, else https://) and takes the trailing
/// slash off. The host comes out in lower case, an international one in its ASCII form: what is shown is what is called.
/// UrlInvalid (value, why) for another path, user info, query, fragment, other schemes, no or a bad host, a port outside
/// 1 to 65535.
Result<QString> completedUrl(const QString &typed);

/// Whether a completed URL leads back to this site: its external-url, or, where it is a primary, the address it listens on
/// (any loopback name where it listens on loopback or on every address, this machine's own name too in the latter case).
/// A satellite does not listen, so its preset `listen` forbids nothing: its primary may run on the same machine.
bool isOwnAddress(const QString &url, const SyncPreferences &preferences);

} // namespace mailboat
