// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/connectioncheck.h"

#include <functional>

namespace mailboat {

struct Settings;

/// A primary's own check of these settings: listener (is the address of the preference free or answering as ours), certificate,
/// list (sites, URLs on the list), contacts (who has been silent; `only` narrows it to one site). Changes nothing. `found`, where
/// given, gets each finding as it is made. `http` asks the listener; once it is closed, the report ends with Cancelled.
QCoro::Task<CheckReport> selfCheck(QString datafile, Settings settings, const Clock &clock, std::optional<SyncId> only,
    std::shared_ptr<HttpClient> http, std::function<void(const CheckFinding &)> found = {});

} // namespace mailboat
