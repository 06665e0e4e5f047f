// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/sql/cancelscope.h"
#include "core/store/backupstate.h"
#include "core/store/numbersever.h"
#include "core/store/standstill.h"
#include "core/store/syncfiles.h"
#include "core/store/v6log.h"
#include "tests/support/failingdisk.h"
#include "tests/support/store/storesite.h"

#include <QDir>
#include <QFile>

#include <thread>

#include <sys/stat.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const Connection::CopyProgress untold = [](qint64, qint64) {};

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

void fill(StoreSite &site, int records)
{
    require(site->connection().transact([&]() -> Result<> {
        for (int i = 0; i < records; ++i)
            site.put("item", "i" + QByteArray::number(i),
                R"({"ID":"i)" + QByteArray::number(i) + R"(","c":")" + QByteArray(400, 'x') + "\"}");
        return {};
    }));
}

} // namespace

TEST_CASE("12.4: a backup is one file, its owner's alone, a datafile with all that the first one has")
{
    StoreSite site(1);
    site.put("item", "i1", R"({"ID":"i1"})");
    require(SyncFiles(site->connection()).put("f1", "a file", 1000));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("copy.mailboat"));
    qint64 told = 0;
    const Backup::Made made = valueOf(Backup(site->connection()).make(path, [&told](qint64 done, qint64 total) {
        CHECK(done <= total);
        told = done;
    }));
    CHECK(told > 0);
    CHECK(made.path == path);
    CHECK(made.bytes == QFileInfo(path).size());
    CHECK(made.files == 1);
    CHECK(
        namesIn(folder.path()) == QStringList {QStringLiteral("copy.mailboat"), QStringLiteral("copy.mailboat.files")});
    struct stat status {
    };
    REQUIRE(stat(QFile::encodeName(path).constData(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);

    site.put("item", "i2", R"({"ID":"i2"})");
    const auto copy = valueOf(Datafile::open(DatafileAddress::ofFile(path), site.clock()));
    CHECK(valueOf(copy->records().count()) == 1);
    CHECK(valueOf(SyncFiles(copy->connection()).read("f1")) == "a file");
    CHECK(valueOf(copy->changeLog().after(0, 10)).records.size() == 1);
}

TEST_CASE("12.4: a backup that is taken for the datafile itself stands still as a restored one does, and its datafile "
          "goes on")
{
    StoreSite site(1);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("copy.mailboat"));
    valueOf(Backup(site->connection()).make(path, untold));
    CHECK_FALSE(valueOf(Standstill(site->connection()).reason()).has_value());
    const FakeClock clock;
    const auto copy = valueOf(Datafile::open(DatafileAddress::ofFile(path), clock));
    const auto reason = valueOf(Standstill(copy->connection()).reason());
    REQUIRE(reason.has_value());
    CHECK(reason->code == ErrorCode::RestoredUnconfirmed);
}

TEST_CASE("12.4: a backup replaces nothing that is there, and needs a folder that is there")
{
    StoreSite site(1);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("copy.mailboat"));
    Backup backup(site->connection());
    SECTION("a file")
    {
        valueOf(backup.make(path, untold));
        CHECK(codeOfFailure(backup.make(path, untold)) == ErrorCode::DatafileExists);
    }
    SECTION("files of one that is not there")
    {
        REQUIRE(QDir(folder.path()).mkdir(QStringLiteral("copy.mailboat.files")));
        CHECK(codeOfFailure(backup.make(path, untold)) == ErrorCode::DatafileExists);
    }
    SECTION("the datafile itself")
    {
        CHECK(codeOfFailure(backup.make(site.path(), untold)) == ErrorCode::DatafileExists);
    }
    SECTION("no folder")
    {
        const auto made = backup.make(folder.filePath(QStringLiteral("away/copy.mailboat")), untold);
        CHECK(codeOfFailure(made) == ErrorCode::BackupUnwritten);
        CHECK_FALSE(made.error().values.value(QStringLiteral("why")).toString().isEmpty());
        CHECK(namesIn(folder.path()).isEmpty());
    }
    CHECK_FALSE(namesIn(folder.path()).join(u' ').contains(QStringLiteral(".new")));
}

