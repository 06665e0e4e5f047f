// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/logfollower.h"

#include "tests/support/catch.h"
#include "tests/support/restoring.h"
#include "tests/support/sites/testsite.h"

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

TEST_CASE("log --follow: what was added while the datafile was busy is printed once it is not")
{
    TestSite site(primarySyncId);
    auto opened = Datafile::open(site.address(), site.clock(), {.patience = 10ms});
    REQUIRE(opened);
    QStringList printed;
    const auto print = [&printed](const QList<SyncLog::Entry> &entries) -> Result<> {
        for (const SyncLog::Entry &entry : entries)
            printed += entry.what;
        return {};
    };
    LogFollower follower(**opened, {}, (*opened)->log().last(1)->last().number, print);
    REQUIRE(follower.look());
    Restoring restoring(site.path());

    REQUIRE(site.datafile().log().addAudit(QStringLiteral("first"), {}, {}));
    restoring.begin();
    CHECK(follower.look());
    CHECK(printed.isEmpty());
    restoring.end();
    CHECK(follower.look());
    CHECK(printed == QStringList {QStringLiteral("first")});
    REQUIRE(site.datafile().log().addAudit(QStringLiteral("second"), {}, {}));
    CHECK(follower.look());
    CHECK(printed == QStringList {QStringLiteral("first"), QStringLiteral("second")});
}
