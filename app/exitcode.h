// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// How mailboatctl ends (contract.md §4); exitStatusOf() says which of them an error means.
enum class ExitStatus {
    Done = 0,
    Failed = 1, ///< tried and failed
    Refused = 2, ///< bad usage, or refused by a rule: nothing was changed
    Locked = 3, ///< authorisation code missing, wrong, expired or too many tries
    DatafileUnusable = 4, ///< or another process holds its engine lock
    Interrupted = 130, ///< Ctrl-C
};

} // namespace mailboat
