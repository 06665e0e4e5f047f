// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interruption.h"

#include <poll.h>

namespace mailboat {

namespace {

constexpr int lookEveryMs = 100; // whether the work has come to its end

} // namespace

Interruption::Interruption()
    : m_watch([this](const std::stop_token &end) {
        while (!end.stop_requested() && !m_asked) {
            pollfd signal {Signals::descriptor(), POLLIN, 0};
            const int ready = ::poll(&signal, 1, lookEveryMs);
            m_asked = ready != 0 && Signals::wasRaised() != 0;
        }
    })
{
}

} // namespace mailboat
