// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/address.h"

namespace mailboat {

/// Root does not run the engine as a service, nor on a datafile of somebody else, whose files it would make its own: ServedAsRoot
/// (path, owner). Unless it was told to (`isAllowed`, or MAILBOAT_ALLOW_ROOT=1). On its own datafile, by hand, it may.
Result<> mayServe(const DatafileAddress &datafile, bool isAllowed);

} // namespace mailboat
