// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/security/authorisation.h"

#include <QObject>
#include <optional>

namespace mailboat {

/// The padlock (design §8): unlocked once a code was accepted; locks again by hand, after `idleLimit` without touch(), and
/// where the machine has slept.
class AdminLock final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes idleLimit {5};

    explicit AdminLock(Clock &clock, QObject *parent = nullptr);

    bool isUnlocked() const { return m_authorisation.has_value(); }
    /// Of whoever unlocked it; empty while locked.
    const std::optional<Authorisation> &authorisation() const { return m_authorisation; }
    void unlock(const Authorisation &by);
    void lock();
    /// Somebody did something: the idle time starts anew, unless it was up already or the machine has slept; then this locks.
    void touch();

signals:
    void changed(bool unlocked);

private:
    bool isOver() const;
    void look(int watch);
    void watchOn();

    Clock &m_clock;
    std::optional<Authorisation> m_authorisation {};
    std::chrono::milliseconds m_touched {}; ///< sinceBoot() of the last touch
    std::chrono::milliseconds m_asleep {}; ///< sinceBoot() - monotonic() when it was unlocked
    int m_watch = 0; ///< which unlocking a timer belongs to
};

} // namespace mailboat
