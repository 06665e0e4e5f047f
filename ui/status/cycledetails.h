// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"

namespace mailboat {

/// All that is known of a cycle, a line each, for reading and copying; no secret.
QString cycleDetails(const CycleReport &report);

} // namespace mailboat
