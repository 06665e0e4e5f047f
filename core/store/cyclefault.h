// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"

namespace mailboat {

/// Whether a cycle that ended so has failed; what a person has cancelled, paused or set anew has not.
inline bool isCycleFault(ErrorCode code)
{
    return code != ErrorCode::Cancelled && code != ErrorCode::Paused && code != ErrorCode::StateChanged;
}

} // namespace mailboat
