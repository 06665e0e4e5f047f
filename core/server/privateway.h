// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/serverrequest.h"

namespace mailboat {

class SyncPreferences;

/// Whether nobody on the way can have read a request: it came by TLS, to this listener or to a trusted proxy before it, or did not
/// leave this machine. What a proxy says by X-Forwarded-Proto counts; of one that says nothing, whether `external-url` is https.
bool isPrivateWay(const ServerRequest &request, const SyncPreferences &preferences);

} // namespace mailboat
