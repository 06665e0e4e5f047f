// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

namespace mailboat {

/// This machine's identity as satellites present it: a hash of the system's machine id that nobody can turn back,
/// or MAILBOAT_HARDWARE_ID where that is set and not blank (two sites on one machine, tests): up to 100 printable ASCII
/// characters, for it travels in an HTTP header. Error: HardwareIdUnavailable.
Result<QString> hardwareId();

/// The same from a given machine id: 32 upper-case hex digits. HardwareIdUnavailable for one that cannot tell machines
/// apart: missing, or the placeholder of a system that was never started.
Result<QString> hardwareIdOf(const QByteArray &machineId);

} // namespace mailboat
