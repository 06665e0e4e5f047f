// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the columns of the table of errors are written with.
#pragma once

#include "core/domain/errortable.h"

namespace mailboat::errors {

using E = ErrorCode;

inline constexpr bool heals = true;
inline constexpr bool stays = false;
// Exit statuses of contract.md §4.
inline constexpr int failed = 1;
inline constexpr int refused = 2;
inline constexpr int locked = 3;
inline constexpr int unusable = 4;
inline constexpr int interrupted = 130;
// Under its own name, with that HTTP status.
constexpr WireStatus own(int status)
{
    return {nullptr, status};
}

} // namespace mailboat::errors
