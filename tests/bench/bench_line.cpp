// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/coding.h"
#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"
#include "core/wire/wire.h"
#include "tests/bench/figures.h"
#include "tests/bench/slowline.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sites/testsite.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>

#include <algorithm>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int records = 1000;
constexpr int rounds = 5;

void fill(PrimarySite &primary)
{
    primary.addSatellite(2);
    SampleData sample(1, records, 1);
    const Result<qint64> taken = primary.datafile().records().import(
        [&]() -> Result<std::optional<Record>> { return sample.next(); }, [](qint64) { return true; });
    REQUIRE(taken.has_value());
}

/// The same content as one body: what the satellite then holds.
QByteArray oneBody(const Holdings &holdings)
{
    wire::QueueBatch batch;
    for (auto record = holdings.begin(); record != holdings.end(); ++record)
        batch.records.append({"q-" + QByteArray::number(batch.records.size()),
            {record.key().first, record.key().second, Action::Update, record.value()}});
    batch.queueLength = batch.records.size();
    return wire::compose(batch);
}

double curlSeconds(const QUrl &url)
{
    QProcess curl;
    QEventLoop loop;
    QObject::connect(&curl, &QProcess::finished, &loop, &QEventLoop::quit);
    QElapsedTimer timer;
    timer.start();
    curl.start(QStringLiteral("curl"),
        {QStringLiteral("--compressed"), QStringLiteral("-sf"), QStringLiteral("-o"), QStringLiteral("/dev/null"),
            url.toString() + QStringLiteral("/all")});
    loop.exec();
    REQUIRE(curl.exitCode() == 0);
    return static_cast<double>(timer.elapsed()) / 1000;
}

double syncSeconds(PrimarySite &primary, const SlowLine::Options &options, const Holdings *expected, Holdings *held)
{
    const SlowLine line(primary.port(), options);
    SatelliteSite satellite(2, line.url());
    QElapsedTimer timer;
    timer.start();
    const CycleReport report = satellite.synchronise();
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    INFO((report.error ? describe(*report.error) : QString()).toStdString());
    REQUIRE(report.ok);
    const Holdings now = satellite.holdings();
    if (expected)
        REQUIRE(now == *expected);
    if (held)
        *held = now;
    std::printf("    %lld requests, %lld bytes of bodies, %lld of headers in %.1f s\n",
        static_cast<long long>(report.requests), static_cast<long long>(report.bytesReceived + report.bytesSent),
        static_cast<long long>(report.headerBytesReceived + report.headerBytesSent), seconds);
    return seconds;
}

} // namespace

TEST_CASE("1,000 records over 128 kbit/s, 600 ms, 2 % loss: a first sync against curl of one body", "[line]")
{
    PrimarySite primary;
    fill(primary);
    primary.start();
    Holdings held;
    SlowLine::Options fast;
    fast.bytesPerSecond = 1e9;
    fast.roundTrip = std::chrono::milliseconds(0);
    fast.loss = 0;
    std::printf("  without the line\n");
    syncSeconds(primary, fast, nullptr, &held);
    const QByteArray body = oneBody(held);
    ScriptedServer server;
    const QByteArray gzipped = coded(body, Coding::Gzip);
    server.row("GET", "/all", {{.body = gzipped, .headers = {{"Content-Encoding", "gzip"}}}});
    std::printf("  %lld records, %.0f bytes each, %lld bytes as one gzip body\n", static_cast<long long>(held.size()),
        static_cast<double>(body.size()) / static_cast<double>(held.size()), static_cast<long long>(gzipped.size()));

    QList<double> curl;
    QList<double> mailboat;
    QList<double> plain;
    for (quint32 seed = 1; seed <= rounds; ++seed) {
        SlowLine::Options options;
        options.seed = seed;
        {
            const SlowLine line(server.port(), options);
            curl += curlSeconds(line.url());
        }
        std::printf("  round %u: curl %.1f s, then from a Mailboat and from plain v5\n", seed, curl.last());
        mailboat += syncSeconds(primary, options, &held, nullptr);
        options.hidesExtension = true;
        plain += syncSeconds(primary, options, &held, nullptr);
    }
    std::printf("medians: curl %.1f s; between two Mailboats %.1f s, ratio %.2f (must: at most 1.1);\n"
                "from a primary that speaks plain v5 %.1f s, ratio %.2f (must: at most 1.8)\n",
        median(curl), median(mailboat), median(mailboat) / median(curl), median(plain), median(plain) / median(curl));
}
