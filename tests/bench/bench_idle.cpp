// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary's sites cost it that have nothing to say, beside bare libmicrohttpd that says the same to everybody.
// MAILBOAT_IDLE_CYCLES: how many in a round, 4,000 by default; MAILBOAT_IDLE_ROUNDS: how often, 5.
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/bench/bareline.h"
#include "tests/bench/bareserver.h"
#include "tests/bench/callers.h"
#include "tests/bench/figures.h"
#include "tests/bench/manysites.h"
#include "tests/support/catch.h"
#include "tests/support/testcertificate.h"

#include <QDir>
#include <QUrl>

#include <sched.h>

#include <algorithm>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int callersAtOnce = 4;

int idleSetting(const char *name, int usually)
{
    const int value = qEnvironmentVariableIntValue(name);
    return value > 0 ? value : usually;
}

int idleRounds()
{
    return idleSetting("MAILBOAT_IDLE_ROUNDS", 5);
}

using Program = ManySites::Program;

/// Seconds of the primary's processor that an idle cycle takes.
double costOfCycle(const ManySites &sites, int cycles, int first, Program program = Program::Mailboat)
{
    const double before = processorTime(sites.process());
    Callers({sites.port(), BareLine::Kind::Plain, callersAtOnce}).cycles(cycles, [&](int cycle) {
        return sites.idleCycle((first + cycle) % sites.sites(), program);
    });
    return (processorTime(sites.process()) - before) / cycles;
}

double costAtFloor(const BareServer &server, const QList<QByteArray> &requests, int cycles)
{
    const Callers callers({server.port(), BareLine::Kind::Plain, callersAtOnce});
    callers.cycles(1, [&requests](int) { return requests; }); // its thread has answered
    const double before = server.processorTime();
    callers.cycles(cycles, [&requests](int) { return requests; });
    return (server.processorTime() - before) / cycles;
}

/// All of a process's threads on one core, those to come too.
void holdToOneCore(qint64 process)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    const QStringList threads
        = QDir(QStringLiteral("/proc/%1/task").arg(process)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &thread : threads)
        REQUIRE(sched_setaffinity(thread.toInt(), sizeof one, &one) == 0);
}

void addFiles(QStringList &arguments, const ManySites &sites, const TestCertificate &made)
{
    const auto written = [&sites](const QString &name, const QByteArray &content) {
        QFile file(sites.filePath(name));
        REQUIRE((file.open(QIODevice::WriteOnly) && file.write(content) == content.size()));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return file.fileName();
    };
    arguments += {QStringLiteral("--tls-cert"), written(QStringLiteral("cert.pem"), made.certificate),
        QStringLiteral("--tls-key"), written(QStringLiteral("key.pem"), made.key)};
}

} // namespace

TEST_CASE("an idle cycle as a satellite has it: requests and bytes", "[idle]")
{
    TwoSites sites;
    sites.sync();
    const QJsonObject report = sites.sync().object;
    const auto bytes = [&report](const char *ofBodies, const char *ofHeads) {
        return report.value(QLatin1String(ofBodies)).toInteger() + report.value(QLatin1String(ofHeads)).toInteger();
    };
    std::printf("idle cycle: %lld requests (must 5), %lld bytes sent and %lld received (must 2,048 each)\n",
        static_cast<long long>(report.value(QStringLiteral("requests")).toInteger()),
        static_cast<long long>(bytes("bytesSent", "headerBytesSent")),
        static_cast<long long>(bytes("bytesReceived", "headerBytesReceived")));
}

