// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sites/testsite.h"

namespace mailboat::test {

/// Sites 2 and 3 with a store each, central data, and data of site 2's store.
void fillPrimary(PrimarySite &primary);
/// Something for every step: changes, deletes and a transfer at site 2, central changes and central-remote ones at the primary.
void changeBoth(PrimarySite &primary, SatelliteSite &a);
/// After a good cycle of site 2: nothing is lost or doubled at the primary, at site 2 (`a`) and at site 3 (`b`), which syncs
/// once over the line at `line`.
void checkInStep(PrimarySite &primary, SatelliteSite &a, SatelliteSite &b, const QUrl &line);

} // namespace mailboat::test