TEST_CASE("12.4: a backup that is given up, or whose disk is full or broken, leaves nothing")
{
    StoreSite site(1);
    fill(site, 8000); // more than one step
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("copy.mailboat"));
    SECTION("given up")
    {
        std::atomic<bool> asked {false};
        const CancelScope scope(site->connection(), asked);
        CHECK(codeOfFailure(Backup(site->connection()).make(path, [&asked](qint64, qint64) { asked = true; }))
            == ErrorCode::Cancelled);
    }
    SECTION("a disk that fails")
    {
        const auto fault = GENERATE(FailingDisk::Fault::Full, FailingDisk::Fault::Writing, FailingDisk::Fault::Syncing);
        FailingDisk disk(folder.path());
        bool isFirst = true;
        const auto made = Backup(site->connection()).make(path, [&](qint64, qint64) {
            if (std::exchange(isFirst, false))
                disk.fail(fault);
        });
        CHECK(codeOfFailure(made) == ErrorCode::BackupUnwritten);
        CHECK(made.error().values.value(QStringLiteral("path")).toString() == path);
        CHECK_FALSE(describe(made.error()).contains(QStringLiteral(".new"))); // nobody knows that name
    }
    CHECK(namesIn(folder.path()).isEmpty());
    site.put("item", "later", R"({"ID":"later"})"); // nothing is held
    valueOf(Backup(site->connection()).make(path, untold));
}

TEST_CASE("12.4: a backup begins nowhere anew while others write, and holds nobody up")
{
    StoreSite site(1);
    fill(site, 12000);
    const std::unique_ptr<Datafile> writer = site.another();
    QTemporaryDir folder;
    int written = 0;
    qint64 last = 0;
    const Backup::Made made
        = valueOf(Backup(site->connection()).make(folder.filePath(QStringLiteral("copy")), [&](qint64 done, qint64) {
              CHECK(done > last);
              last = done;
              require(writer->records().put(upsert("item", "new" + QByteArray::number(written++), "{}")));
          }));
    CHECK(written >= 2);
    const auto copy = valueOf(Datafile::open(DatafileAddress::ofFile(made.path), site.clock()));
    CHECK(valueOf(copy->records().count()) == 12000);
}

TEST_CASE("12.7: backups while 20,000 records arrive are each whole, and hold what had come by then")
{
    StoreSite site(1);
    for (const int peer : {2, 3})
        site.addPeer(peer);
    site.addStore("s2", 2);
    site.addStore("s3", 3);
    constexpr int batches = 100;
    constexpr int batch = 200;
    std::atomic<int> pushed {0};
    std::atomic<bool> hasFailed {false};
    std::thread pushes([&] { // the next ones while a copy is made of those before
        const std::unique_ptr<Datafile> file = site.another();
        for (int first = 0; first < batches * batch && !hasFailed; first += batch) {
            QList<Record> records;
            for (int i = first; i < first + batch; ++i) {
                const QByteArray id = QByteArray::number(i);
                records.append(upsert("transact", "t" + id,
                    R"({"ID":"t)" + id + R"(","store_ID":"s2","name_ID":"name_s3","type":"si","c":")"
                        + QByteArray(300, 'x') + "\"}"));
            }
            hasFailed = hasFailed || !file->primaryRecords().acceptPush(SyncId {2}, records);
            pushed += batch;
        }
    });
    QTemporaryDir folder;
    QList<qint64> counts;
    for (int number = 0; pushed < batches * batch && !hasFailed; ++number) {
        const int before = pushed;
        const Backup::Made made
            = valueOf(Backup(site->connection()).make(folder.filePath(QString::number(number)), untold));
        const auto copy = valueOf(Datafile::open(DatafileAddress::ofFile(made.path), site.clock()));
        const qint64 count = valueOf(copy->records().count(QByteArray("transact")));
        CHECK(count >= before);
        counts.append(count);
        if (count > 0)
            CHECK(valueOf(copy->records().get("transact", "t" + QByteArray::number(count - 1))).has_value());
        for (const int peer : {2, 3})
            CHECK(valueOf(copy->queue().length(SyncId {peer}))
                == valueOf(copy->connection().value("SELECT COUNT(*) FROM queue WHERE site = ?"_sql, {peer}))
                       .toLongLong());
        CHECK(valueOf(copy->queue().length(SyncId {3})) == count); // a transfer and its place in the queue are one
        QFile::remove(made.path);
    }
    pushes.join();
    CHECK_FALSE(hasFailed);
    CHECK(counts.size() >= 2);
}

