// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/recovery.h"
#include "core/store/awaitedsites.h"

namespace mailboat {

/// A choice as people read it, at a terminal and in the window; translated.

/// What it is called in the window, with its mnemonic.
QString choiceTitle(Recovery::Choice choice);
/// What it does, and how many records that moves; without the sites that cannot be asked.
QString choiceWords(Recovery::Choice choice, const Recovery::Plan &plan);
/// A sentence for each site that cannot be asked.
QStringList silentWords(const Recovery::Plan &plan);
/// That nothing stands still for which that would be a choice, and what to do instead; empty: it is none of the kind.
QString needlessWords(Recovery::Choice choice, const Recovery::Plan &plan);
/// Of a site that is asked at its first call; empty: it has called.
QString neverCalledWords(SyncId site, const Recovery::Plan &plan);
/// Which sites have not sent again yet what they own, and whose move it is; a sentence each for those that are asked and those that
/// cannot be. Empty: all have.
QString awaitedWords(const QList<AwaitedSites::Awaited> &awaited);
/// The same in a sentence that counts them.
QString awaitedSentence(const QList<AwaitedSites::Awaited> &awaited);

} // namespace mailboat
