// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

namespace mailboat {

class Store;

/// The counterparts (Mirrors) that a site on Mobile lacks: of transfers that were complete before its first synchronisation, before
/// it ran Mobile, or while its store was another site's, and that nobody has touched since. In pieces, each a transaction, between
/// which others write. What has been made is remembered: begun again, it goes on with what is left. Counterparts that the site made
/// itself, while it ran another program, are noted first: there is one already, even where its source does not name it.
class MirrorFill
{
public:
    MirrorFill(Store &store, SyncId site);

    /// Where a store has come to the site (Mirrors::isDue()). Most often none has, and nobody waits for the writer.
    Result<> runIfDue();
    /// One piece at most. False: that was the last.
    Result<bool> step();

private:
    enum class Next { GatherOwn, NoteOwn, GatherSources, Make, Nothing };
    Result<> gather();
    Result<> noteOwn();
    Result<> make();

    Store &m_store;
    const SyncId m_site;
    Next m_next = Next::GatherOwn;
    qint64 m_done = 0; ///< up to this place
    qint64 m_last = 0; ///< place
};

} // namespace mailboat
