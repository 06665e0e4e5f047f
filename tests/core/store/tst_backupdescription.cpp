// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backupdescription.h"

#include "core/sql/databaseopening.h"
#include "core/store/backup.h"
#include "core/store/datafileschema.h"
#include "core/store/standstill.h"
#include "tests/support/paths.h"
#include "tests/support/store/storesite.h"

#include <QDir>
#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const Connection::CopyProgress untoldHere = [](qint64, qint64) {};

/// A folder with one file in it, and whatever somebody puts beside that.
struct Shelf {
    QTemporaryDir folder {};

    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    QString path() const { return folder.filePath(QStringLiteral("copy")); }
    QByteArray bytes() const
    {
        QFile file(path());
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    QStringList names() const
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    ErrorCode refusal() const { return codeOfFailure(describeBackup(address())); }
};

const QStringList alone {QStringLiteral("copy")};

} // namespace

TEST_CASE("12.4: a copy says whose it is, of when, and what it holds")
{
    StoreSite site(2);
    site.sql("INSERT INTO peer (sync_id, user_name, url, site_uuid) VALUES (1, 'clinic\x1b', '', '')");
    site.put("abc", "r1");
    site.put("abc", "r2");
    require(site->log().addAudit(QStringLiteral("unlock"), {}, {}));
    QTemporaryDir folder;
    Backup backup(site->connection());
    const QDateTime night(QDate(2026, 11, 29), QTime(2, 0), Qt::UTC);
    const auto kind = GENERATE(Backup::Kind::ByHand, Backup::Kind::Daily);
    const Backup::Made made = valueOf(backup.make(backup.pathIn(folder.path(), SyncId {2}, kind, night), untoldHere));
    const BackupDescription found = valueOf(describeBackup(DatafileAddress::ofFile(made.path)));
    CHECK(found.site == SyncId {2});
    CHECK(found.userName == QStringLiteral("clinic\uFFFD"));
    CHECK(found.made == night);
    CHECK(found.lastEntry == site.clock().utcNow());
    CHECK(found.records == 2);
    CHECK(found.waiting == 2);
    CHECK(found.isBackup);

    const Shelf shelf; // under a name that says nothing
    REQUIRE(QFile::rename(made.path, shelf.path()));
    CHECK(valueOf(describeBackup(shelf.address())).made == QFileInfo(shelf.path()).lastModified().toUTC());
    for (const char *kept : {"site.mailboat.before-restore-20261129T020000Z", "site.before-restore-20261129T020000Z-2"})
        CHECK(Backup::timeInName(QString::fromLatin1(kept)) == night);
    CHECK_FALSE(Backup::timeInName(QStringLiteral("site-20261129.mailboat")).isValid());
}

TEST_CASE("12.4: a backup is told from a datafile by its mark, under whatever name, until somebody has gone on from it")
{
    StoreSite site(1);
    CHECK_FALSE(valueOf(describeBackup(DatafileAddress::ofFile(site.path()))).isBackup);
    require(
        Standstill(site->connection()).begin({ErrorCode::RestoredUnconfirmed}, site.clock().utcNow())); // as restored
    CHECK_FALSE(valueOf(describeBackup(DatafileAddress::ofFile(site.path()))).isBackup);
    const Shelf shelf;
    require(Backup(site->connection()).make(shelf.path(), untoldHere).map([](const Backup::Made &) {}));
    CHECK(valueOf(describeBackup(shelf.address())).isBackup);
    {
        const auto taken = openDatabase(shelf.address(), datafileSchema(), {}); // for a datafile
        REQUIRE(taken);
        require(Standstill(**taken).end());
    }
    CHECK_FALSE(valueOf(describeBackup(shelf.address())).isBackup);
}

TEST_CASE("12.4: a copy of every schema says what it is, and is not touched")
{
    const int schema = GENERATE(1, 2, 3, 4, 5, 6);
    const Shelf shelf;
    REQUIRE(QFile::copy(sourcePath(QStringLiteral("tests/data/site-schema%1.mailboat").arg(schema)), shelf.path()));
    REQUIRE(QFile::setPermissions(shelf.path(), QFile::ReadOwner | QFile::WriteOwner));
    const QByteArray before = shelf.bytes();
    const BackupDescription found = valueOf(describeBackup(shelf.address()));
    CHECK_FALSE(found.site.isOff());
    CHECK(found.records > 0);
    CHECK(found.lastEntry.isValid());
    CHECK(shelf.bytes() == before);
    CHECK(shelf.names() == alone);
}

TEST_CASE("12.4: looking at a copy of many records is given up when that is asked")
{
    StoreSite site(1);
    site.sql("INSERT INTO record (table_name, record_id, data, category, origin) WITH RECURSIVE numbers(n) AS "
             "(SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000) SELECT 'abc', n, '{}', 0, 1 FROM numbers");
    const Shelf shelf;
    REQUIRE(Backup(site->connection()).make(shelf.path(), untoldHere));
    const std::atomic<bool> asked {true};
    CHECK(codeOfFailure(describeBackup(shelf.address(), asked)) == ErrorCode::Cancelled);
    CHECK(valueOf(describeBackup(shelf.address())).records == 50000);
}

TEST_CASE("12.4: what no backup can be made of is called what it is")
{
    const Shelf shelf;
    CHECK(shelf.refusal() == ErrorCode::FileUnreadable);
    REQUIRE(QDir().mkdir(shelf.path()));
    CHECK(shelf.refusal() == ErrorCode::FileUnreadable);
    REQUIRE(QDir().rmdir(shelf.path()));
    const auto write = [&shelf](const QByteArray &bytes) {
        QFile file(shelf.path());
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(bytes) == bytes.size());
    };
    write({});
    CHECK(shelf.refusal() == ErrorCode::BackupUnsound);
    write(QByteArray(5000, 'x'));
    CHECK(shelf.refusal() == ErrorCode::BackupUnsound);
    REQUIRE(QFile::remove(shelf.path()));
    {
        StoreSite other(1);
        other.sql("PRAGMA application_id = 7"); // another program's
        other.close();
        REQUIRE(QFile::copy(other.path(), shelf.path()));
    }
    CHECK(shelf.refusal() == ErrorCode::BackupUnsound);
    const Result<BackupDescription> refused = describeBackup(shelf.address());
    CHECK(describe(refused.error()).contains(QStringLiteral("another program has made it")));
    CHECK(shelf.names() == alone);
}

TEST_CASE(
    "12.4: a datafile that was copied by other means is read with what lies beside it, and nothing more comes there")
{
    StoreSite site(1);
    site.put("item", "i1");
    const bool isClosed = GENERATE(true, false); // its journal has gone, or has all of it
    if (isClosed)
        site.close();
    const Shelf shelf;
    REQUIRE(QFile::copy(site.path(), shelf.path()));
    QStringList names = alone;
    if (!isClosed) {
        const QString journal = QStringLiteral("copy-wal");
        REQUIRE(QFile::copy(site.path() + QStringLiteral("-wal"), shelf.folder.filePath(journal)));
        names.append(journal);
    }
    const QByteArray before = shelf.bytes();
    CHECK(valueOf(describeBackup(shelf.address())).records == 1);
    CHECK(shelf.names() == names);
    CHECK(shelf.bytes() == before);
}
