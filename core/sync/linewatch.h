// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace mailboat {

/// Notices what may have mended a line, or made plans by time void: the machine has slept, somebody has set its clock, its
/// addresses are others than before. Looked at every now and then by its owner.
class LineWatch final
{
public:
    using Addresses = std::function<QStringList()>; ///< sorted
    /// `addresses`: those of this machine's network, unless a test gives others.
    explicit LineWatch(const Clock &clock, Addresses addresses = {});

    enum class Change {
        Woke,
        ClockSet,
        AddressGone, ///< connections from it lead nowhere
        AddressesChanged, ///< there is another, and none is gone
    };
    /// What has happened since the last look; the first one finds nothing. Addresses are read at most every 5 s.
    std::optional<Change> look();

private:
    const Clock &m_clock;
    Addresses m_addresses;
    std::optional<std::chrono::milliseconds> m_slept {}; ///< in all, since the machine was started
    std::chrono::milliseconds
        m_wall {}; ///< of the clock on the wall when the machine was started, as it shows time now
    std::chrono::milliseconds m_lastAddresses {}; ///< Clock::monotonic() when they were read
    QStringList m_known {};
    QStringList m_lastOnes {}; ///< m_known, or what it was before there were none
};

} // namespace mailboat
