// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/authenticator.h"
#include "core/sql/commitwitness.h"

#include <QHash>

#include <memory>
#include <mutex>

namespace mailboat {

/// Sites as the reception found them when they called, for as long as nobody commits anything to the datafile: by these the
/// listener's own thread answers what needs no more than that, with nothing read of the datafile and no change of thread.
///
/// Where the listener sees a state of the datafile before it hands a caller on, the reception reads later: what that has found is
/// so at that state, or is newer; and where the state is still the same afterwards, nothing newer is there.
class KnownCallers final
{
public:
    using State = qint64; ///< of the datafile; grows

    /// In the thread that destroys this. Where the kind of connection does not allow it there are no states. Datafile errors.
    Result<> open(const DatafileAddress &datafile);
    /// Now; nothing where that cannot be told at once. For one thread, the listener's.
    std::optional<State> state();
    /// What the reception has found, having read it once `state` had been seen. Any thread.
    void found(State state, const QString &userName, SiteStanding standing);
    /// As that caller is at this state, of whom it is known; else null. Any thread.
    std::shared_ptr<const SiteStanding> at(State state, const QString &userName) const;

    static constexpr int mostKnown = 1000; ///< some hundred bytes each

private:
    std::unique_ptr<CommitWitness> m_witness;
    mutable std::mutex m_mutex;
    State m_state = 0; ///< that these are of
    QHash<QString, std::shared_ptr<const SiteStanding>> m_known; ///< by the names under which they called
};

} // namespace mailboat
