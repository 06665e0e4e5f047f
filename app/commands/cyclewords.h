// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"

namespace mailboat {

/// What a cycle did, in one line for people.
QString cycleOutcome(const CycleReport &report);

} // namespace mailboat
