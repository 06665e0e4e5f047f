// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

namespace mailboat {

class Store;

/// This site's Sync ID has changed: what it wrote stays its own. Where its role has changed too, a new primary's central
/// records get their place in the change log, and what waited to be pushed goes on its way from here; what a
/// satellite's synchronisation was stopped by is over. In the caller's transaction.
Result<> followSite(Store &store, SyncId before, SyncId now);

} // namespace mailboat
