// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"
#include "core/domain/result.h"

namespace mailboat {

class Draft;
class Session;

/// What a command that changes settings prints at its end: {"ok":true,"warnings":[…]}, or a word and the warnings for people.
ExitStatus reportSaved(Session &session, const Draft &draft);
/// For commands without a result of their own: {"ok":true}.
ExitStatus reportDone(Session &session);

} // namespace mailboat
