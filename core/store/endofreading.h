// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

/// What a reader of rows says to have no more of them (Connection::each() ends at an error): nobody is told of it, for who says
/// it knows that it has enough.
inline Result<> endOfReading()
{
    return failure(ErrorCode::Cancelled);
}

} // namespace mailboat
