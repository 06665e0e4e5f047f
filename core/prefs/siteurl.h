// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

class QUrl;

namespace mailboat {

/// The rule on URLs of contract.md §3. Pure.

/// Trims, completes the scheme (http:// for an IP address or where a port is given, else https://) and takes the trailing
/// slash off. The host comes out in lower case, an international one in its ASCII form: what is shown is what is called.
/// UrlInvalid (value, why) for another path, user info, query, fragment, other schemes, no or a bad host, a port outside
/// 1 to 65535.
Result<QString> completedUrl(const QString &typed);

/// Where a server listens that a URL names: its port, or that of its scheme.
quint16 portOf(const QUrl &url);

} // namespace mailboat
