// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// First loads and pushes of many records between two programs over the loopback, beside the least that they could cost (loadfloor.h).
// MAILBOAT_LOAD_RECORDS: how many, 100,000 by default; MAILBOAT_LOAD_ROUNDS: how often, 5.
#include "core/domain/jsontext.h"
#include "tests/app/ctlsite.h"
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/bench/figures.h"
#include "tests/bench/loadfloor.h"
#include "tests/support/catch.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <sqlite3.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int automatic = 0; // request size

int fromEnvironment(const char *name, int usually)
{
    const int value = qEnvironmentVariableIntValue(name);
    return value > 0 ? value : usually;
}

struct Cost {
    double seconds = 0;
    double processor = 0; ///< of both programs
    double satelliteMemory = 0; ///< MiB at most
    double primaryMemory = 0;
};

struct Load {
    const char *name = nullptr;
    int size = 0;
    QList<Exchange> exchanges {};
    QList<Cost> costs {};
    QList<FloorCost> floors {};
};

template<class T>
double medianOf(const QList<T> &costs, double T::*figure)
{
    QList<double> values;
    for (const T &cost : costs)
        values += cost.*figure;
    return median(values);
}

/// A primary full of the sample's records and one satellite, as programs.
class Ends
{
public:
    explicit Ends(int records)
        : m_primary(1)
    {
        m_primary.addPeer(2, QStringLiteral("clinic2"));
        m_primary.must(words("sample --stores 1 --records") << QString::number(records));
    }

    QList<Exchange> recorded(int size)
    {
        const QUrl url(serve(m_primary, m_server));
        V5Caller caller(static_cast<quint16>(url.port()), QStringLiteral("clinic2"), QStringLiteral("secret-2"));
        caller.isStrict = false;
        caller.hardwareId = m_satellite.environment().constFirst().section(u'=', 1).toUtf8();
        QList<Exchange> load = recordedLoad(caller, size);
        stop();
        return load;
    }

    Cost firstLoad(int size)
    {
        begin(size);
        const Cost cost = timed();
        stop();
        return cost;
    }

    enum class Known { Records, Nothing };
    /// After a first load: all that the satellite owns; of which the primary still has everything, or nothing any more.
    Cost push(int size, Known known)
    {
        begin(size);
        timed();
        m_satellite.must(words("generate 1"));
        if (known == Known::Nothing)
            forget();
        const Cost cost = timed();
        stop();
        return cost;
    }

private:
    /// A new datafile for the satellite, and a primary that has just started.
    void begin(int size)
    {
        const QString url = serve(m_primary, m_server);
        for (const char *ending : {"", "-wal", "-shm", ".engine-lock"})
            QFile::remove(m_satellite.path() + QLatin1String(ending));
        m_satellite.must(words("init --sync-id 2"));
        m_satellite.must(words("peers add 1 --user clinic2 --password-file - --url") << url, "secret-2\n");
        m_satellite.must(words("prefs set request-size") << QString::number(size));
    }

    /// At the primary what the satellite is about to push, which brings it back.
    void forget()
    {
        sqlite3 *database = nullptr;
        REQUIRE(sqlite3_open(m_primary.path().toUtf8().constData(), &database) == SQLITE_OK);
        const QByteArray sql = "ATTACH '" + m_satellite.path().toUtf8()
            + "' AS satellite; DELETE FROM record WHERE (table_name, record_id) IN"
              " (SELECT table_name, record_id FROM satellite.outbox)";
        REQUIRE(sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }

    Cost timed()
    {
        const double ended = processorTimeOfEnded();
        const double primary = processorTime(m_server->processId());
        QElapsedTimer timer;
        timer.start();
        Cost cost;
        Child sync(m_satellite.withDatafile(words("--json sync")), m_satellite.environment());
        QTimer looks;
        QObject::connect(&looks, &QTimer::timeout, [&] {
            if (sync.isRunning())
                cost.satelliteMemory = std::max(cost.satelliteMemory, peakMemory(sync.processId()));
        });
        looks.start(10);
        REQUIRE(sync.exitStatus() == 0);
        cost.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        cost.processor = processorTimeOfEnded() - ended + processorTime(m_server->processId()) - primary;
        cost.primaryMemory = peakMemory(m_server->processId());
        return cost;
    }

    void stop()
    {
        m_server->terminate();
        REQUIRE(m_server->exitStatus() == 0);
    }

    CtlSite m_primary;
    CtlSite m_satellite;
    std::unique_ptr<Child> m_server;
};

void report(const Load &load, const char *goal)
{
    const double seconds = medianOf(load.costs, &Cost::seconds);
    const double floor = medianOf(load.floors, &FloorCost::seconds);
    const double processor = medianOf(load.costs, &Cost::processor);
    const double floorProcessor = medianOf(load.floors, &FloorCost::processor);
    const auto [least, most] = std::ranges::minmax(load.costs, {}, &Cost::seconds);
    std::printf(
        "%-28s %6.2f s (%.2f to %.2f), floor %5.2f s: %5.2f times (%s); processor %5.2f s, floor %5.2f s: %5.2f times;"
        " memory: satellite %.0f MiB, primary %.0f MiB; %lld records, %.1f MB\n",
        load.name, seconds, least.seconds, most.seconds, floor, seconds / floor, goal, processor, floorProcessor,
        processor / floorProcessor, medianOf(load.costs, &Cost::satelliteMemory),
        medianOf(load.costs, &Cost::primaryMemory), static_cast<long long>(load.floors.constFirst().records),
        static_cast<double>(load.floors.constFirst().bytes) / 1e6);
    std::fflush(stdout);
}

} // namespace

TEST_CASE("first loads and pushes of 100,000 records, each as two programs, beside a bare loop", "[load]")
{
    const int rounds = fromEnvironment("MAILBOAT_LOAD_ROUNDS", 5);
    Ends ends(fromEnvironment("MAILBOAT_LOAD_RECORDS", 100'000));
    QList<Load> loads {
        {"first load, size 500", 500}, {"first load, size 20", 20}, {"first load, automatic", automatic}};
    constexpr int usual = 500; // the floor's for what has no size of its own
    for (Load &load : loads)
        load.exchanges = ends.recorded(load.size == automatic ? usual : load.size);
    Load push {"push, unchanged", automatic, loads.constFirst().exchanges};
    Load pushNew {"push, new", automatic, loads.constFirst().exchanges};
    for (int round = 0; round < rounds; ++round) { // in turn: what else the machine does meets all
        for (Load &load : loads) {
            load.floors += floorOfLoad(load.exchanges);
            load.costs += ends.firstLoad(load.size);
        }
        push.floors += floorOfPush(push.exchanges, usual);
        push.costs += ends.push(push.size, Ends::Known::Records);
        pushNew.floors += floorOfPush(pushNew.exchanges, usual);
        pushNew.costs += ends.push(pushNew.size, Ends::Known::Nothing);
    }
    report(loads.at(0), "must 3, aim 1.5");
    report(loads.at(1), "must 2, aim 1");
    report(loads.at(2), "must 1.2 times the best of the others");
    report(push, "must 2.5, aim 1.5");
    report(pushNew, "must 2.5, aim 1.5");
}
