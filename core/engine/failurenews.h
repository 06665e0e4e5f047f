// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <optional>

namespace mailboat {

/// Whether what goes on failing has to be told again. What has vanished is only missing at the next try, which is no news.
inline bool isNews(std::optional<ErrorCode> told, ErrorCode now)
{
    return told != now && !(told == ErrorCode::DatafileVanished && now == ErrorCode::DatafileMissing);
}

} // namespace mailboat
