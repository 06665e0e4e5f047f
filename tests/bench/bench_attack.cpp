// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an honest site has of it where strangers and one bad site do all at once that issue 10 lists: slow connections, wrong
// passwords, a body without an end, a small body that becomes a million records.
#include "core/http/coding.h"
#include "core/records/recordstore.h"
#include "tests/app/ctlsite.h"
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"
#include "tests/support/v5caller.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

constexpr int rounds = 15;
constexpr int recordsPerCycle = 50;
constexpr int slowConnections = 1010;
constexpr int wrongSignIns = 1000;
constexpr qint64 endlessBody = 2LL * 1024 * 1024 * 1024;
constexpr int bombRecords = 1'000'000;

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

/// Most memory that a process had at once, in MiB.
double peakMemory(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    REQUIRE(status.open(QIODevice::ReadOnly));
    static const QRegularExpression line(QStringLiteral("VmHWM:\\s*(\\d+) kB"));
    return line.match(QString::fromLatin1(status.readAll())).captured(1).toDouble() / 1024;
}

/// The seconds of one cycle that sends some records.
double cycle(SatelliteSite &satellite, int round)
{
    for (int i = 0; i < recordsPerCycle; ++i) {
        const QByteArray id = "loc-" + QByteArray::number(round) + '-' + QByteArray::number(i);
        satellite.put("Location", id, R"({"ID":")" + id + R"(","Description":"Shelf","store_ID":"S2"})");
    }
    QElapsedTimer timer;
    timer.start();
    const CycleReport report = satellite.synchronise();
    INFO((report.error ? codeOf(report.error->code) + u' ' + report.error->detail : QString()).toStdString());
    CHECK(report.ok);
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// Everything at once, again and again until it is told to end.
class Attack
{
public:
    explicit Attack(quint16 port)
        : m_port(port)
    {
        m_threads.emplace_back([this] { slow(); });
        for (int i = 0; i < 4; ++i)
            m_threads.emplace_back([this, i] { guess(i); });
        m_threads.emplace_back([this] { pour(); });
        m_threads.emplace_back([this] { bomb(); });
    }
    ~Attack()
    {
        m_ends = true;
        for (std::thread &thread : m_threads)
            thread.join();
    }
    Q_DISABLE_COPY_MOVE(Attack)

    qint64 guesses() const { return m_guesses; }
    qint64 bombs() const { return m_bombs; }
    qint64 poured() const { return m_poured; }

private:
    /// From ten addresses, a byte a second each; what is closed comes again.
    void slow()
    {
        std::vector<std::unique_ptr<RawConnection>> lines;
        while (!m_ends) {
            for (std::size_t i = 0; i < slowConnections && !m_ends; ++i) {
                if (i >= lines.size())
                    lines.push_back(nullptr);
                if (!lines[i] || !lines[i]->isConnected())
                    lines[i] = std::make_unique<RawConnection>(
                        m_port, QHostAddress(QStringLiteral("127.0.1.%1").arg(1 + i % 10)));
                lines[i]->send("G");
            }
            for (int tenths = 0; tenths < 10 && !m_ends; ++tenths)
                std::this_thread::sleep_for(100ms); // the attack's own pace, not a wait for anything
        }
    }

    void guess(int which)
    {
        for (int i = 0; !m_ends; ++i) {
            V5Caller caller(m_port, QStringLiteral("site 2"), QStringLiteral("wrong-%1-%2").arg(which).arg(i));
            caller.begin("GET", siteCall);
            caller.connection().reply();
            ++m_guesses;
        }
    }

    /// A site with its right password that sends and sends.
    void pour()
    {
        const QByteArray piece(64 * 1024, ' ');
        while (!m_ends) {
            V5Caller caller(m_port, QStringLiteral("site 3"), QStringLiteral("secret-3"));
            caller.headers = {{"Transfer-Encoding", "chunked"}};
            const QByteArray head = caller.request("POST", queueCall);
            RawConnection &line = caller.connection();
            line.send(head);
            for (qint64 sent = 0; sent < endlessBody && !m_ends && line.isConnected(); sent += piece.size()) {
                line.send(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
                m_poured += piece.size();
                if (line.hasSomething())
                    break;
            }
        }
    }

    void bomb()
    {
        QByteArray body = R"({"queueLength":0,"data":[)";
        for (int i = 0; i < bombRecords; ++i)
            body += "{},";
        body.back() = ']';
        const QByteArray small = coded(body + '}', Coding::Gzip);
        while (!m_ends) {
            V5Caller caller(m_port, QStringLiteral("site 3"), QStringLiteral("secret-3"));
            caller.headers = {{"Content-Encoding", "gzip"}};
            caller.begin("POST", queueCall, small);
            caller.connection().reply();
            ++m_bombs;
        }
    }

    quint16 m_port;
    std::atomic<bool> m_ends = false;
    std::atomic<qint64> m_guesses = 0;
    std::atomic<qint64> m_bombs = 0;
    std::atomic<qint64> m_poured = 0;
    std::vector<std::thread> m_threads;
};

} // namespace

TEST_CASE("time a cycle: an honest site while the primary is attacked in every way at once", "[attack]")
{
    const CtlSite primary(1);
    for (const int site : {2, 3}) {
        const QByteArray id = QByteArray::number(site);
        primary.addPeer(site, QStringLiteral("site %1").arg(site));
        primary.must(words("records put name") << QStringLiteral("N%1").arg(site),
            R"({"ID":"N)" + id + R"(","name":"Clinic","type":"store"})");
        primary.must(words("records put store") << QStringLiteral("S%1").arg(site),
            R"({"ID":"S)" + id + R"(","code":"c","name_ID":"N)" + id + R"(","sync_id_remote_site":)" + id + '}');
    }
    std::unique_ptr<Child> server;
    const QUrl url(serve(primary, server));
    SatelliteSite satellite(2, url);
    satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("20"));
    int round = 0;
    cycle(satellite, round++); // initialises
    QList<double> usual;
    for (int i = 0; i < rounds; ++i)
        usual += cycle(satellite, round++);
    const double before = peakMemory(server->processId());
    QList<double> attacked;
    {
        const Attack attack(static_cast<quint16>(url.port()));
        while (attack.guesses() < wrongSignIns || attacked.size() < rounds)
            attacked += cycle(satellite, round++);
        std::printf("  meanwhile: %lld wrong passwords, %lld bombs, %.0f MiB of a body without an end\n",
            static_cast<long long>(attack.guesses()), static_cast<long long>(attack.bombs()),
            static_cast<double>(attack.poured()) / 1024 / 1024);
    }
    std::printf(
        "a cycle with %d records: usually %.3f s, attacked %.3f s, ratio %.2f (goal: at most 2); slowest %.3f s\n",
        recordsPerCycle, median(usual), median(attacked), median(attacked) / median(usual),
        *std::max_element(attacked.cbegin(), attacked.cend()));
    std::printf("the primary's memory at its highest: %.0f MiB before, %.0f MiB after\n", before,
        peakMemory(server->processId()));
}
