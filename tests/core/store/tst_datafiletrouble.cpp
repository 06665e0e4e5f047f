// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafiletrouble.h"

#include "core/store/enginelock.h"
#include "tests/support/store/storesite.h"

#include <QFile>

#include <sys/stat.h>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// An engine's lock, and what it says of the datafile.
struct Troubled {
    StoreSite site {1};
    std::unique_ptr<EngineLock> lock = valueOf(EngineLock::take(site.address()));
    DatafileTrouble trouble {site.address(), *lock, site.clock()};

    QString shown() const
    {
        const auto found = EngineLock::troubleOf(DatafileAddress::ofFile(site.path()));
        return found ? codeOf(found->code) : QString();
    }
    QStringList look() { return namesOf(trouble.look(site->log())); }
    QStringList logged()
    {
        QStringList names;
        for (const SyncLog::Entry &entry : valueOf(site->log().last(100)))
            if (entry.kind == QStringLiteral("datafile"))
                names += entry.what;
        return names;
    }
    static QStringList namesOf(const QList<DatafileTrouble::News> &all)
    {
        QStringList names;
        for (const DatafileTrouble::News &one : all)
            names += one.error ? codeOf(one.error->code) : QStringLiteral("over");
        return names;
    }
};

} // namespace

TEST_CASE("C1: what keeps an engine from its datafile shows to everybody, without a byte being written")
{
    Troubled engine;
    CHECK(engine.shown().isEmpty());
    for (const ErrorCode code : {ErrorCode::DiskFull, ErrorCode::DatafileReadOnly, ErrorCode::DiskBroken,
             ErrorCode::DatafileOnShare, ErrorCode::TooManyOpenFiles, ErrorCode::DatafileDamaged}) {
        engine.trouble.failed({code});
        CHECK(engine.shown() == codeOf(code));
    }
    CHECK(EngineLock::troubleOf(engine.site.address())->since == engine.site.clock().utcNow());
    engine.trouble.failed({ErrorCode::RecordMissing}); // is of what was asked
    CHECK(engine.shown() == codeOf(ErrorCode::DatafileDamaged));
    engine.lock.reset(); // as where its process dies
    CHECK(engine.shown().isEmpty());
}

TEST_CASE("C1: a full disk stands until something is stored, and is in the log once that can be written")
{
    Troubled engine;
    require(engine.site->connection().execute(QStringLiteral("PRAGMA query_only = ON")));
    engine.trouble.failed({ErrorCode::DiskFull}, 1000);
    CHECK(engine.look() == QStringList {QStringLiteral("disk_full")});
    engine.site.clock().advance(1h);
    CHECK(engine.look().isEmpty());
    CHECK(engine.logged().isEmpty());
    CHECK(engine.shown() == QStringLiteral("disk_full"));
    require(engine.site->connection().execute(QStringLiteral("PRAGMA query_only = OFF")));
    engine.trouble.stored();
    CHECK(engine.shown().isEmpty());
    CHECK(engine.look() == QStringList {QStringLiteral("over")});
    CHECK(engine.logged() == QStringList {QStringLiteral("datafile-trouble"), QStringLiteral("datafile-usable")});
}

TEST_CASE("C1: what is over goes by itself, without anybody calling")
{
    Troubled engine;
    require(engine.site->connection().execute(QStringLiteral("PRAGMA query_only = ON")));
    engine.trouble.failed({ErrorCode::DatafileReadOnly});
    CHECK(engine.look() == QStringList {QStringLiteral("datafile_read_only")});
    require(engine.site->connection().execute(QStringLiteral("PRAGMA query_only = OFF")));
    CHECK(engine.look().isEmpty()); // not at every look
    engine.site.clock().advance(2s);
    CHECK(engine.look() == QStringList {QStringLiteral("over")});
    CHECK(engine.shown().isEmpty());
    SECTION("a disk that has no room for what was refused stands, though something smaller can be written")
    {
        engine.trouble.failed({ErrorCode::DiskFull}, qint64(1) << 58);
        engine.site.clock().advance(1h);
        engine.look();
        CHECK(engine.shown() == QStringLiteral("disk_full"));
    }
}

TEST_CASE("C1: a disk that is broken is not believed to be well for ten minutes")
{
    Troubled engine;
    engine.trouble.failed({ErrorCode::DiskBroken});
    engine.look();
    engine.site.clock().advance(9min);
    engine.trouble.stored();
    engine.look();
    CHECK(engine.shown() == QStringLiteral("disk_broken"));
    engine.trouble.failed({ErrorCode::DiskBroken});
    engine.site.clock().advance(9min);
    engine.look();
    CHECK(engine.shown() == QStringLiteral("disk_broken"));
    engine.site.clock().advance(1min);
    CHECK(engine.look() == QStringList {QStringLiteral("over")});
    CHECK(engine.shown().isEmpty());
}

TEST_CASE("C1: what comes and goes with every request is told once in ten minutes, and always shown")
{
    Troubled engine;
    const QStringList once {QStringLiteral("disk_full"), QStringLiteral("over")};
    QStringList told;
    for (int i = 0; i < 50; ++i) {
        engine.trouble.failed({ErrorCode::DiskFull});
        CHECK(engine.shown() == QStringLiteral("disk_full"));
        engine.trouble.stored();
        CHECK(engine.shown().isEmpty());
        told += engine.look();
    }
    CHECK(told == once);
    CHECK(engine.logged().size() == 2);
    engine.site.clock().advance(10min);
    engine.trouble.failed({ErrorCode::DiskFull});
    engine.trouble.stored();
    CHECK(engine.look() == once);
}

TEST_CASE("E6: a symbolic link in the place of the engine's lock is not followed")
{
    StoreSite site(1);
    const QString elsewhere = site.path() + QStringLiteral(".elsewhere");
    const QString lock = site.path() + QStringLiteral("-engine");
    REQUIRE(QFile::link(elsewhere, lock));
    const auto taken = EngineLock::take(site.address());
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == ErrorCode::DatafileUnreadable);
    CHECK(describe(taken.error()).contains(lock));
    CHECK_FALSE(QFile::exists(elsewhere));
    CHECK_FALSE(EngineLock::isHeld(site.address()));
    CHECK_FALSE(EngineLock::isAtWork(site.address()));
    REQUIRE(QFile::remove(lock));
    CHECK(EngineLock::take(site.address()));
}
