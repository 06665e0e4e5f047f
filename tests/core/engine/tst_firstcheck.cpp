// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/firstcheck.h"

#include "core/prefs/draft.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// What a person has typed for a satellite that has no datafile yet.
Settings typedFor(const QUrl &primary, int id = 2)
{
    Draft draft({});
    REQUIRE(draft.setPreference(QStringLiteral("sync-id"), QString::number(id)));
    Peer row;
    row.syncId = primarySyncId;
    row.userName = QStringLiteral("site %1").arg(id);
    row.url = primary.toString();
    REQUIRE(draft.peers.add(row, QStringLiteral("typed")));
    return draft.shown();
}

struct Checked {
    CheckReport report()
    {
        until([this] { return !ended.isEmpty(); });
        REQUIRE(ended.size() == 1);
        return lastOf<CheckReport>(ended);
    }

    SystemClock clock;
    FirstCheck check {clock};
    QSignalSpy steps {&check, &FirstCheck::stepFinished};
    QSignalSpy ended {&check, &FirstCheck::checked};
};

} // namespace

TEST_CASE("14.B9: a satellite that has no datafile yet checks its primary, and leaves nothing there", "[firstcheck]")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    Checked checked;
    SECTION("everything is right")
    {
        checked.check.start(typedFor(primary.url()), QStringLiteral("secret-2"));
        const CheckReport report = checked.report();
        CHECK(report.isOk());
        CHECK(report.findings.constLast().step == QStringLiteral("site"));
        CHECK(checked.steps.size() == report.findings.size());
    }
    SECTION("the password is wrong")
    {
        checked.check.start(typedFor(primary.url()), QStringLiteral("wrong"));
        const CheckReport report = checked.report();
        CHECK_FALSE(report.isOk());
        CHECK(report.findings.constLast().step == QStringLiteral("sign-in"));
    }
    SECTION("the Sync ID is another site's")
    {
        Settings typed = typedFor(primary.url());
        typed.preferences.insert(QStringLiteral("sync-id"), QStringLiteral("3"));
        checked.check.start(typed, QStringLiteral("secret-2"));
        CHECK_FALSE(checked.report().isOk());
    }
    const auto settings = primary.datafile().settings().read();
    REQUIRE(settings);
    CHECK(settings->peers.constFirst().hardwareId.isEmpty());
}

TEST_CASE("14.B9: a first check is cancelled at once, and a newer one takes its place", "[firstcheck]")
{
    ScriptedServer silent;
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    Checked checked;
    checked.check.start(typedFor(silent.url()), QStringLiteral("secret-2"));
    SECTION("cancelled")
    {
        checked.check.cancel();
        const CheckReport report = checked.report();
        REQUIRE_FALSE(report.findings.isEmpty());
        CHECK(report.findings.constLast().error->code == ErrorCode::Cancelled);
    }
    SECTION("a newer one")
    {
        checked.check.start(typedFor(primary.url()), QStringLiteral("secret-2"));
        CHECK(checked.report().isOk());
    }
    SECTION("nothing waits for one that is given up") {}
}
