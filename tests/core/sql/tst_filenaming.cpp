// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/filenaming.h"

#include "tests/support/failingdisk.h"
#include "tests/support/store/storesite.h"

#include <QDir>
#include <QFile>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

void touch(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
}

/// A datafile with what SQLite had not put into it yet, as a process that was killed leaves it.
void leaveWithJournal(StoreSite &site, const QString &path)
{
    site.put("item", "i1", R"({"ID":"i1"})");
    for (const char *ending : {"", "-wal"})
        REQUIRE(QFile::copy(site.path() + QLatin1String(ending), path + QLatin1String(ending)));
    REQUIRE(QFileInfo(path + QStringLiteral("-wal")).size() > 0);
}

} // namespace

TEST_CASE("12.4: of what a restore that was cut off leaves all goes, and nothing that others have beside the datafile")
{
    QTemporaryDir folder;
    const QString datafile = folder.filePath(QStringLiteral("data"));
    const QString begun = unfinishedName(datafile);
    for (const char *ending : {"", "-wal", "-shm", "-journal", ".schema-3.backup", ".schema-3.backup.new"})
        touch(begun + QLatin1String(ending));
    REQUIRE(QDir().mkpath(begun + QStringLiteral(".files/f1")));
    const QStringList others {QStringLiteral(".data-archive.0abcdefghij12.new"), QStringLiteral(".data-archive.new"),
        QStringLiteral(".data.0abcdefghij12.new.old"), QStringLiteral(".data.0abcdefghij12.newer"),
        QStringLiteral(".data.new"), QStringLiteral(".data.old.new"), QStringLiteral(".data2.0abcdefghij12.new"),
        QStringLiteral("data.0abcdefghij12.new")};
    for (const QString &name : others)
        touch(folder.filePath(name));
    REQUIRE(QDir().mkpath(folder.filePath(QStringLiteral(".data.0abcdefghij13.new/a folder"))));

    const auto drop = [&folder](const QDateTime &before) {
        dropUnfinished(folder.path(), before, [](const QString &name) { return name == QStringLiteral("data"); });
    };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    drop(now.addDays(-1));
    CHECK(QFile::exists(begun)); // by somebody who is at it
    drop(now.addDays(1));
    QStringList left = others;
    left.append(QStringLiteral(".data.0abcdefghij13.new"));
    left.sort();
    QStringList there = namesIn(folder.path());
    there.sort();
    CHECK(there == left);
}

TEST_CASE("12.4: what the journal of a copy holds is put into it before it is taken, or it is not taken")
{
    StoreSite site(1);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("copy"));
    leaveWithJournal(site, path);
    SECTION("a disk that does its work")
    {
        require(makeSingleFile(path));
        CHECK(namesIn(folder.path()) == QStringList {QStringLiteral("copy")});
        const auto copy = valueOf(Datafile::open(DatafileAddress::ofFile(path), site.clock()));
        CHECK(valueOf(copy->records().get("item", "i1")).has_value());
    }
    SECTION("a disk that is full")
    {
        FailingDisk disk(folder.path());
        disk.fail(FailingDisk::Fault::Full);
        CHECK(codeOfFailure(makeSingleFile(path)) == ErrorCode::DiskFull);
    }
    SECTION("somebody has it open")
    {
        const auto other = valueOf(Datafile::open(DatafileAddress::ofFile(path), site.clock()));
        CHECK(valueOf(other->records().count()) == 1);
        CHECK(codeOfFailure(makeSingleFile(path)) == ErrorCode::DatafileBusy);
    }
}
