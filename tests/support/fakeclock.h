// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"

#include <QMutex>
#include <QPointer>

#include <vector>

namespace mailboat {

/// Time that stands still until a test turns it. May be read, and given timers, by any thread; timers run in the thread
/// of their context: at once where that is the thread that turns the clock, else posted to it.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QDateTime &start = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC));

    QDateTime utcNow() const override;
    std::chrono::milliseconds monotonic() const override;
    std::chrono::milliseconds sinceBoot() const override;
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;

    /// Lets time pass. Every timer that falls due runs in its turn, at its own time, those too that they start.
    void advance(std::chrono::milliseconds by);
    /// Lets time pass up to the next timer and runs it; false where none waits.
    bool advanceToNextTimer();
    /// The computer sleeps: wall clock and time since boot go on, monotonic time and timers stand still.
    void sleep(std::chrono::milliseconds by);
    /// Somebody sets the wall clock; nothing else moves.
    void setUtcNow(const QDateTime &now);

    int waitingTimers() const; ///< of contexts that are still there
    /// How long until the next timer; negative where none waits.
    std::chrono::milliseconds untilNextTimer() const;

private:
    struct Timer {
        std::chrono::milliseconds due;
        QPointer<QObject> context;
        std::function<void()> work;
    };
    bool runNextDue(std::chrono::milliseconds until);

    mutable QMutex m_mutex;
    QDateTime m_start;
    std::chrono::milliseconds m_passed {0}; ///< monotonic
    std::chrono::milliseconds m_slept {0};
    std::chrono::milliseconds m_set {0}; ///< by how much the wall clock was set
    std::vector<Timer> m_timers; ///< in order of `due`, the older first
};

} // namespace mailboat
