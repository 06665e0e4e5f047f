// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/cuttingproxy.h"
#include "tests/support/sites/testsite.h"

namespace mailboat::test {

/// The closed datafiles of a primary and of its satellite, 2, for tests that begin a cycle from them again and again, on copies.
class WaitingSites final
{
public:
    enum class For {
        FirstLoad, ///< the satellite has never synchronised, and has put something already
        Changes ///< changes wait at both ends
    };
    /// `line`: the satellite's way to its primary.
    WaitingSites(For what, CuttingProxy &line);

    QString primary() const { return m_primary.path(); }
    QString satellite() const { return m_satellite.path(); }
    /// After a cycle that has come to its end whatever waited has arrived, at both ends and once; checks that.
    static void checkArrived(PrimarySite &primary, SatelliteSite &satellite);

private:
    void firstSync(CuttingProxy &line);

    PrimarySite m_primary;
    SatelliteSite m_satellite;
};

} // namespace mailboat::test
