// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/domain/result.h"

namespace mailboat {

class Store;

// At a primary that collects: which sites are awaited (AwaitedSites), and how they leave that list, with an entry in the log and
// another one with the last of them.

/// Whether a site may be asked to send again what it owns: a Mailboat, or one that has not called yet, and may be one.
bool mayHearWish(const Peer &peer);
/// Whether it has never called, as far as is known here: a copy knows nothing of what came after it.
bool hasNeverCalled(const Peer &peer);
enum class Occasion { AfterCopy, OnWish };
/// From now on the site is asked to send again what it owns, where it may hear that, and is awaited, unless it has never called.
/// `known`: how many records of it are here. `occasion`: whether a copy was noticed; what was is not forgotten while the site is
/// awaited. Joins the caller's transaction.
Result<> awaitAgain(Store &store, const Peer &peer, qint64 known, Occasion occasion);
/// It has ended the push that it was asked for, and is asked no more.
Result<> noteSentAgain(Store &store, SyncId site);
/// It has asked for its queue to be filled anew, and that was done. A Mailboat that was asked comes to that by its push; whatever else
/// runs there has nothing to send again once it initialises. Not for a fill that the primary makes up for, unasked.
Result<> noteInitialised(Store &store, SyncId site, const SiteApp &app);

} // namespace mailboat
