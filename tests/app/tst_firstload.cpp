// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/clock.h"
#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "core/store/firstload.h"
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace mailboat::test;

TEST_CASE("13.3: whoever reads records while the first load is under way is told that they are not all there")
{
    const CtlSite site(2);
    REQUIRE(site.run(words("records put item I1"), "{}").status == 0);
    const QByteArray told = "The first synchronisation is still under way";
    CHECK_FALSE(site.run(words("records count")).errors.contains(told));
    {
        const SystemClock clock;
        const auto datafile = Datafile::open(DatafileAddress::ofFile(site.path()), clock);
        REQUIRE(datafile);
        REQUIRE(FirstLoad((*datafile)->connection()).begin());
    }
    for (const char *line : {"records count", "records export", "records get item I1", "--json records count"}) {
        INFO(line);
        const Ran ran = site.run(words(line));
        CHECK(ran.status == 0);
        CHECK(ran.errors.contains(told));
        CHECK_FALSE(ran.output.contains(told));
    }
}
