// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/result.h"
#include "core/domain/site.h"

#include <optional>

namespace mailboat {

class RecordWriter;
class Store;

/// Joins that a site asks the primary for, to patients whom its people have found there (protocol.md §8).
class PersonJoins
{
public:
    explicit PersonJoins(Store &store);

    struct Wish {
        QByteArray patient; ///< ID of the name
        QByteArray store; ///< one of the site's
    };
    /// Joins the patient to the store as a join pushed by the site does: it counts among those of the day, and is logged. Join
    /// and patient, with all that belongs to him or her, are queued for the site; where they were joined already, once more. Returns the
    /// join's ID. RecordMissing: no such patient; RecordNotOwned: the store is another site's; JoinsTooMany: the join waits in
    /// quarantine for the administrator.
    Result<QByteArray> join(SyncId site, const Wish &wish);

private:
    Result<QByteArray> put(RecordWriter &writer, SyncId site, const Wish &wish, std::optional<Error> &refused);

    Store &m_store;
};

} // namespace mailboat