TEST_CASE("the primary's processor time for an idle cycle, beside bare libmicrohttpd", "[idle]")
{
    const int cycles = idleSetting("MAILBOAT_IDLE_CYCLES", 4000);
    ManySites sites(40, 10'000);
    sites.serve();
    (void)costOfCycle(sites, sites.sites(), 0); // each has called: what is bound and noted then is no idle cycle's
    const BareServer floor(R"({"code":"idle","message":"Nothing to do"})");
    const QList<QByteArray> five(5, sites.statusRequest(0));
    QList<double> ofSites;
    QList<double> ofPlain;
    QList<double> ofFloor;
    for (int round = 0; round < idleRounds(); ++round) { // in turn: what else the machine does meets both
        ofFloor += costAtFloor(floor, five, cycles);
        ofSites += costOfCycle(sites, cycles, round * cycles);
        ofPlain += costOfCycle(sites, cycles, round * cycles, Program::Plain);
    }
    std::printf(
        "idle cycle at the primary: %.3f ms of processor, five answers of bare libmicrohttpd %.3f ms: %.2f times"
        " (must 4); of a client of version 5 alone %.3f ms, %.2f times\n",
        median(ofSites) * 1e3, median(ofFloor) * 1e3, median(ofSites) / median(ofFloor), median(ofPlain) * 1e3,
        median(ofPlain) / median(ofFloor));
    sites.stop();
}

TEST_CASE("the primary's processor time for an idle cycle, of many sites and records beside few", "[idle]")
{
    const int cycles = idleSetting("MAILBOAT_IDLE_CYCLES", 4000);
    ManySites few(40, 10'000);
    ManySites many(4000, 200'000);
    QList<double> ofFew;
    QList<double> ofMany;
    for (ManySites *sites : {&few, &many}) {
        sites->serve();
        (void)costOfCycle(*sites, sites->sites(), 0); // each has called
    }
    for (int round = 0; round < idleRounds(); ++round) {
        ofFew += costOfCycle(few, cycles, round * cycles);
        ofMany += costOfCycle(many, cycles, round * cycles);
    }
    std::printf("idle cycle of 4,000 sites with 200,000 records: %.3f ms of processor, of 40 with 10,000 %.3f ms:"
                " %.2f times (must 1.2); memory %.0f and %.0f MiB\n",
        median(ofMany) * 1e3, median(ofFew) * 1e3, median(ofMany) / median(ofFew), peakMemory(many.process()),
        peakMemory(few.process()));
    few.stop();
    many.stop();
}

TEST_CASE("site_status with sign-in over kept connections", "[status]")
{
    const int requests = 5 * idleSetting("MAILBOAT_IDLE_CYCLES", 4000);
    ManySites sites(40, 1000);
    sites.serve();
    const BareServer floor(R"({"code":"idle","message":"Nothing to do"})");
    QList<double> ratios;
    QList<double> rates;
    QList<double> processor;
    for (int round = 0; round < idleRounds(); ++round) {
        const auto request = [&sites](int which) { return sites.statusRequest(which % sites.sites()); };
        const auto rateOf = [&](quint16 port) {
            const Callers callers({port, BareLine::Kind::Plain, callersAtOnce});
            callers.requests(callersAtOnce, request);
            return requests / callers.requests(requests, request);
        };
        const double usedBefore = processorTime(sites.process());
        const double rate = rateOf(sites.port());
        const double used = processorTime(sites.process()) - usedBefore;
        const double atFloor = rateOf(floor.port());
        rates += rate;
        ratios += rate / atFloor;
        processor += used / requests;
    }
    std::printf(
        "site_status: %.0f a second, %.2f of bare libmicrohttpd's rate (must 0.5, aim 0.8); %.0f us of processor\n",
        median(rates), median(ratios), median(processor) * 1e6);
    sites.stop();
}

TEST_CASE("idle cycles of 5,000 sites over TLS, a connection each, the primary held to one core", "[idle-tls]")
{
    constexpr int count = 5000;
    constexpr double wanted = 133;
    ManySites sites(count, 20'000);
    QStringList arguments;
    addFiles(arguments, sites, TestCertificate::selfSigned());
    sites.serve(arguments);
    holdToOneCore(sites.process());
    const auto cycle = [&sites](int which) { return sites.idleCycle(which % count, Program::Mailboat); };
    const Callers callers({sites.port(), BareLine::Kind::Tls, callersAtOnce});
    callers.cycles(count, cycle); // each has called once
    QList<double> memory {memoryNow(sites.process())};
    const double before = processorTime(sites.process());
    const double seconds = callers.cycles(count, cycle).seconds;
    const double processor = (processorTime(sites.process()) - before) / count;
    memory += memoryNow(sites.process());
    const Callers::Cost paced
        = Callers({sites.port(), BareLine::Kind::Tls, 2 * callersAtOnce, wanted}).cycles(count, cycle);
    memory += memoryNow(sites.process());
    std::printf(
        "TLS: %.0f cycles a second (must 133, aim 400), %.2f ms of processor each; at 133 a second half take %.1f ms,"
        " 99 %% at most %.1f ms (must 100); memory %.0f, %.0f, %.0f MiB after 5,000, 10,000, 15,000\n",
        count / seconds, processor * 1e3, quantile(paced.cycles, 0.5) * 1e3, quantile(paced.cycles, 0.99) * 1e3,
        memory.at(0), memory.at(1), memory.at(2));
    sites.stop();
}
