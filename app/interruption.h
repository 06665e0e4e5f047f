// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/signals.h"

#include <atomic>
#include <thread>

namespace mailboat {

/// Ctrl-C and SIGTERM as a flag, for work that looks at one while it is deep in a database. While it lives, the first signal ends
/// nothing else.
class Interruption final
{
public:
    Interruption();
    ~Interruption() = default;
    Q_DISABLE_COPY_MOVE(Interruption)
    const std::atomic<bool> &asked() const { return m_asked; }

private:
    Signals::Scope m_scope {};
    std::atomic<bool> m_asked {false};
    std::jthread m_watch;
};

} // namespace mailboat
