// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/site.h"

namespace mailboat {

class Store;

/// Merges what has landed into the records, in order of arrival, in transactions of thousands.
/// A record that waits in the outbox is not overwritten: where this site may write it the landed one is dropped (ours goes
/// to the primary and wins there); where it may not, ours goes to quarantine and the landed one is taken.
/// What comes by sync is not put into the outbox. Merges (protocol.md §5.2) remove the record merged away.
class Integrator
{
public:
    explicit Integrator(Store &store);
    struct Outcome {
        qint64 integrated = 0;
        qint64 quarantined = 0;
        qint64 left = 0;
    };
    /// One transaction over at most `most` landed records; call until `left` is 0.
    Result<Outcome> step(int most = 5000);
    /// Takes one record as if it had just landed, in the caller's transaction; the inner error says why it cannot be taken.
    Result<std::optional<Error>> take(const Record &record);

private:
    Store &m_store;
};

} // namespace mailboat
