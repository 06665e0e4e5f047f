// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recipients.h"

namespace mailboat {

/// Who may write what: the one place, for local changes, pushes, imports and what is tried again (contract.md §3, design §5,
/// protocol.md §4.10).
class Ownership
{
public:
    /// `here` is this site. A primary acts as whoever owns a record, so it may write everything.
    Ownership(Sites &sites, Recipients &recipients, SyncId here);

    /// The outer result fails where the datafile does; the inner error is the reason why `from` may not replace `before` (if
    /// there is one) by `after` (none: delete it). Both must be its own: nobody takes a record by claiming it.
    Result<std::optional<Error>> refusal(SyncId from, const RecordHead *before, const RecordHead *after);

private:
    enum class Side { Before, After };
    Result<std::optional<Error>> refusalOf(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessStoreOf(SyncId from, const RecordHead &record);
    Result<std::optional<Error>> unlessOwn(SyncId from, const RecordHead &record, Side side);
    Result<std::optional<Error>> unlessHeld(SyncId from, const RecordHead &record);

    Sites &m_sites;
    Recipients &m_recipients;
    SyncId m_here;
};

} // namespace mailboat
