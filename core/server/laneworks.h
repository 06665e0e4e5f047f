// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <mutex>

namespace mailboat {

/// Whether work of a lane (a site) has ended since some moment: what was read of the site before that may not be so any more. Any
/// thread.
class LaneWorks
{
public:
    using Moment = quint64;
    Moment now() const;
    void ended(int lane);
    bool hasEndedSince(int lane, Moment moment) const;

private:
    mutable std::mutex m_mutex;
    Moment m_count = 0; ///< of all works that have ended
    QHash<int, Moment> m_last; ///< of each lane
};

} // namespace mailboat