TEST_CASE("12.3: numbered anew, the change logs come whole to whoever knows more than this copy does")
{
    StoreSite site(1);
    site.addPeer(2);
    for (const char *id : {"i1", "i2", "i3"})
        site.put("item", id, "{}");
    site.put("item", "i1", R"({"changed":1})");
    const Texts before = site.changeLog();
    const qint64 highest = valueOf(site->changeLog().highest());
    CHECK(highest == 4);
    require(site->connection().transact([&] {
        return site->changeLog()
            .numberAnew()
            .and_then([&] { return V6Log(site->connection()).numberAnew(); })
            .and_then([&] { return site->queue().skipNumbers(); });
    }));
    CHECK(site.changeLog() == before);
    CHECK(site.changeLog(highest + leapOfNumbers) == before);
    site.put("item", "i4", "{}");
    CHECK(valueOf(site->changeLog().highest()) == highest + leapOfNumbers + 4);
    require(site->queue().add(SyncId {2}, {"item", "i4"}));
    CHECK(valueOf(site->queue().newest()) > leapOfNumbers);

    site.remove("item", "i4"); // what is highest may go, and its number is not given again
    CHECK(valueOf(site->changeLog().highest()) == highest + leapOfNumbers + 5);
}

TEST_CASE("12.4: a copy that is not made, for this connection itself is in the midst of a write, is not taken for one")
{
    StoreSite site(1);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("copy.mailboat"));
    const Result<> copied = site->connection().transact([&] {
        site.put("item", "i1", R"({"ID":"i1"})");
        return site->connection().copyInto(path, untold);
    });
    CHECK(codeOfFailure(copied) == ErrorCode::DatafileBusy);
    CHECK(namesIn(folder.path()).isEmpty());
}

TEST_CASE("12.6: daily backups go but the newest; others, and those of other sites, stay")
{
    StoreSite site(1);
    QTemporaryDir folder;
    const Backup backup(site->connection());
    const QDateTime now(QDate(2026, 11, 30), QTime(2, 0), Qt::UTC);
    const auto touch = [](const QString &path) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
    };
    for (int day = 0; day < 5; ++day)
        touch(backup.pathIn(folder.path(), SyncId {1}, Backup::Kind::Daily, now.addDays(-day)));
    touch(backup.pathIn(folder.path(), SyncId {1}, Backup::Kind::ByHand, now.addDays(-9)));
    touch(backup.pathIn(folder.path(), SyncId {12}, Backup::Kind::Daily, now.addDays(-9)));
    touch(folder.filePath(QStringLiteral("site-site-1-daily-notes.mailboat")));
    const QString begun
        = folder.filePath(QStringLiteral(".site-site-1-daily-20261101T020000Z.mailboat.0abcdefghij12.new"));
    touch(begun);
    backup.dropOld(folder.path(), SyncId {1}, 2, now);
    CHECK(QFile::exists(begun));
    backup.dropOld(folder.path(), SyncId {1}, 2, QDateTime::currentDateTimeUtc().addDays(2)); // long since left behind
    CHECK(namesIn(folder.path())
        == QStringList {QStringLiteral("site-site-1-20261121T020000Z.mailboat"),
            QStringLiteral("site-site-1-daily-20261129T020000Z.mailboat"),
            QStringLiteral("site-site-1-daily-20261130T020000Z.mailboat"),
            QStringLiteral("site-site-1-daily-notes.mailboat"),
            QStringLiteral("site-site-12-daily-20261121T020000Z.mailboat")});
}

TEST_CASE("12.4: the newest backup is known, whoever made it, and one by hand does not count for a daily one")
{
    StoreSite site(1);
    BackupState state(site->connection());
    const QDateTime then(QDate(2026, 11, 30), QTime(2, 0), Qt::UTC);
    CHECK_FALSE(state.newest()->when.isValid());
    REQUIRE(state.madeByHand({then, QStringLiteral("/backup/by-hand"), 4096}));
    CHECK(state.newest()->path == QStringLiteral("/backup/by-hand"));
    CHECK(state.newest()->when == then);
    CHECK_FALSE(state.last()->when.isValid());
    REQUIRE(state.made(then.addSecs(60), QStringLiteral("/backup/daily"), 8192));
    CHECK(state.newest()->path == QStringLiteral("/backup/daily"));
    CHECK(state.newest()->bytes == 8192);
    REQUIRE(state.madeByHand({then.addSecs(120), QStringLiteral("/backup/again"), 4096}));
    CHECK(state.newest()->path == QStringLiteral("/backup/again"));
    CHECK(state.last()->path == QStringLiteral("/backup/daily"));
}
