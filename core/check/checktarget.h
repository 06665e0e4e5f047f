// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/knownprimary.h"
#include "core/domain/positions.h"
#include "core/domain/site.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace mailboat {

/// What a satellite knows of the primary that it checks.
struct CheckTarget {
    QString address; ///< as typed
    QString userName;
    QByteArray wirePassword;
    QString hardwareId;
    SyncId syncId; ///< this site's own
    std::optional<KnownPrimary> known {};
    SatellitePositions positions {};
    bool waitsForFirstLoad = false; ///< no cycle has run to its end
    qint64 recordsLoaded = 0; ///< of that load, in the cycles so far
    qint64 wireLoaded = 0; ///< bytes, body bytes both ways, that it took
};

struct CheckLimits {
    std::chrono::milliseconds step {10000};
    std::chrono::milliseconds whole {15000};
};

} // namespace mailboat
