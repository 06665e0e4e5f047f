// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonbody.h"
#include "core/domain/positions.h"
#include "core/domain/result.h"

namespace mailboat::wire {

// Our extension `epoch` (protocol.md §2.9): a satellite says its positions in a header of `/site`, and the number of a push in one
// of that; the primary answers with what it knows of them. Used only where both name it in `mailboat-can`.

inline constexpr const char *canHeader = "mailboat-can";
inline constexpr const char *can = "epoch"; ///< what this build can, separated by ", "
/// Whether a `mailboat-can` header names the extension.
bool canEpoch(const QByteArray &header);

inline constexpr const char *positionsHeader = "mailboat-positions";
inline constexpr const char *pushHeader = "mailboat-push";
QByteArray compose(const SatellitePositions &positions);
/// Nothing where there is no header. RequestMalformed (why), for a number beyond highestPosition too.
Result<std::optional<SatellitePositions>> parsePositions(const QByteArray &header);
/// The number of a push. Nothing where there is no header. RequestMalformed (why).
Result<std::optional<qint64>> parsePushNumber(const QByteArray &header);

/// Of the answer to `/site`: `"epoch":"…","positions":{…}`, to stand in its object.
QByteArray compose(const PrimaryPositions &positions);
/// Nothing where they are not there, or are none that anything could be made of.
std::optional<PrimaryPositions> positionsFrom(const JsonBody &site);

} // namespace mailboat::wire
