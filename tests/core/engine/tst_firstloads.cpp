// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is shown of a first load between two sites: one job, however many cycles it takes.
#include "core/domain/loadwords.h"
#include "core/engine/sitecheck.h"
#include "core/engine/status.h"
#include "core/store/changelog.h"
#include "core/store/loadfigures.h"
#include "core/store/settingstable.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle.h"
#include "tests/support/catch.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/sites/testsite.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int centralRecords = 300;
constexpr int ownRecords = 200;

/// A primary with records for a satellite that has none yet, behind a line that can be cut.
struct Loading {
    PrimarySite primary;
    CuttingProxy line {0};
    SatelliteSite satellite {2, line.url()};

    Loading()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        for (int at = 0; at < centralRecords; ++at) {
            const QByteArray id = "i" + QByteArray::number(at);
            primary.put("item", id, R"({"ID":")" + id + R"(","item_name":"some name of it"})");
        }
        for (int at = 0; at < ownRecords; ++at) {
            const QByteArray id = "j" + QByteArray::number(at);
            primary.put("item_store_join", id, R"({"ID":")" + id + R"(","store_ID":"A"})");
        }
        primary.start();
        line.setUpstreamPort(primary.port());
        satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("50"));
    }
    struct Told {
        CycleReport report;
        QList<Progress> shown;
    };
    /// `during`: called when the queue begins to be pulled.
    Told synchronise(const std::function<void(SyncCycle &)> &during = {})
    {
        SyncPreferences preferences;
        REQUIRE(satellite.datafile().settings().readPreferences(preferences));
        HttpClient http(httpOptions(preferences));
        SyncCycle::Options options;
        options.byHand = true;
        const auto cycle = SyncCycle::create(satellite.datafile(), http, satellite.clock(), options);
        Told told;
        QObject::connect(cycle.get(), &SyncCycle::progressed, cycle.get(),
            [&](const Progress &progress) { told.shown.append(progress); });
        QObject::connect(cycle.get(), &SyncCycle::stepStarted, cycle.get(), [&](Step step) {
            if (during && step == Step::PullQueued)
                during(*cycle);
        });
        told.report = QCoro::waitFor(cycle->run());
        return told;
    }
    Status status()
    {
        const Result<Status> read = readStatus(satellite.datafile());
        REQUIRE(read.has_value());
        return *read;
    }
};

} // namespace

TEST_CASE(
    "13.6: a first load is one job from its first record to its last, at least so large until its queue is filled")
{
    Loading sites;
    const qint64 central = *sites.primary.datafile().changeLog().count();
    const Loading::Told told = sites.synchronise();
    REQUIRE(told.report.ok);
    const qint64 all = told.report.pulledCentral + told.report.pulledRemote;
    CHECK(all >= centralRecords + ownRecords);
    qint64 done = 0;
    qint64 bytes = 0;
    for (const Progress &progress : told.shown) {
        CAPTURE(stepName(progress.step).toStdString());
        CHECK(progress.isFirstLoad);
        CHECK(progress.done >= done);
        CHECK(progress.bytes >= bytes);
        done = progress.done;
        bytes = progress.bytes;
        if (progress.step == Step::PullCentral || progress.step == Step::PullQueued) {
            CHECK_FALSE(progress.isAtLeast);
            CHECK(progress.total == all);
            CHECK(progress.bytesTotal >= progress.bytes);
        } else if (progress.step == Step::Initialise) {
            CHECK(progress.isAtLeast);
            CHECK(progress.total == central);
        }
    }
    const Progress last = told.shown.constLast();
    CHECK(last.step == Step::Done);
    CHECK(last.done == all);
    CHECK(last.total == all);
    CHECK(last.bytes == last.bytesTotal);
    CHECK_FALSE(sites.status().firstLoad);
    CHECK_FALSE(sites.synchronise().shown.constLast().isFirstLoad);
}

TEST_CASE("13.6: a first load that was stopped goes on where it stood, and says meanwhile what is to come")
{
    Loading sites;
    const bool isCut = GENERATE(false, true); // else somebody has stopped it
    const Loading::Told stopped = sites.synchronise([&](SyncCycle &cycle) {
        if (isCut)
            sites.line.cutAt(3, CuttingProxy::Cut::InsideAnswer);
        else
            cycle.finishBatch();
    });
    REQUIRE_FALSE(stopped.report.ok);
    const Status status = sites.status();
    REQUIRE(status.firstLoad);
    const qint64 all = status.firstLoad->total;
    CHECK(status.firstLoad->done == stopped.report.pulledCentral + stopped.report.pulledRemote);
    CHECK(status.firstLoad->done >= centralRecords);
    CHECK(status.firstLoad->done < all);
    CHECK(waitingLoadWords(*status.firstLoad).startsWith(QStringLiteral("First load: ")));

    sites.line.restore();
    const Loading::Told rest = sites.synchronise();
    REQUIRE(rest.report.ok);
    for (const Progress &progress : rest.shown) {
        CHECK(progress.done >= status.firstLoad->done);
        CHECK(progress.bytes >= status.firstLoad->bytes);
        CHECK(progress.total >= status.firstLoad->done);
    }
    CHECK(rest.shown.constLast().done == all);
    const CycleReport &before = stopped.report;
    CHECK(all == before.pulledCentral + before.pulledRemote + rest.report.pulledCentral + rest.report.pulledRemote);
    CHECK_FALSE(sites.status().firstLoad);
}

