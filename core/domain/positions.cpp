// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/positions.h"

#include <initializer_list>

namespace mailboat {

namespace {

struct Pair {
    qint64 here; ///< at the end that counts it
    qint64 there; ///< as the other end has seen it
};

/// The first number that the other end has seen higher than it is.
std::optional<Error> olderThanSeen(ErrorCode code, std::initializer_list<Pair> pairs)
{
    for (const auto &[here, there] : pairs) {
        if (there > here)
            return Error {code, {{QStringLiteral("known"), there}, {QStringLiteral("found"), here}}, {}};
    }
    return std::nullopt;
}

/// What a site has shown that this primary has not given, and what it shows now: whoever chooses has to know the highest.
Error withHigher(Error before, const std::optional<Error> &now)
{
    if (!now || now->code != ErrorCode::SiteNewer)
        return before; // the numbers have grown meanwhile, and mean something else
    for (const QString &key : now->values.keys()) {
        const QVariant known = before.values.value(key);
        if (!known.isValid() || known.toLongLong() < now->values.value(key).toLongLong())
            before.values.insert(key, now->values.value(key));
    }
    return before;
}

} // namespace

std::optional<Error> misfitOf(const SatellitePositions &satellite, const PrimaryPositions &primary)
{
    if (satellite.epoch.isEmpty())
        return std::nullopt;
    const bool isFormer = primary.formerEpochs.contains(satellite.epoch);
    if (satellite.epoch != primary.epoch && !isFormer)
        return Error {ErrorCode::EpochDiffers};
    // What the satellite has counted goes on over the primary's epochs: another machine may have gone on as that site.
    const auto ofSatellite
        = olderThanSeen(ErrorCode::DatafileOlder, {{satellite.sent, primary.taken}, {satellite.held, primary.held}});
    const auto ofPrimary = isFormer
        ? std::nullopt
        : olderThanSeen(ErrorCode::PrimaryOlder,
            {{primary.serial, satellite.cursor}, {primary.given, satellite.held}, {primary.taken, satellite.answered}});
    if (!ofPrimary && primary.isOlder)
        return Error {ErrorCode::PrimaryOlder};
    // A cursor that has gone back loses nothing: what is behind it comes again.
    return ofPrimary ? ofPrimary : ofSatellite;
}

std::optional<Error> misfitOf(SyncId site, const SatellitePositions &satellite, const PrimaryPositions &primary)
{
    std::optional<Error> misfit = misfitOf(satellite, primary);
    if (misfit && satellite.cursor > primary.serial + mostBeyondOwn)
        return misfitOfCursor(site, satellite.cursor, primary.serial);
    if (misfit) {
        misfit->code = misfit->code == ErrorCode::DatafileOlder ? ErrorCode::SiteOlder : ErrorCode::SiteNewer;
        misfit->values.insert(QStringLiteral("syncId"), site.value());
        misfit->values.insert(QStringLiteral("cursor"), satellite.cursor);
        misfit->values.insert(QStringLiteral("held"), satellite.held);
        misfit->values.insert(QStringLiteral("sent"), satellite.sent);
        if (satellite.epoch != primary.epoch)
            misfit->values.insert(QStringLiteral("epoch"), QString::fromLatin1(satellite.epoch));
    }
    return misfit;
}

std::optional<SiteMisfit> misfitToNote(SyncId site, const SatellitePositions &shown, const PrimaryPositions &known,
    const std::optional<SiteMisfit> &before)
{
    const std::optional<Error> misfit = misfitOf(site, shown, known);
    if (before && before->error.code == ErrorCode::SiteNewer && !shown.epoch.isEmpty())
        return SiteMisfit {withHigher(before->error, misfit), before->copy, before->since};
    const bool isSame = before && !shown.epoch.isEmpty() && !shown.copy.isEmpty() && shown.copy == before->copy;
    if (isSame && before->error.code == ErrorCode::TwoMachines) // until one of them is another copy
        return before;
    if (misfit)
        return SiteMisfit {*misfit, shown.copy};
    if (!isSame || before->error.code != ErrorCode::SiteOlder)
        return std::nullopt;
    return SiteMisfit {{ErrorCode::TwoMachines, {{QStringLiteral("syncId"), site.value()}}, {}}, before->copy};
}

std::optional<Error> misfitOfCursor(SyncId site, qint64 cursor, qint64 serial)
{
    if (cursor <= serial)
        return std::nullopt;
    if (cursor > serial + mostBeyondOwn)
        return Error {ErrorCode::PositionImpossible,
            {{QStringLiteral("syncId"), site.value()}, {QStringLiteral("value"), cursor},
                {QStringLiteral("limit"), serial + mostBeyondOwn}},
            {}};
    return Error {ErrorCode::SiteNewer,
        {{QStringLiteral("syncId"), site.value()}, {QStringLiteral("known"), cursor}, {QStringLiteral("found"), serial},
            {QStringLiteral("cursor"), cursor}},
        {}};
}

} // namespace mailboat
