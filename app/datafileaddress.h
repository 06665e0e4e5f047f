// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/address.h"

#include <optional>

namespace mailboat {

/// `given` (--datafile), MAILBOAT_DATAFILE, or the one in the user's data folder (contract.md §2). UsageWrong where `given` is
/// empty, DatafileUnsupported for a database's URL.
Result<DatafileAddress> datafileAddress(const std::optional<QString> &given);
/// That last one.
DatafileAddress usualDatafile();

} // namespace mailboat
