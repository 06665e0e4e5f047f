// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/site.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>

namespace mailboat {

/// How far two ends have come with each other (protocol.md §2.9). All numbers only grow, and are stored with what they count, so
/// that whoever works on an older copy of a datafile shows smaller ones than the other end has seen.

/// No position is believed beyond what a number of JavaScript, and of JSON as most programs read it, can say.
inline constexpr qint64 highestPosition = qint64(1) << 53;
/// No position is believed that a primary says beyond this: what the satellite then counts on from it has to have room.
inline constexpr qint64 highestAnswered = qint64(1) << 52;

/// How far above its own a primary believes a position that a site shows: after it was restored its sites may have seen serials
/// that were numbered anew since (each time 2^24 higher); but serials end at 2^31, and no site shall use them up.
inline constexpr qint64 mostBeyondOwn = qint64(1) << 28;

/// How far above the last push taken the number of the next one may be: a site counts up by at most 2^16 with each, and one number
/// out of reach, taken once, would make that site an older copy for ever.
inline constexpr qint64 mostPushesAhead = qint64(1) << 32;
/// How far above that a site that takes over what a primary says goes on with its own numbers, else with the primary's.
inline constexpr qint64 mostSentAhead = mostPushesAhead / 2;

/// What a satellite says with each `/site`.
struct SatellitePositions {
    QByteArray epoch {}; ///< of the primary that the numbers belong to; empty: it begins afresh
    QByteArray copy {}; ///< of this datafile: renewed whenever a person has said that it goes on
    qint64 cursor = 0; ///< in the change log
    qint64 held = 0; ///< the highest number of the queue that it has stored
    qint64 sent = 0; ///< the number of the last push that it sent
    qint64 answered = 0; ///< of the last one that was answered
    bool operator==(const SatellitePositions &) const = default;
};

/// What the primary knows of the same, of that site.
struct PrimaryPositions {
    QByteArray epoch {}; ///< made with its datafile, renewed by a restore and by what a person chooses after that
    QList<QByteArray>
        formerEpochs {}; ///< what it was before, and has been gone on from: to sites that know these it is not older
    qint64 serial = 0; ///< the highest that the change log has ever given
    qint64 given = 0; ///< the highest number that its queues have ever given
    qint64 held = 0; ///< the highest number that the site has acknowledged
    qint64 taken = 0; ///< the number of the site's last push that was taken
    bool isOlder
        = false; ///< it has once been older than the site had seen, and nobody has chosen since (misfitToNote())
    bool operator==(const PrimaryPositions &) const = default;
};

/// What does not fit, as the satellite sees it: EpochDiffers, PrimaryOlder, DatafileOlder (both: known, found). Nothing where it
/// fits, and where the satellite knows no epoch yet: then it takes over what the primary knows.
std::optional<Error> misfitOf(const SatellitePositions &satellite, const PrimaryPositions &primary);
/// The same as the primary says it of that site: SiteNewer, SiteOlder (both: cursor, held, sent: as the site shows them; epoch: that
/// the site knows, where it differs), PositionImpossible.
std::optional<Error> misfitOf(SyncId site, const SatellitePositions &satellite, const PrimaryPositions &primary);
/// What a primary notes of a site that does not fit.
struct SiteMisfit {
    Error error; ///< SiteNewer, SiteOlder, TwoMachines, PositionImpossible
    QByteArray copy {}; ///< SatellitePositions::copy of whoever showed it
    QDateTime since {}; ///< UTC, where it has been noted
    /// The same finding, whenever it was noted.
    bool operator==(const SiteMisfit &other) const { return error == other.error && copy == other.copy; }
};
/// That of a site that has shown its positions, given what was noted before; nothing: it fits. Once an older copy has been seen,
/// the newer one at work under the same name shows that there are two machines. A primary that was older than this copy has seen
/// stays that, whichever copy of the site calls, and also where it has given as many numbers since, until somebody has chosen or the
/// site begins afresh.
std::optional<SiteMisfit> misfitToNote(SyncId site, const SatellitePositions &shown, const PrimaryPositions &known,
    const std::optional<SiteMisfit> &before);
/// Of a cursor that this primary cannot have given: PositionImpossible where it lies more than mostBeyondOwn above the serials, else
/// SiteNewer (cursor).
std::optional<Error> misfitOfCursor(SyncId site, qint64 cursor, qint64 serial);

} // namespace mailboat
