// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace mailboat {

/// What has started this process as a service and waits to hear of it: systemd, by sd_notify(3). Where nothing has, nothing is
/// said to anybody.
class Supervisor final
{
public:
    Supervisor();

    static bool isThere();
    void ready() const; ///< also after reloading()
    void reloading() const;
    void stopping() const;
    void status(const QString &line) const; ///< for people: `systemctl status`
    /// To be called often; what has said so once and does not go on is ended and started again (WatchdogSec=).
    void alive();

private:
    using Clock = std::chrono::steady_clock;
    Clock::duration m_pause {}; ///< between two signs of life; zero: nobody watches
    Clock::time_point m_last {};
};

} // namespace mailboat
