// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

/// This machine's identity as satellites present it: a hash of the system's machine id that nobody can turn back,
/// or of MAILBOAT_HARDWARE_ID where that is set (two sites on one machine, tests). Error: HardwareIdUnavailable.
Result<QString> hardwareId();

} // namespace mailboat
