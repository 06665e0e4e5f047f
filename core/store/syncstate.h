// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/knownprimary.h"
#include "core/domain/positions.h"
#include "core/domain/result.h"

#include <QDateTime>
#include <QStringList>
#include <optional>

namespace mailboat {

class Connection;

/// What a satellite knows of its primary, and the times that `status` shows. Every setter is a transaction of its own
/// or joins the caller's.
class SyncState
{
public:
    explicit SyncState(Connection &connection);

    Result<qint64> cursor() const;
    Result<> setCursor(qint64 cursor);

    Result<std::optional<KnownPrimary>> known() const; ///< empty until the first `/site`
    Result<> setKnown(const std::optional<KnownPrimary> &known);

    Result<bool> isQueuePrepared() const; ///< initialise has been answered (protocol.md §2.5)
    Result<> setQueuePrepared(bool prepared);
    Result<bool> isInitialised() const; ///< a cycle has run to its end
    Result<> setInitialised(bool initialised);
    /// Everything comes anew from the same primary: cursor 0, the queue is to be prepared, and nothing of before is acknowledged.
    Result<> beginAnew();
    /// Retrieve at a satellite: cursor 0, nothing known, queue prepared as the caller says; one transaction. What waits to be
    /// pushed is of before that (PushBases).
    Result<> resetForRetrieve(bool queuePrepared);

    /// How far this site has come with its primary.
    Result<SatellitePositions> positions() const;
    /// Takes over what the primary knows, where the site knows no epoch yet or one that was gone on from. The cursor stays,
    /// unless the primary has never given it.
    Result<> adopt(const PrimaryPositions &primary);
    Result<> noteHeld(qint64 number); ///< of the queue; the higher one counts
    /// The number of a push that is about to be sent: above the last one, by how much is left to chance.
    Result<qint64> nextPush();
    Result<> notePushAnswered(qint64 number);
    /// Whether the last push that the primary has taken may be one of this copy's; else another machine has the same datafile.
    Result<bool> isOwnPush(qint64 taken) const;
    /// A person has said that this copy goes on: whoever else has the same datafile is another one from now on.
    Result<> renewCopy();

    struct Times {
        QDateTime lastSync; ///< end of the last cycle that has asked the primary anything, however it went
        QDateTime lastSuccess;
        QDateTime nextSync; ///< planned by the engine; invalid: none
        std::optional<Error> lastError {}; ///< of the last cycle
        int failuresInARow = 0;
        QDateTime failingSince {}; ///< end of the first of them; invalid: none
    };
    Result<Times> times() const;
    /// `hasTried`: whether it has asked anybody; one that could not is a failure, and no try.
    Result<> setCycleEnd(const QDateTime &when, const std::optional<Error> &error, bool hasTried = true);
    /// What the last cycles ended with does not hold any more: somebody has chosen how the site goes on.
    Result<> forgetError();
    Result<> setNextSync(const QDateTime &when);
    /// Why the engine or the last cycle is stopped for good: WrongPrimary, WrongSite; empty: not blocked.
    Result<std::optional<Error>> blocked() const;
    Result<> setBlocked(const std::optional<Error> &error);

private:
    /// The number of pushes goes on: the primary may have seen it.
    Result<> forgetPositions();
    Result<qint64> highestToAcknowledge() const; ///< 0: none
    Result<QStringList> unansweredPushes() const; ///< their numbers, in order

    Connection &m_connection;
};

} // namespace mailboat
