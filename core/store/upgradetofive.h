// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// What the statements of schema 5 cannot say, in the migration's transaction.
///
/// What the names of sites are compared by (siteNameKey()). Rows whose names count as one from now on both stay, with
/// everything that is theirs: each goes on signing in by its name as it stands there, letter by letter. They are named in the
/// log and in the primary's own check, until somebody gives one of them another name.
///
/// The preference `plain-http`, where the primary listens beyond this machine today: whether with a certificate the datafile
/// does not know, and without one it would not start again. Said in the log. Not where satellites come by https through a
/// proxy, which needs no such leave.
///
/// The password in the preference `proxy` is sealed (sealProxyPassword()).
Result<> upgradeToFive(Connection &connection);

} // namespace mailboat
