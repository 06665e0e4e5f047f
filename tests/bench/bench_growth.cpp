// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a record costs more, the more there are: first loads of ever more records by small requests.
#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"
#include "tests/bench/figures.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct Cost {
    double seconds = 0; ///< a record
    double processor = 0; ///< of both ends, which are one process here
};

Cost firstLoad(int records)
{
    PrimarySite primary;
    primary.addSatellite(2);
    SampleData sample(1, records, 1);
    REQUIRE(primary.datafile().records().import(
        [&]() -> Result<std::optional<Record>> { return sample.next(); }, [](qint64) { return true; }));
    primary.start();
    SatelliteSite satellite(2, primary.url());
    satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    QElapsedTimer timer;
    timer.start();
    const double before = ownProcessorTime();
    const CycleReport report = satellite.synchronise();
    const double processor = ownProcessorTime() - before;
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    INFO((report.error ? describe(*report.error) : QString()).toStdString());
    REQUIRE(report.ok);
    const auto pulled = static_cast<double>(report.pulledCentral + report.pulledRemote);
    std::printf("  %d records: %.0f pulled by %lld requests in %.1f s, %.1f us a record, %.1f us of a processor\n",
        records, pulled, static_cast<long long>(report.requests), seconds, seconds / pulled * 1e6,
        processor / pulled * 1e6);
    std::fflush(stdout);
    return {seconds / pulled, processor / pulled};
}

} // namespace

TEST_CASE("time a record: first loads of 25,000, 100,000 and 400,000 records at request size 20", "[growth]")
{
    struct Load {
        int records = 0;
        int rounds = 0;
        QList<double> seconds {};
        QList<double> processor {};
    };
    QList<Load> loads {{25'000, 5}, {100'000, 3}, {400'000, 1}};
    for (int round = 0; round < loads.constFirst().rounds; ++round) { // in turn: what else the machine does meets all
        for (Load &load : loads) {
            if (round >= load.rounds)
                continue;
            const Cost cost = firstLoad(load.records);
            load.seconds += cost.seconds;
            load.processor += cost.processor;
        }
    }
    const double least = median(loads.constFirst().seconds);
    const double leastOfProcessor = median(loads.constFirst().processor);
    for (const Load &load : std::as_const(loads))
        std::printf(
            "%d records: %.1f us a record, %.2f times that of the fewest (goal: at most 1.15); processor %.1f us, "
            "%.2f times\n",
            load.records, median(load.seconds) * 1e6, median(load.seconds) / least, median(load.processor) * 1e6,
            median(load.processor) / leastOfProcessor);
}
