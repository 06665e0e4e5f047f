// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

namespace mailboat {

/// What Qt's one error for "the network said no" means, from the text that goes with it (in whatever language Qt speaks):
/// NoRoute, ConnectionFiltered, and ConnectionFailed for all that has no name of its own.
ErrorCode unconnectedCode(const QString &said);

} // namespace mailboat
