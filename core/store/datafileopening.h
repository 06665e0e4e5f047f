// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <chrono>
#include <memory>
#include <optional>

namespace mailboat {

class Database;

/// How a datafile is opened.
struct DatafileOptions {
    /// How long another connection's lock is waited for, which then is DatafileBusy; empty: 30 s.
    std::optional<std::chrono::milliseconds> patience {};
};

/// A connection to a datafile, set up as every one is. The errors are Datafile's.
Result<std::unique_ptr<Database>> createDatafile(const QString &path);
Result<std::unique_ptr<Database>> openDatafile(const QString &path, DatafileOptions options);

} // namespace mailboat
