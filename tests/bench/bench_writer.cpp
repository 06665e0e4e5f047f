// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long one site can keep the datafile's only writer from the others: each of the largest requests that a site may send,
// while another site pushes one record again and again. The floor is what that takes where nobody else asks for anything.
#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"
#include "core/store/recordtable.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"
#include "tests/support/v5caller.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int busySites = 2;
constexpr qint64 knownRecords = 100'000;
constexpr int mostPushed = 10'000; // max-records
constexpr int mostAcknowledged = 20'000; // max-ids
constexpr double goal = 200; // ms

/// A primary with two sites that have a store each: 2, which asks for much, and 3, which pushes one record at a time.
class BusyPrimary
{
public:
    BusyPrimary()
    {
        SampleData sample(busySites, knownRecords, 1);
        const auto done = primary.datafile().records().import(
            [&sample]() -> Result<std::optional<Record>> { return sample.next(); });
        REQUIRE(done);
        for (int id = 2; id < 2 + busySites; ++id) {
            primary.addSatellite(id);
            stores.append(RecordTable(primary.datafile().connection()).storesOf(SyncId {id})->constFirst());
        }
        primary.start();
        REQUIRE(caller(2).post(initialiseCall, "{}").status == 200);
        REQUIRE(caller(3).post(initialiseCall, "{}").status == 200);
    }
    V5Caller caller(int site) const
    {
        return {primary.port(), QStringLiteral("site %1").arg(site), QStringLiteral("secret-%1").arg(site)};
    }
    QByteArray push(int site, const QByteArray &table, int count, int version) const
    {
        QByteArrayList records;
        for (int i = 0; i < count; ++i) {
            const QByteArray id = table + QByteArray::number(site) + '-' + QByteArray::number(i);
            records.append(R"({"syncOutId":"1","tableName":")" + table + R"(","recordId":")" + id
                + R"(","action":"Update","recordData":{"ID":")" + id + R"(","store_ID":")" + stores.at(site - 2)
                + R"(","name_ID":"supplier","comment":")" + QByteArray(600, 'x') + R"(","version":)"
                + QByteArray::number(version) + "}}");
        }
        return R"({"queueLength":0,"data":[)" + records.join(',') + "]}";
    }

    PrimarySite primary;
    QByteArrayList stores;
};

/// Milliseconds that site 3's pushes of one record take while `busy` is under way: the median and the longest.
std::pair<double, double> waitsWhile(const BusyPrimary &primary, const std::function<void()> &busy)
{
    std::atomic<bool> isOver {false};
    std::thread working([&] {
        busy();
        isOver = true;
    });
    V5Caller caller = primary.caller(3);
    static int version = 0;
    std::vector<double> took;
    while (!isOver) {
        const QByteArray body = primary.push(3, "Location", 1, ++version);
        QElapsedTimer timer;
        timer.start();
        const int status = caller.post(queueCall, body).status;
        took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (status != 200)
            std::printf("(a push was answered with %d)\n", status);
    }
    working.join();
    std::sort(took.begin(), took.end());
    return {took.at(took.size() / 2), took.back()};
}

void report(const char *what, std::pair<double, double> waits, double took)
{
    std::printf("%-44s another site's push: median %6.1f ms, longest %6.1f ms; all of it took %6.0f ms\n", what,
        waits.first, waits.second, took);
}

} // namespace

TEST_CASE("how long one site keeps the writer from another, with the largest requests that it may send", "[writer]")
{
    const BusyPrimary primary;
    const auto measure = [&primary](const char *what, const std::function<void()> &busy) {
        double took = 0;
        const auto waits = waitsWhile(primary, [&] {
            QElapsedTimer timer;
            timer.start();
            busy();
            took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        });
        report(what, waits, took);
    };
    measure("floor: nothing else", [] { std::this_thread::sleep_for(std::chrono::seconds(2)); });
    const auto pushing = [&primary](const QByteArray &body) {
        return [&primary, body] { REQUIRE(primary.caller(2).post(queueCall, body).status == 200); };
    };
    measure("10,000 new records of its own", pushing(primary.push(2, "Location", mostPushed, 1)));
    measure("the same again, changed", pushing(primary.push(2, "Location", mostPushed, 2)));
    measure("10,000 new transfers", pushing(primary.push(2, "transact", mostPushed, 1)));
    measure("10,000 empty records",
        pushing(R"({"queueLength":0,"data":[)" + QByteArray("{},").repeated(mostPushed - 1) + "{}]}"));
    QByteArrayList ids;
    for (int i = 0; i < mostAcknowledged; ++i)
        ids.append(QByteArray::number(i + 1));
    const QByteArray acknowledgement = R"({"syncIDs":[)" + ids.join(',') + "]}";
    measure("20,000 ids to acknowledge",
        [&] { REQUIRE(primary.caller(2).post(acknowledgeCall, acknowledgement).status == 204); });
    measure("initialise, of 100,000 records",
        [&primary] { REQUIRE(primary.caller(2).post(initialiseCall, "{}").status == 200); });
    std::printf("(goal: nobody waits longer than %.0f ms for one site)\n", goal);
}
