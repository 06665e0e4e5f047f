// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

class Datafile;

/// Standstill::compareMachine() by whoever has taken the engine lock, with its entry in the log. Where a full disk keeps it from
/// being noted, a primary goes on: it is compared again at the next start.
void compareMachine(Datafile &datafile);

} // namespace mailboat
