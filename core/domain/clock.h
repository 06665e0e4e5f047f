// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <chrono>
#include <functional>

namespace mailboat {

/// Time, given in, so that tests can turn it. Timers run in the thread of their context.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual QDateTime utcNow() const = 0;
    /// Monotonic, stands still during sleep.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Like monotonic(), but goes on during sleep: a jump between the two is a wake-up.
    virtual std::chrono::milliseconds sinceBoot() const = 0;
    /// Calls `work` once after `delay` unless `context` is gone by then.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime utcNow() const override;
    std::chrono::milliseconds monotonic() const override;
    std::chrono::milliseconds sinceBoot() const override;
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;
};

/// ISO 8601 in UTC with milliseconds, or an empty text for never (JSON writers turn that into null).
QString isoTime(const QDateTime &time);

} // namespace mailboat
