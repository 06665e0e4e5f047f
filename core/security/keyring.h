// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/security/secretkey.h"

#include <functional>

namespace mailboat {

/// Keys in the desktop's key ring, each under the name of its entry. A program beside ours speaks with the key ring (KeyRingCall):
/// what that needs of libraries and session bus, and that a key ring may hang, or die with its desktop, is no matter of ours.
/// For any thread. The errors are KeyRingUnusable and Cancelled.
class KeyRing final
{
public:
    /// Waits for ten seconds at most. A key that was read once is kept in memory. Where a key ring does not answer, because it
    /// asks somebody to unlock it, it is left to that for two minutes, and until then this fails at once. After a failure it is
    /// asked again in five minutes, or once tryAgain() was called: no question comes up again and again.
    static Result<SecretKey> read(const QString &entry);
    /// A person wants something that may need the key.
    static void tryAgain();

    /// For a person who waits: for two minutes, unless this says so.
    using Cancelled = std::function<bool()>;
    static Result<SecretKey> readFor(const QString &entry, const Cancelled &isCancelled);
    static Result<> write(const QString &entry, const SecretKey &key, const Cancelled &isCancelled);
    static Result<> remove(const QString &entry, const Cancelled &isCancelled); ///< none is there: done
};

} // namespace mailboat
