// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <memory>

namespace mailboat {

class Database;

/// A connection to a datafile, set up as every one is. The errors are Datafile's.
Result<std::unique_ptr<Database>> createDatafile(const QString &path);
Result<std::unique_ptr<Database>> openDatafile(const QString &path);

} // namespace mailboat
