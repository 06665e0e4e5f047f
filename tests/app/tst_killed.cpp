// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/child.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/sites/expected.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

using Cut = CuttingProxy::Cut;

QByteArray numbered(const QByteArray &word, int n)
{
    return word + QByteArray::number(n);
}

enum class Satellite { Synchronised, New };

/// Two closed datafiles that every killing starts from: changes wait at both ends.
class Start
{
public:
    explicit Start(CuttingProxy &line, Satellite satellite = Satellite::Synchronised)
        : m_satellite(2, line.url())
    {
        m_primary.addSatellite(2);
        addStore(m_primary, "A", 2);
        for (int n = 0; n < 12; ++n)
            m_primary.put("item", numbered("item-", n), "{}");
        m_primary.start();
        line.setUpstreamPort(m_primary.port());
        m_satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("10"));
        REQUIRE((satellite == Satellite::New || m_satellite.synchronise().ok));
        for (int n = 0; n < 12; ++n) {
            m_satellite.put("Location", numbered("shelf-", n), R"({"store_ID":"A"})");
            m_primary.put("item", numbered("new-item-", n), "{}");
            m_primary.put("item_store_join", numbered("join-", n), R"({"store_ID":"A"})");
        }
        m_primary.stop();
        m_primary.close();
        m_satellite.close();
    }
    QString primary() const { return m_primary.path(); }
    QString satellite() const { return m_satellite.path(); }

private:
    PrimarySite m_primary;
    SatelliteSite m_satellite;
};

/// Both programs on copies of the datafiles, with a line between them that notices every request.
class Programs
{
public:
    Programs(const Start &start, CuttingProxy &line)
        : m_primary(start.primary())
        , m_satellite(2, start.satellite())
        , m_line(line)
    {
        m_primary.close();
        m_satellite.close();
        m_line.restore();
        m_line.clearSeen();
        serve();
    }
    ~Programs() { m_line.onCut = {}; }
    Q_DISABLE_COPY_MOVE(Programs)

    int requestsOfOneCycle()
    {
        REQUIRE(sync()->exitStatus() == 0);
        return static_cast<int>(m_line.seen().size());
    }

    void killSatelliteAt(int request, Cut cut)
    {
        const auto killed = sync();
        m_line.onCut = [&killed] { killed->killNow(); };
        m_line.cutAt(request, cut);
        CHECK(killed->exitStatus() == -1);
        CHECK(m_line.hasCut());
        m_line.restore();
        checkNextSync();
    }

    void killPrimaryAt(int request, Cut cut)
    {
        m_line.onCut = [this] { m_server->killNow(); };
        m_line.cutAt(request, cut);
        const auto cutOff = sync();
        while (!m_line.hasCut())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        CHECK(m_server->exitStatus() == -1);
        serve();
        m_line.restore();
        INFO(cutOff->errors().toStdString());
        CHECK(cutOff->exitStatus() == 0); // it asked again and went on where it was
        checkNextSync();
    }

private:
    void serve()
    {
        m_server = std::make_unique<Child>(QStringList {QStringLiteral("--datafile"), m_primary.path(),
            QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const QUrl url(QString::fromUtf8(m_server->lineAfter("listening on ")));
        m_line.setUpstreamPort(static_cast<quint16>(url.port()));
    }
    std::unique_ptr<Child> sync()
    {
        return std::make_unique<Child>(QStringList {
            QStringLiteral("--datafile"), m_satellite.path(), QStringLiteral("--json"), QStringLiteral("sync")});
    }
    void checkNextSync()
    {
        m_line.onCut = {};
        const auto next = sync();
        const int status = next->exitStatus();
        INFO(next->output().toStdString());
        REQUIRE(status == 0);
        m_server->terminate();
        CHECK(m_server->exitStatus() == 0);
        m_primary.reopen();
        m_satellite.reopen();
        CHECK(*m_satellite.datafile().outbox().waiting() == 0);
        CHECK(*m_satellite.datafile().landing().waiting() == 0);
        CHECK(*m_primary.datafile().queue().length(SyncId {2}) == 0);
        CHECK(m_primary.dataOf("Location", "shelf-11").has_value());
        CHECK(difference(expectedAt(SyncId {2}, m_primary.holdings()), m_satellite.holdings()) == QByteArray());
    }

    PrimarySite m_primary;
    SatelliteSite m_satellite;
    CuttingProxy &m_line;
    std::unique_ptr<Child> m_server;
};

} // namespace

TEST_CASE("killed at any request of a cycle, the satellite goes on where it was")
{
    CuttingProxy line(0);
    const Start start(line);
    const int requests = Programs(start, line).requestsOfOneCycle();
    int killings = 0;
    for (int request = 1; request <= requests; ++request) {
        for (const Cut cut : {Cut::InsideRequest, Cut::InsideAnswer, Cut::AfterAnswer}) {
            INFO("request " << request << ", " << CuttingProxy::nameOf(cut).toStdString());
            Programs(start, line).killSatelliteAt(request, cut);
            ++killings;
        }
    }
    std::printf("satellite killed: %d requests, %d killings\n", requests, killings);
}

TEST_CASE("13.3: killed after any answer of its first load, the satellite goes on where it was")
{
    CuttingProxy line(0);
    const Start start(line, Satellite::New);
    const int requests = Programs(start, line).requestsOfOneCycle();
    CHECK(requests > 8);
    for (int request = 1; request <= requests; ++request) {
        INFO("request " << request);
        Programs(start, line).killSatelliteAt(request, Cut::AfterAnswer);
    }
}

TEST_CASE("killed at any request of a cycle, the primary goes on where it was")
{
    CuttingProxy line(0);
    const Start start(line);
    const int requests = Programs(start, line).requestsOfOneCycle();
    int killings = 0;
    for (int request = 1; request <= requests; ++request) {
        for (const Cut cut : {Cut::InsideRequest, Cut::BeforeAnswer}) {
            INFO("request " << request << ", " << CuttingProxy::nameOf(cut).toStdString());
            Programs(start, line).killPrimaryAt(request, cut);
            ++killings;
        }
    }
    std::printf("primary killed: %d requests, %d killings\n", requests, killings);
}
