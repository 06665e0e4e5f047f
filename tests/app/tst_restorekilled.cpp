// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Backup and restore that are broken off in the midst of their work.
#include "core/records/datafile.h"
#include "core/store/epoch.h"
#include "core/store/standstill.h"
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/folderevents.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <limits>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A datafile that has gone on since its backup.
class GoneOn
{
public:
    GoneOn()
    {
        put("early");
        m_site.must({QStringLiteral("backup"), backup()});
        put("late");
        const SystemClock clock;
        {
            const auto datafile = Datafile::open(DatafileAddress::ofFile(m_site.path()), clock);
            REQUIRE(datafile.has_value());
            m_epoch = Epoch((*datafile)->connection()).value().value_or(QByteArray());
        }
        REQUIRE_FALSE(m_epoch.isEmpty());
    }
    /// As before any restore.
    void begin() const
    {
        REQUIRE(QDir(folderPath()).removeRecursively());
        REQUIRE(QDir().mkpath(folderPath()));
        REQUIRE(QFile::copy(m_site.path(), path()));
        REQUIRE(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
    }
    std::unique_ptr<Child> restore() const
    {
        return std::make_unique<Child>(
            QStringList {QStringLiteral("--datafile"), path(), QStringLiteral("restore"), backup()});
    }
    enum class State { Old, New, Neither };
    /// Of the datafile: it is one of the two, with all that belongs to it.
    State state() const
    {
        const SystemClock clock;
        const auto datafile = Datafile::open(DatafileAddress::ofFile(path()), clock);
        if (!datafile)
            return State::Neither;
        const auto late = (*datafile)->records().get("item", "late");
        const auto early = (*datafile)->records().get("item", "early");
        const auto standstill = Standstill((*datafile)->connection()).reason();
        const auto epoch = Epoch((*datafile)->connection()).value();
        if (!late || !early || !*early || !standstill || !epoch)
            return State::Neither;
        const bool isOld = late->has_value();
        if (isOld == standstill->has_value() || isOld != (*epoch == m_epoch))
            return State::Neither;
        return isOld ? State::Old : State::New;
    }
    QString folderPath() const { return m_site.filePath(QStringLiteral("work")); }
    QString path() const { return folderPath() + QStringLiteral("/site.mailboat"); }
    QString backup() const { return m_site.filePath(QStringLiteral("backup.mailboat")); }

private:
    void put(const QByteArray &id) const
    {
        m_site.must(words("records put item") + QStringList {QString::fromUtf8(id)}, R"({"ID":")" + id + "\"}");
    }

    CtlSite m_site {1};
    QByteArray m_epoch;
};

} // namespace

TEST_CASE("12.4: a restore that is killed leaves the one datafile or the other, whole, and another one ends the work")
{
    const GoneOn site;
    int events = 0;
    {
        site.begin();
        FolderEvents changes(site.folderPath());
        const auto whole = site.restore();
        CHECK_FALSE(changes.waitFor(std::numeric_limits<int>::max(), *whole));
        CHECK(whole->exitStatus() == 0);
        events = changes.seen();
    }
    constexpr int rounds = 12;
    REQUIRE(events > rounds);
    int killed = 0;
    int old = 0;
    for (int round = 1; round <= rounds; ++round) {
        const int moment = events * round / rounds;
        INFO("killed after " << moment << " of " << events);
        site.begin();
        FolderEvents changes(site.folderPath());
        const auto cutOff = site.restore();
        changes.waitFor(moment, *cutOff);
        cutOff->killNow();
        killed += cutOff->exitStatus() == -1 ? 1 : 0;
        const GoneOn::State state = site.state();
        CHECK(state != GoneOn::State::Neither);
        old += state == GoneOn::State::Old ? 1 : 0;
        CHECK(site.restore()->exitStatus() == 0);
        CHECK(site.state() == GoneOn::State::New);
    }
    std::printf("restore: %d events, %d killed, %d of them before its end\n", events, killed, old);
    CHECK(killed >= rounds / 4); // one that is seen too late has ended by itself
}

TEST_CASE("12.4: Ctrl-C at a backup leaves nothing of it and ends with 130")
{
    const CtlSite site(1);
    QByteArray records;
    for (int i = 0; i < 100; ++i)
        records += R"({"tableName":"item","recordId":"i)" + QByteArray::number(i) + R"(","recordData":{"ID":"i)"
            + QByteArray::number(i) + R"(","c":")" + QByteArray(600'000, static_cast<char>('a' + i % 26)) + "\"}}\n";
    site.must({QStringLiteral("records"), QStringLiteral("import"), site.write(QStringLiteral("records"), records)});
    const QString folder = site.filePath(QStringLiteral("backups"));
    REQUIRE(QDir().mkdir(folder));
    FolderEvents changes(folder);
    Child child(site.withDatafile({QStringLiteral("--json"), QStringLiteral("backup"), folder}), site.environment());
    REQUIRE(changes.waitFor(1, child)); // it has begun
    child.interrupt();
    CHECK(child.exitStatus() == 130);
    CHECK(answerOf({130, child.output(), {}}).errorCode() == QStringLiteral("cancelled"));
    CHECK(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
}
