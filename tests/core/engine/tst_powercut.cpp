// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has been acknowledged is there after the power has gone, whatever the disk had not been told to keep.
#include "tests/support/catch.h"
#include "tests/support/cutoffdisk.h"
#include "tests/support/sites/waitingsites.h"

#include <cstdio>
#include <optional>

using namespace mailboat;
using namespace mailboat::test;

namespace {

using Cut = CuttingProxy::Cut;
using Left = CutOffDisk::Left;

/// A site whose disk knows what it would keep; nothing else may have its datafile open where this begins and ends.
class OnDisk final
{
public:
    explicit OnDisk(TestSite &site)
        : m_site(site)
    {
        m_site.close();
        m_disk.emplace(site.path());
        m_site.reopen();
    }
    ~OnDisk()
    {
        m_site.close();
        m_disk.reset();
        m_site.reopen();
    }
    Q_DISABLE_COPY_MOVE(OnDisk)
    QString cut(const QString &into, Left left, quint32 seed) const
    {
        return m_disk->cut(m_site.path(), into, left, seed);
    }

private:
    TestSite &m_site;
    std::optional<CutOffDisk> m_disk;
};

/// A cycle in which the power of one of the two ends goes, and the line with it.
class CutCycle final
{
public:
    CutCycle(const WaitingSites &start, CuttingProxy &line)
        : m_primary(start.primary())
        , m_satellite(2, start.satellite())
        , m_line(line)
    {
        m_line.restore();
        m_line.clearSeen();
    }

    int requests()
    {
        serve(m_primary);
        REQUIRE(m_satellite.synchronise().ok);
        WaitingSites::checkArrived(m_primary, m_satellite);
        return static_cast<int>(m_line.seen().size());
    }

    void satelliteAt(int request, Cut cut, Left left)
    {
        serve(m_primary);
        const QString found = leftOf(m_satellite, request, cut, left);
        SatelliteSite again(2, found);
        synchronised(m_primary, again);
    }

    void primaryAt(int request, Cut cut, Left left)
    {
        const QString found = leftOf(m_primary, request, cut, left);
        PrimarySite again(found);
        serve(again);
        synchronised(again, m_satellite);
    }

private:
    void serve(PrimarySite &primary)
    {
        primary.start();
        m_line.setUpstreamPort(primary.port());
    }

    /// The datafile as its next start finds it, in one file.
    QString leftOf(TestSite &site, int request, Cut cut, Left left)
    {
        QString found;
        {
            const OnDisk disk(site);
            if (&site == &m_primary)
                serve(m_primary);
            m_line.onCut = [&] { found = disk.cut(m_folder.path(), left, static_cast<quint32>(request)); };
            m_line.cutAt(request, cut);
            CHECK_FALSE(m_satellite.synchronise().ok);
            CHECK(m_line.hasCut());
            m_line.onCut = {};
            m_line.restore();
            if (&site == &m_primary)
                m_primary.stop();
        }
        REQUIRE(Datafile::open(DatafileAddress::ofFile(found), site.clock()).has_value()); // and closed
        return found;
    }

    static void synchronised(PrimarySite &primary, SatelliteSite &satellite)
    {
        const CycleReport report = satellite.synchronise();
        INFO((report.error ? describe(*report.error) : QString()).toStdString());
        CHECK(report.ok);
        WaitingSites::checkArrived(primary, satellite);
    }

    QTemporaryDir m_folder;
    PrimarySite m_primary;
    SatelliteSite m_satellite;
    CuttingProxy &m_line;
};

/// At every request of a cycle, in every way.
void cutEverywhere(WaitingSites::For what, void (CutCycle::*cutAt)(int, Cut, Left))
{
    CuttingProxy line(0);
    const WaitingSites start(what, line);
    const int requests = CutCycle(start, line).requests();
    int cuts = 0;
    for (int request = 1; request <= requests; ++request) {
        for (const Cut cut : {Cut::InsideRequest, Cut::BeforeAnswer}) {
            for (const Left left : {Left::Synced, Left::InOrder, Left::Scattered}) {
                INFO("request " << request << ", " << CuttingProxy::nameOf(cut).toStdString()
                                << ", left: " << static_cast<int>(left));
                CutCycle cycle(start, line);
                (cycle.*cutAt)(request, cut, left);
                ++cuts;
            }
        }
    }
    std::printf("power cut: %d requests, %d cuts\n", requests, cuts);
}

} // namespace

TEST_CASE("13: a first load goes on after a power cut at the satellite, with all that it had acknowledged")
{
    cutEverywhere(WaitingSites::For::FirstLoad, &CutCycle::satelliteAt);
}

TEST_CASE("13: a first load goes on after a power cut at the primary")
{
    cutEverywhere(WaitingSites::For::FirstLoad, &CutCycle::primaryAt);
}

TEST_CASE("13: what was pulled and pushed goes on after a power cut at the satellite")
{
    cutEverywhere(WaitingSites::For::Changes, &CutCycle::satelliteAt);
}

TEST_CASE("13: a push that was answered, and an acknowledgement, are there after a power cut at the primary")
{
    cutEverywhere(WaitingSites::For::Changes, &CutCycle::primaryAt);
}

TEST_CASE("13: the disk of these tests forgets what SQLite has not had synced, and keeps what it has")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.db"));
    const CutOffDisk disk(folder.path());
    sqlite3 *database = nullptr;
    const auto run = [&database](const char *sql) {
        INFO(sql);
        REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    const auto rowsLeft = [&](Left left) {
        const QTemporaryDir into;
        const QString found = disk.cut(path, into.path(), left);
        sqlite3 *cutOff = nullptr;
        sqlite3_stmt *count = nullptr;
        REQUIRE(sqlite3_open(found.toUtf8().constData(), &cutOff) == SQLITE_OK);
        REQUIRE(sqlite3_prepare_v2(cutOff, "SELECT COUNT(*) FROM t", -1, &count, nullptr) == SQLITE_OK);
        REQUIRE(sqlite3_step(count) == SQLITE_ROW);
        const int rows = sqlite3_column_int(count, 0);
        sqlite3_finalize(count);
        sqlite3_close(cutOff);
        return rows;
    };
    REQUIRE(sqlite3_open(path.toUtf8().constData(), &database) == SQLITE_OK);
    for (const char *sql :
        {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"})
        run(sql);
    for (const Left left : {Left::Synced, Left::InOrder, Left::Scattered})
        CHECK(rowsLeft(left) == 1);
    run("PRAGMA synchronous = NORMAL");
    run("INSERT INTO t VALUES (2)");
    CHECK(rowsLeft(Left::Synced) == 1); // committed, and lost
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(rowsLeft(Left::Synced) == 2);
    sqlite3_close(database);
}
