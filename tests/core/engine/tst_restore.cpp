// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/restore.h"

#include "core/store/backup.h"
#include "core/store/syncfiles.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QDir>
#include <QFile>

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
