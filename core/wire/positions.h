// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonbody.h"
#include "core/domain/positions.h"
#include "core/domain/pushmark.h"
#include "core/domain/result.h"

namespace mailboat::wire {

// Our extension `epoch` (protocol.md §2.9): a satellite says its positions in a header of `/site`, and the number of a push in one
// of that; the primary answers with what it knows of them. Used only where both name it in `mailboat-can`.

inline constexpr const char *canHeader = "mailboat-can";
inline constexpr const char *can = "epoch, ahead, idle, waiting"; ///< what this build can, separated by ", "
/// Whether a `mailboat-can` header names the extension.
bool canEpoch(const QByteArray &header);
bool canAhead(const QByteArray &header); ///< a queue batch behind one that is not yet acknowledged (protocol.md §2.9)
bool canIdle(const QByteArray &header); ///< `/site` says how long the site's queue is
bool canWaiting(
    const QByteArray &header); ///< and about how much there is for the site, where it asks by `waitingHeader`
inline constexpr const char *waitingHeader = "mailboat-waiting"; ///< "1"

inline constexpr const char *positionsHeader = "mailboat-positions";
inline constexpr const char *pushHeader = "mailboat-push";
inline constexpr const char *pushBaseHeader = "mailboat-push-base";
inline constexpr const char *pushOverHeader = "mailboat-push-over";
QByteArray compose(const SatellitePositions &positions);
QByteArray compose(const PushMark::Span &over); ///< "90-107"
/// Nothing where there is no header. RequestMalformed (why).
Result<std::optional<PushMark::Span>> parsePushOver(const QByteArray &header);
/// Nothing where there is no header. RequestMalformed (why), for a number beyond highestPosition too.
Result<std::optional<SatellitePositions>> parsePositions(const QByteArray &header);
/// From the two headers of a push, either of which may be missing. RequestMalformed (why).
Result<PushMark> parsePushMark(const QByteArray &number, const QByteArray &base);

/// Of the answer to `/site`: `"epoch":"…","positions":{…}`, to stand in its object.
QByteArray compose(const PrimaryPositions &positions);
/// Nothing where they are not there, or are none that anything could be made of.
std::optional<PrimaryPositions> positionsFrom(const JsonBody &site);

} // namespace mailboat::wire
