// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recovery.h"

namespace mailboat {

/// A choice as people read it, at a terminal and in the window; translated.

/// What it is called in the window, with its mnemonic.
QString choiceTitle(Recovery::Choice choice);
/// What it does, and how many records that moves; without the sites that cannot be asked.
QString choiceWords(Recovery::Choice choice, const Recovery::Plan &plan);
/// A sentence for each site that cannot be asked.
QStringList silentWords(const Recovery::Plan &plan);

} // namespace mailboat
