// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/store/peerstates.h"
#include "core/store/syncqueue.h"

namespace mailboat {

class Connection;

/// Tokens of one site's queue batches (protocol.md §2.9), of which nothing is kept: a token says the numbers of the batch's first
/// and last entry, which are never given twice, and a check over these, the site and its epoch. So one of before the site began
/// anew, or of before the datafile was put back from a copy, is none.
class BatchTokens
{
public:
    static Result<BatchTokens> of(Connection &connection, const PeerStates::Caller &site);

    /// Empty for a batch without records, which nobody has to acknowledge.
    QByteArray tokenFor(const QList<QueuedRecord> &batch) const;
    /// Nothing: a token that is not understood, such as one of an earlier build.
    std::optional<SyncQueue::Range> rangeOf(const QByteArray &token) const;

private:
    explicit BatchTokens(QByteArray owner);
    QByteArray tokenOf(SyncQueue::Range range) const;

    QByteArray m_owner; ///< what the check stands over, besides the numbers
};

} // namespace mailboat
