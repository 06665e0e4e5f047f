// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <limits>

namespace mailboat::wire {

/// What a request lists, and of which it may not list too much.
enum class Listed { Records, Ids };
inline constexpr qint64 anyNumber = std::numeric_limits<qint64>::max();
Error tooMany(Listed listed, qint64 most); ///< TooManyRecords

} // namespace mailboat::wire
