// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"

namespace mailboat {

class InlineMessage;

/// What came of a check: what to do about the step that failed, else all warnings, else that all is in order.
void showVerdict(const CheckReport &report, InlineMessage &message);
/// Round trip, speed and what a first load waits for, as far as they are known; empty: nothing is.
QString measuredWords(const CheckReport &report);

} // namespace mailboat
