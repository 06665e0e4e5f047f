// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"

namespace mailboat {

/// A step that would go on for ever, after so many rounds.
inline Error noProgress(Step step, int rounds)
{
    return {ErrorCode::NoProgress, {{QStringLiteral("step"), stepTitle(step)}, {QStringLiteral("rounds"), rounds}}};
}

} // namespace mailboat
