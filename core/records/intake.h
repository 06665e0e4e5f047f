// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/nameless.h"

namespace mailboat {

class Store;

/// Takes what is pulled, a batch in one transaction with the cursor, or with the list of what is to be acknowledged.
///
/// Usually it lands (Landing), and is integrated after the pull, so that no reader sees half an invoice. While the first load into an
/// empty datafile is under way (FirstLoad) it goes straight into the records, by the rules of integration and in the order in which
/// it came: what a landed record meets when its turn comes are the records before it and what waits in the outbox, and both are
/// then the same. Where something has landed all the same (by an earlier build), the batch lands behind it.
class Intake
{
public:
    explicit Intake(Store &store);
    struct Taken {
        qint64 integrated = 0; ///< gone straight into the records; 0 where the batch has landed
        qint64 quarantined = 0; ///< straight; of those that are counted all
    };
    /// StateChanged where the cursor is no longer `expectedCursor` (Retrieve reset it meanwhile): then nothing is stored.
    Result<Taken> takeCentral(const QList<LoggedRecord> &batch, qint64 expectedCursor, qint64 newCursor,
        const NamelessRecords &nameless = {});
    Result<Taken> takeQueued(const QList<QueuedRecord> &batch, const NamelessRecords &nameless = {});

private:
    template<class Entries, class Land, class Note>
    Result<Taken> take(const Entries &batch, const NamelessRecords &nameless, const Land &land, const Note &note);
    Result<bool> goesStraight();
    template<class Entries>
    Result<Taken> integrate(const Entries &batch);

    Store &m_store;
};

} // namespace mailboat
