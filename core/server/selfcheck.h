// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/connectioncheck.h"

namespace mailboat {

class Datafile;

/// A primary's own check: listener (is the address of the preference free or answering as ours), certificate, list (sites, URLs on
/// the list), contacts (who has been silent; `only` narrows it to one site). Changes nothing.
QCoro::Task<CheckReport> selfCheck(Datafile &datafile, const Clock &clock, std::optional<SyncId> only);

} // namespace mailboat
