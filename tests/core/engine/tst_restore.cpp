// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/restore.h"

#include "core/sql/connection.h"
#include "core/store/backup.h"
#include "core/store/epoch.h"
#include "core/store/standstill.h"
#include "core/store/syncfiles.h"
#include "tests/support/catch.h"
#include "tests/support/failingdisk.h"
#include "tests/support/sites/testsite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const Connection::CopyProgress untold = [](qint64, qint64) {};
constexpr uid_t someone = 65534;

uid_t ownerOf(const QString &path)
{
    struct stat status {
    };
    REQUIRE(::lstat(QFile::encodeName(path).constData(), &status) == 0);
    return status.st_uid;
}

void giveTo(uid_t owner, const QString &path)
{
    REQUIRE(::lchown(QFile::encodeName(path).constData(), owner, owner) == 0);
}

} // namespace

TEST_CASE("12.4: what root restores, with the files that sites have attached, belongs to the datafile's owner")
{
    if (::geteuid() != 0) {
        SUCCEED("others give nothing away");
        return;
    }
    TestSite site {SyncId {1}};
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy"));
    const QString files = site.path() + QStringLiteral(".files");
    REQUIRE(SyncFiles(site.datafile().connection()).put("f1", "a file", 1000));
    REQUIRE(Backup(site.datafile().connection()).make(copy, untold));
    const bool isNew = GENERATE(false, true);
    site.close();
    giveTo(someone, site.path());
    if (isNew) { // they have gone with their folder
        REQUIRE(QDir(files).removeRecursively());
    } else {
        REQUIRE(QFile::remove(files + QStringLiteral("/f1")));
        giveTo(someone, files);
    }
    const std::atomic<bool> cancelled {false};
    REQUIRE(restoreDatafile(DatafileAddress::ofFile(copy), site.address(), site.clock(), untold, cancelled));
    CHECK(ownerOf(site.path()) == someone);
    CHECK(ownerOf(files) == someone);
    CHECK(ownerOf(files + QStringLiteral("/f1")) == someone);
    CHECK(ownerOf(copy + QStringLiteral(".files/f1")) == 0); // the backup's is as it was
    site.reopen();
    CHECK(SyncFiles(site.datafile().connection()).read("f1").value_or(QByteArray()) == "a file");
}

TEST_CASE("12.4: a restore for which the disk has no room leaves the datafile that was there, and says so")
{
    TestSite site {SyncId {1}};
    site.put("item", "early", R"({"ID":"early"})");
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy"));
    REQUIRE(Backup(site.datafile().connection()).make(copy, untold));
    site.put("item", "late", R"({"ID":"late"})");
    const Result<QByteArray> epoch = Epoch(site.datafile().connection()).value();
    const QDir place(QFileInfo(site.path()).absolutePath());
    const std::atomic<bool> cancelled {false};
    int failures = 0;
    for (int writes = 0;; writes += 1 + writes / 16) {
        site.close();
        Result<Restored> restored;
        {
            FailingDisk disk(place.path());
            disk.fail(FailingDisk::Fault::Full, writes);
            restored = restoreDatafile(DatafileAddress::ofFile(copy), site.address(), site.clock(), untold, cancelled);
        }
        CAPTURE(writes);
        site.reopen();
        if (restored)
            break;
        ++failures;
        CHECK(codeOf(restored.error().code) == codeOf(ErrorCode::DiskFull));
        CHECK(restored.error().values.value(QStringLiteral("path")) == site.path());
        CHECK(site.dataOf("item", "late").has_value());
        CHECK(Epoch(site.datafile().connection()).value() == epoch);
        CHECK_FALSE(*Standstill(site.datafile().connection()).reason());
        site.close();
        QStringList names = place.entryList(QDir::Files | QDir::Hidden);
        names.removeAll(QStringLiteral("site.mailboat-engine")); // the lock's
        CHECK(names == QStringList {QStringLiteral("site.mailboat")});
        site.reopen();
    }
    CHECK(failures > 20);
    CHECK(site.dataOf("item", "early").has_value());
    CHECK_FALSE(site.dataOf("item", "late").has_value());
    CHECK((*Standstill(site.datafile().connection()).reason())->code == ErrorCode::RestoredUnconfirmed);
}

TEST_CASE("12.4: a copy that somebody writes to while it is read is not taken")
{
    TestSite site {SyncId {1}};
    QTemporaryDir folder;
    const auto copy = DatafileAddress::ofFile(folder.filePath(QStringLiteral("copy")));
    REQUIRE(Backup(site.datafile().connection()).make(copy.path(), untold));
    site.put("item", "late", R"({"ID":"late"})");
    site.close();
    const Connection::CopyProgress write = [&](qint64, qint64) {
        const auto other = Datafile::open(copy, site.clock());
        REQUIRE(other.has_value());
        REQUIRE((*other)->records().put({"item", "i1", Action::Update, R"({"ID":"i1"})"}));
    };
    const std::atomic<bool> cancelled {false};
    const Result<Restored> restored = restoreDatafile(copy, site.address(), site.clock(), write, cancelled);
    REQUIRE_FALSE(restored);
    CHECK(codeOf(restored.error().code) == codeOf(ErrorCode::BackupUnsound));
    CHECK(restored.error().values.value(QStringLiteral("path")) == copy.shown());
    site.reopen();
    CHECK(site.dataOf("item", "late").has_value());
}

TEST_CASE("12.4: a backup is restored where there is no folder yet, as on a new machine, and is no backup there")
{
    TestSite site {SyncId {1}};
    site.put("item", "early", R"({"ID":"early"})");
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy"));
    REQUIRE(Backup(site.datafile().connection()).make(copy, untold));
    const auto place = DatafileAddress::ofFile(folder.filePath(QStringLiteral("share/mailboat/site.mailboat")));
    const std::atomic<bool> cancelled {false};
    const Result<Restored> restored
        = restoreDatafile(DatafileAddress::ofFile(copy), place, site.clock(), untold, cancelled);
    REQUIRE(restored);
    CHECK(restored->kept.isEmpty());
    const Result<BackupDescription> found = describeBackup(place);
    REQUIRE(found);
    CHECK(found->records == 1);
    CHECK_FALSE(found->isBackup);
    CHECK(describeBackup(DatafileAddress::ofFile(copy))->isBackup);
}
