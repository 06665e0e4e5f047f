// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recovery.h"

namespace mailboat {

// A choice at a primary for one of its sites, as people read it, at a terminal and in the window; translated.

/// What it is called in the window, with its mnemonic.
QString siteChoiceTitle(Recovery::Choice choice);
/// What it does, and how many records that moves.
QString siteChoiceWords(SyncId site, Recovery::Choice choice, const Recovery::Plan &plan);
/// What is to be known before: that nothing stands still for this site, or that it is asked at its first call. Empty: nothing.
QString siteCautionWords(SyncId site, const Recovery::Plan &plan);

} // namespace mailboat
