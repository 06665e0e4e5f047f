// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/catch.h"
#include "tests/support/child.h"
#include "tests/support/folderevents.h"
#include "tests/support/sites/waitingsites.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <limits>

using namespace mailboat;
using namespace mailboat::test;

namespace {

using Cut = CuttingProxy::Cut;

/// Both programs on copies of the datafiles, with a line between them that notices every request.
class Programs
{
public:
    Programs(const WaitingSites &start, CuttingProxy &line)
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

    /// What happens to the primary's files in one cycle.
    int eventsOfOneCycle()
    {
        FolderEvents events(folderOfPrimary());
        const auto whole = sync();
        CHECK_FALSE(events.waitFor(std::numeric_limits<int>::max(), *whole));
        REQUIRE(whole->exitStatus() == 0);
        return events.seen();
    }

    void killPrimaryAfter(int events)
    {
        FolderEvents changes(folderOfPrimary());
        const auto cutOff = sync();
        changes.waitFor(events, *cutOff);
        m_server->killNow();
        CHECK(m_server->exitStatus() == -1);
        serve();
        INFO(cutOff->errors().toStdString());
        CHECK(cutOff->exitStatus() == 0);
        checkNextSync();
    }

private:
    QString folderOfPrimary() const { return QFileInfo(m_primary.path()).path(); }
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
        WaitingSites::checkArrived(m_primary, m_satellite);
    }

    PrimarySite m_primary;
    SatelliteSite m_satellite;
    CuttingProxy &m_line;
    std::unique_ptr<Child> m_server;
};

void killSatelliteEverywhere(WaitingSites::For what)
{
    CuttingProxy line(0);
    const WaitingSites start(what, line);
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

} // namespace

TEST_CASE("killed at any request of a cycle, the satellite goes on where it was")
{
    killSatelliteEverywhere(WaitingSites::For::Changes);
}

TEST_CASE("13: killed at any request of its first load, the satellite goes on where it was")
{
    killSatelliteEverywhere(WaitingSites::For::FirstLoad);
}

TEST_CASE("killed at any request of a cycle, the primary goes on where it was")
{
    CuttingProxy line(0);
    const WaitingSites start(WaitingSites::For::Changes, line);
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

TEST_CASE("13: killed in the midst of what it writes, while it takes a push too, the primary goes on where it was")
{
    CuttingProxy line(0);
    const WaitingSites start(WaitingSites::For::Changes, line);
    const int events = Programs(start, line).eventsOfOneCycle();
    REQUIRE(events > 2); // a slow reader hears of several as of one
    const int rounds = std::min(10, events - 1);
    for (int round = 1; round <= rounds; ++round) {
        const int moment = events * round / (rounds + 1);
        INFO("killed after " << moment << " of " << events);
        Programs(start, line).killPrimaryAfter(moment);
    }
    std::printf("primary killed: %d events of its files, %d killings\n", events, rounds);
}
