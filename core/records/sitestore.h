// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

namespace mailboat {

class Store;

/// The one store of a site whose program can have no other number of them, and who supplies it.
struct SiteStore {
    QByteArray store;
    QByteArray name; ///< that stands behind it
    QByteArray supplyingStore; ///< as its name says; empty: none
    QByteArray supplyingStoreName;
};

/// MobileOneStore (stores: how many).
Result<SiteStore> siteStore(Store &store, SyncId site);

} // namespace mailboat
