// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A primary whose disk does not do what it should, seen from both ends.
#include "core/engine/alarm.h"
#include "core/engine/engine.h"
#include "core/engine/sitecheck.h"
#include "core/engine/status.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "tests/core/engine/connected.h"
#include "tests/core/engine/engineend.h"
#include "tests/support/failingdisk.h"
#include "tests/support/sites/testsite.h"
#include "tests/support/v5caller.h"

#include <QCoroTask>
#include <QSignalSpy>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QString lastErrorOf(TestSite &site)
{
    const Result<Status> status = readStatus(site.datafile());
    REQUIRE(status);
    return status->lastError ? codeOf(status->lastError->code) : QString();
}

const CheckFinding *datafileFinding(const CheckReport &report)
{
    for (const CheckFinding &finding : report.findings)
        if (finding.step == QStringLiteral("datafile"))
            return &finding;
    return nullptr;
}

CheckReport checked(TestSite &site)
{
    SiteCheck check(site.datafile(), site.clock(), *site.datafile().settings().read());
    Result<CheckReport> report = QCoro::waitFor(check.run());
    REQUIRE(report);
    return *report;
}

QStringList troublesLogged(TestSite &site)
{
    QStringList names;
    const Result<QList<SyncLog::Entry>> entries = site.datafile().log().last(100);
    REQUIRE(entries);
    for (const SyncLog::Entry &entry : *entries)
        if (entry.kind == QStringLiteral("datafile"))
            names += entry.what;
    return names;
}

/// The engine of a primary with one satellite, on a disk that fails as it is told.
struct Failing {
    PrimarySite primary;
    FailingDisk disk {primary.path()};
    Engine engine {primary.address(), primary.clock(), {.listen = QStringLiteral("127.0.0.1:0")}};
    EngineEnd end {engine};
    QSignalSpy troubled {&engine, &Engine::troubled};
    QSignalSpy usable {&engine, &Engine::usableAgain};
    std::unique_ptr<SatelliteSite> satellite;

    Failing()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        REQUIRE(engine.start());
        satellite = std::make_unique<SatelliteSite>(2, QUrl(engine.address()));
        REQUIRE(satellite->synchronise().ok);
        satellite->put("transact", "t1", R"({"ID":"t1","store_ID":"A"})");
    }
};

} // namespace

TEST_CASE("C1: a full disk at the primary is named at both ends until it is gone, and then goes by itself")
{
    Failing sites;
    sites.disk.fail(FailingDisk::Fault::Full);
    const CycleReport report = sites.satellite->synchronise();
    REQUIRE(report.error);
    CHECK(codeOf(report.error->code) == codeOf(ErrorCode::PrimaryDiskFull));
    CHECK(lastErrorOf(sites.primary) == QStringLiteral("disk_full")); // at once
    const Result<Status> status = readStatus(sites.primary.datafile());
    CHECK(alarmOf(*status, sites.primary.clock().utcNow()).level == AlarmLevel::Warning);
    CHECK(toJson(*status).value(QStringLiteral("lastError")).isObject());
    const CheckReport check = checked(sites.primary);
    REQUIRE(datafileFinding(check));
    CHECK(datafileFinding(check)->error->code == ErrorCode::DiskFull);
    CHECK_FALSE(check.isOk());
    until([&] { return sites.troubled.size() == 1; });

    sites.disk.fail(FailingDisk::Fault::None);
    const CycleReport again = sites.satellite->synchronise();
    CHECK(again.ok);
    CHECK(again.pushed == 1);
    CHECK(lastErrorOf(sites.primary).isEmpty());
    CHECK_FALSE(datafileFinding(checked(sites.primary)));
    until([&] { return sites.usable.size() == 1; });
    until([&] { return troublesLogged(sites.primary).size() == 2; });
    CHECK(sites.primary.dataOf("transact", "t1"));
}

TEST_CASE("C1: a disk that dies at the primary is told to its sites as what it is")
{
    const auto fault = GENERATE(FailingDisk::Fault::Writing, FailingDisk::Fault::Syncing);
    Failing sites;
    sites.disk.fail(fault);
    const CycleReport report = sites.satellite->synchronise();
    REQUIRE(report.error);
    CHECK(codeOf(report.error->code) == codeOf(ErrorCode::PrimaryDatafileUnusable));
    CHECK(describe(*report.error).contains(describe({ErrorCode::DiskBroken}).chopped(1)));
    CHECK_FALSE(describe(*report.error).contains(sites.primary.path()));
    CHECK(lastErrorOf(sites.primary) == QStringLiteral("disk_broken"));
    sites.disk.fail(FailingDisk::Fault::None);
}

TEST_CASE("C1: a client of another make is told in words that are true, and nothing of this machine")
{
    Failing sites;
    sites.primary.addSatellite(3);
    addStore(sites.primary, "C", 3);
    V5Caller other(static_cast<quint16>(QUrl(sites.engine.address()).port()), QStringLiteral("site 3"),
        QStringLiteral("secret-3"));
    REQUIRE(other.post(initialiseCall, "{}").status == 200);
    const QByteArray push = R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":"transact","recordId":"t3",)"
                            R"("action":"insert","recordData":{"ID":"t3","store_ID":"C"}}]})";
    sites.disk.fail(FailingDisk::Fault::Full);
    const RawReply full = other.post(queueCall, push);
    CHECK(outcome(full) == "503 disk_full");
    CHECK(full.body.contains("The disk of the primary is full"));
    sites.disk.fail(FailingDisk::Fault::Writing);
    const RawReply broken = other.post(queueCall, push);
    CHECK(outcome(broken) == "503 disk_broken");
    CHECK_FALSE(broken.body.contains(sites.primary.path().toUtf8()));
    sites.disk.fail(FailingDisk::Fault::None);
    CHECK(other.post(queueCall, push).status == 200);
}

TEST_CASE("C1: a satellite whose own disk is full says so, though it cannot note it")
{
    PrimarySite primary;
    primary.addSatellite(2);
    addStore(primary, "A", 2);
    primary.start();
    SatelliteSite satellite(2, primary.url());
    FailingDisk disk(satellite.path());
    Engine engine(satellite.address(), satellite.clock(), {});
    const EngineEnd end(engine);
    QSignalSpy cycles(&engine, &Engine::cycleFinished);
    REQUIRE(engine.start());
    until([&] { return cycles.size() == 1; });
    disk.fail(FailingDisk::Fault::Full);
    addStore(primary, "B", 2);
    until([&] { return lastErrorOf(satellite) == QStringLiteral("disk_full"); });
    disk.fail(FailingDisk::Fault::None);
    until([&] { return lastErrorOf(satellite).isEmpty(); });
}
