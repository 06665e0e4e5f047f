// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/unbrought.h"

namespace mailboat {

class Store;

/// What a satellite holds and its primary does not bring, where everything is fetched anew after one of the two was restored from
/// a backup (protocol.md §2.9): nobody can tell then what has been deleted from what has been lost, so nothing goes unseen. What
/// this site owns is sent again, and after the primary was restored also what it may write though another site wrote it last; what it
/// may not write, it may not send: that leaves the records for the quarantine, by name. So does the form of a central record that a
/// restored primary replaces by another one (IntegrationPass): it may have been the newer. What such a primary brings and this site
/// has not may have been deleted since: it stays, for nobody can tell it from what is new, and the log names it.
/// Unbrought is the list of what has not come yet.
class Reconciliation final
{
public:
    explicit Reconciliation(Store &store);

    /// Everything comes anew from here on. What has landed before is merged first. A part of the caller's transaction.
    Result<> begin(Unbrought::Restored which, const SatellitePositions &known = {});

    struct Outcome {
        qint64 sentAgain = 0; ///< put into the outbox
        qint64 quarantined = 0;
        bool isDone = false;
    };
    /// Once the primary has brought everything: what it has not, in pieces, each a transaction; call until it is done. It is done,
    /// too, where it has begun anew since that round (Unbrought::round()).
    Result<Outcome> finish(qint64 round);

private:
    Result<> end();
    Result<qint64> sendOwn();
    Result<qint64> quarantineSome();

    Store &m_store;
    bool m_hasSentOwn = false;
};

} // namespace mailboat
