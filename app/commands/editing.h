// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"
#include "core/prefs/draft.h"

#include <functional>

namespace mailboat {

class Session;

/// Opens the datafile, then checks the code, then lets `change` work on a draft and commits it: the lack of a code comes
/// before any rule.
Result<ExitStatus> editSettings(Session &session, const std::function<Result<>(Draft &)> &change);

} // namespace mailboat
