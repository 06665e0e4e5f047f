// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/sites.h"

namespace mailboat {

class Store;

/// Joins by which a site comes to see a person of another's: whoever knows an ID can make one, so each stands in the log, and a
/// site may make no more of them a day (of this machine's) than the preference max-joins-per-day says. A part of the caller's
/// transaction.
class JoinBook
{
public:
    explicit JoinBook(Store &store);

    /// Who may have more: nobody, whom the administrator lets in, and a site that writes for others.
    enum class Limit { Applies, Lifted };
    /// Enters a join of `site` to `person`. The inner error is JoinsTooMany, and nothing was entered.
    Result<std::optional<Error>> enter(SyncId site, const RecordHead &join, const RecordKey &person, Limit limit);

private:
    Result<std::optional<Error>> count(SyncId site);

    Store &m_store;
    std::optional<int> m_limit; ///< a day
};

} // namespace mailboat
