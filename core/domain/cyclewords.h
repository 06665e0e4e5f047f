// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"

namespace mailboat {

/// How a cycle went, for people, translated.
QString cycleWords(const CycleReport &report); ///< in a sentence or two, for a window
QString cycleLine(const CycleReport &report); ///< with its figures, for a line of a terminal

} // namespace mailboat
