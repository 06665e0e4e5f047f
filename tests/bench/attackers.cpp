// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/attackers.h"

#include "core/http/coding.h"
#include "tests/bench/figures.h"
#include "tests/support/catch.h"
#include "tests/support/v5caller.h"

#include <QCoreApplication>

#include <sched.h>
#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

namespace mailboat::test {

namespace {

constexpr int guessers = 4;
const char *const portVariable = "MAILBOAT_ATTACKED_PORT";
const QByteArray overLine = "attack over: ";
const QByteArray begunLine = "attack begun";

quint16 attackedPort()
{
    return static_cast<quint16>(qEnvironmentVariableIntValue(portVariable));
}

V5Caller site3()
{
    return {attackedPort(), QStringLiteral("site 3"), QStringLiteral("secret-3")};
}

/// From ten addresses, a byte a second each; what is closed comes again.
class SlowLines
{
public:
    SlowLines()
    {
        for (int i = 0; i < slowConnections; ++i)
            m_lines.push_back(open(i));
    }
    void keepOn(const std::atomic<bool> &ends)
    {
        using namespace std::chrono_literals;
        while (!ends) {
            for (int i = 0; i < slowConnections && !ends; ++i) {
                std::unique_ptr<RawConnection> &line = m_lines.at(static_cast<size_t>(i));
                if (!line->isConnected()) {
                    line = open(i);
                    ++m_again;
                }
                line->send("G");
            }
            for (int tenths = 0; tenths < 10 && !ends; ++tenths)
                std::this_thread::sleep_for(100ms); // the attack's own pace, not a wait for anything
        }
    }
    int again() const { return m_again; }

private:
    static std::unique_ptr<RawConnection> open(int which)
    {
        const QHostAddress from(QStringLiteral("127.0.1.%1").arg(1 + which % 10));
        return std::make_unique<RawConnection>(attackedPort(), from);
    }

    std::vector<std::unique_ptr<RawConnection>> m_lines;
    int m_again = 0;
};

void guess(int which)
{
    for (int i = 0; i < wrongSignIns / guessers; ++i) {
        V5Caller caller(attackedPort(), QStringLiteral("site 2"), QStringLiteral("wrong-%1-%2").arg(which).arg(i));
        caller.begin("GET", siteCall);
        caller.connection().reply();
    }
}

/// Of a site with its right password. How many bytes the primary took before it had enough.
qint64 pour()
{
    const QByteArray piece(64 * 1024, ' ');
    V5Caller caller = site3();
    caller.headers = {{"Transfer-Encoding", "chunked"}};
    RawConnection &line = caller.connection();
    line.send(caller.request("POST", queueCall));
    qint64 sent = 0;
    while (sent < largeBody && line.isConnected() && !line.hasSomething()) {
        line.send(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
        sent += piece.size();
    }
    return sent;
}

int bomb()
{
    QByteArray body = R"({"queueLength":0,"data":[)";
    for (int i = 0; i < bombRecords; ++i)
        body += "{},";
    body.back() = ']';
    V5Caller caller = site3();
    caller.headers = {{"Content-Encoding", "gzip"}};
    caller.begin("POST", queueCall, coded(body + '}', Coding::Gzip));
    return caller.connection().reply().value_or(RawReply {}).status;
}

void standBack()
{
    (void)setpriority(PRIO_PROCESS, 0, 19);
    const sched_param none {};
    (void)sched_setscheduler(0, SCHED_IDLE, &none);
}

} // namespace

Attackers::Attackers(quint16 port)
    : m_process(QCoreApplication::applicationFilePath(), {QStringLiteral("[.attackers]")},
        {QLatin1String(portVariable) + QLatin1Char('=') + QString::number(port)})
{
    m_process.lineAfter(begunLine);
}

bool Attackers::isOver()
{
    QCoreApplication::processEvents();
    return m_process.output().contains(overLine) || !m_process.isRunning();
}

QByteArray Attackers::told()
{
    return m_process.lineAfter(overLine);
}

} // namespace mailboat::test

using namespace mailboat::test;

TEST_CASE("the attackers, in a process of their own", "[.attackers]")
{
    REQUIRE(attackedPort() != 0);
    standBack();
    SlowLines lines;
    std::printf("%s\n", begunLine.constData());
    std::atomic<bool> ends = false;
    std::thread slow([&] { lines.keepOn(ends); });
    std::vector<std::thread> others;
    others.reserve(guessers + 2);
    for (int i = 0; i < guessers; ++i)
        others.emplace_back([i] { guess(i); });
    qint64 poured = 0;
    int bombed = 0;
    others.emplace_back([&poured] { poured = pour(); });
    others.emplace_back([&bombed] { bombed = bomb(); });
    for (std::thread &thread : others)
        thread.join();
    ends = true;
    slow.join();
    std::printf("%s%d wrong passwords; the bomb answered with %d, %lld MiB of the large body taken; %d slow lines anew;"
                " processor time of the attackers, at the lowest priority: %.1f s\n",
        overLine.constData(), wrongSignIns, bombed, static_cast<long long>(poured >> 20), lines.again(),
        ownProcessorTime());
}
