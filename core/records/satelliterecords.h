// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

class Store;

/// What a satellite owns, as a whole; the rule is that of Ownership.
class SatelliteRecords
{
public:
    explicit SatelliteRecords(Store &store);

    /// Generate: every record this site owns is put into the outbox, once. Returns how many.
    Result<qint64> queueOwned();
    Result<qint64> countOwned() const;
    /// A change that waits is refused by itself: it is set aside in the outbox, and named in quarantine with the reason. Its data
    /// stay where they are, in the records. False: it has changed since, or waits no more.
    Result<bool> setAside(const QueuedRecord &record, const Error &reason);
    /// What is set aside goes with the next push, and leaves the quarantine until it is refused again. Returns how many.
    Result<qint64> tryAgain();
    Result<bool> tryAgain(const RecordKey &key); ///< false: it is not set aside
    /// Whatever is set aside and stands in quarantine no more (somebody put the same record once more) goes again.
    Result<> reviewSetAside();
    /// Once the stores are known: changes that wait although this site may not make them (they were put before the
    /// first sync) go to quarantine, from where they can be tried again; one that came from nowhere else goes from the
    /// records. Returns how many.
    Result<qint64> reviewOutbox();

private:
    Store &m_store;
};

} // namespace mailboat