TEST_CASE("13.6: what is known of a first load stays known while the primary is not reached")
{
    Loading sites;
    REQUIRE_FALSE(sites.synchronise([](SyncCycle &cycle) { cycle.finishBatch(); }).report.ok);
    const Status before = sites.status();
    REQUIRE(before.firstLoad);
    REQUIRE_FALSE(before.firstLoad->isAtLeast);
    sites.primary.stop();
    const Loading::Told lost = sites.synchronise();
    REQUIRE_FALSE(lost.report.ok);
    REQUIRE_FALSE(lost.shown.isEmpty());
    for (const Progress &progress : lost.shown) {
        CHECK_FALSE(progress.isAtLeast);
        CHECK(progress.done == before.firstLoad->done);
        CHECK(progress.total == before.firstLoad->total);
        CHECK(progress.bytesTotal - progress.bytes == before.firstLoad->bytesTotal - before.firstLoad->bytes);
    }
    CHECK(waitingLoadWords(*sites.status().firstLoad) == waitingLoadWords(*before.firstLoad));
}

TEST_CASE("13.6: a check tells of the whole of a first load that was stopped, as status does")
{
    Loading sites;
    REQUIRE_FALSE(sites.synchronise([](SyncCycle &cycle) { cycle.finishBatch(); }).report.ok);
    const Progress stopped = sites.status().firstLoad.value();
    const Result<Settings> settings = sites.satellite.datafile().settings().read();
    REQUIRE(settings);
    SiteCheck check(sites.satellite.datafile(), sites.satellite.clock(), *settings);
    Result<CheckReport> report = QCoro::waitFor(check.run({}));
    REQUIRE((report && report->firstLoad));
    CHECK(report->firstLoad->done == stopped.done);
    CHECK(report->firstLoad->total == stopped.total);
    CHECK(report->firstLoad->bytes == stopped.bytes);
    CHECK(report->firstLoad->bytesTotal > stopped.bytes);
    CHECK(toText(*report).contains(QStringLiteral("\nFirst load: ")));

    report->firstLoad = Progress {}; // nothing waits there
    CHECK_FALSE(toText(*report).contains(QStringLiteral("\n\n")));
}

TEST_CASE("13.6: a first load that is to fetch everything anew begins anew")
{
    Loading sites;
    const Loading::Told stopped = sites.synchronise([](SyncCycle &cycle) { cycle.finishBatch(); });
    REQUIRE_FALSE(stopped.report.ok);
    REQUIRE(sites.satellite.datafile().state().resetForRetrieve(false));
    CHECK_FALSE(sites.status().firstLoad);
    const Loading::Told again = sites.synchronise();
    REQUIRE(again.report.ok);
    CHECK(again.shown.constLast().done == again.report.pulledCentral + again.report.pulledRemote);
}

TEST_CASE("13.6: what a later cycle shows is the whole of it, records that go and records that come")
{
    Loading sites;
    REQUIRE(sites.synchronise().report.ok);
    for (int at = 0; at < 60; ++at)
        sites.satellite.put(
            "Location", "l" + QByteArray::number(at), R"({"ID":"l)" + QByteArray::number(at) + R"(","store_ID":"A"})");
    for (int at = 0; at < 70; ++at)
        sites.primary.put("item", "n" + QByteArray::number(at), R"({"ID":"n)" + QByteArray::number(at) + R"("})");
    const Loading::Told told = sites.synchronise();
    REQUIRE(told.report.ok);
    CHECK(told.shown.constFirst().total == 60);
    CHECK(told.shown.constFirst().isAtLeast);
    const Progress last = told.shown.constLast();
    CHECK_FALSE(last.isFirstLoad);
    CHECK_FALSE(last.isAtLeast);
    CHECK(last.done == 130);
    CHECK(last.total == 130);
    qint64 done = 0;
    for (const Progress &progress : told.shown) {
        CHECK(progress.done >= done);
        CHECK(progress.total >= 60);
        done = progress.done;
    }
}
