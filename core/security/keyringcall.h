// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <sys/types.h>

namespace mailboat {

/// One run of mailboat-keyring, the program beside ours that speaks with the desktop's key ring; ended with its owner. For one
/// thread at a time, whichever.
class KeyRingCall final
{
public:
    /// `task`: of keyringwords; `secret`: what is written, wiped by the caller. KeyRingUnusable.
    static Result<std::unique_ptr<KeyRingCall>> start(
        const char *task, const QString &entry, const QByteArray &secret = {});
    ~KeyRingCall();
    Q_DISABLE_COPY_MOVE(KeyRingCall)

    using Clock = std::chrono::steady_clock;
    using Cancelled = std::function<bool()>;
    /// False where it has not ended by then, or was cancelled.
    bool waitUntil(Clock::time_point deadline, const Cancelled &isCancelled = {});

    struct Answer {
        std::optional<Error> error {};
        bool isMissing = false; ///< the key ring is open, and has no such entry
        QByteArrayView secret {}; ///< lasts as long as the call
    };
    /// Once it has ended.
    Answer answer() const;

private:
    KeyRingCall(pid_t process, int input, int output);
    bool take();

    pid_t m_process;
    int m_input; ///< its standard input
    int m_output; ///< its standard output
    bool m_hasEnded = false;
    std::array<char, 4096> m_said {}; ///< wiped at the end
    std::size_t m_length = 0;
};

} // namespace mailboat
