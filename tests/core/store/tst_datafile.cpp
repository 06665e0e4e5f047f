// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/sqliteconnection.h"
#include "core/store/enginelock.h"
#include "tests/support/heldwriter.h"
#include "tests/support/store/storesite.h"

#include <QFile>

#include <atomic>
#include <thread>
#include <vector>

#include <sys/stat.h>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

mode_t modeOf(const QString &path)
{
    struct stat status {
    };
    REQUIRE(::stat(QFile::encodeName(path).constData(), &status) == 0);
    return status.st_mode & 07777;
}

class Folder
{
public:
    QString file(const QString &name = QStringLiteral("site.mailboat")) const { return m_folder.filePath(name); }
    QStringList entries() const { return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot); }
    QString write(const QByteArray &bytes) const
    {
        QFile out(file());
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(bytes);
        return file();
    }
    QByteArray read() const
    {
        QFile in(file());
        REQUIRE(in.open(QIODevice::ReadOnly));
        return in.readAll();
    }
    ErrorCode refusal() const { return codeOfFailure(Datafile::open(DatafileAddress::ofFile(file()), m_clock)); }
    const Clock &clock() const { return m_clock; }

private:
    QTemporaryDir m_folder;
    FakeClock m_clock;
};

/// A datafile with some records in it, closed.
QByteArray fill(const Folder &folder)
{
    const auto file = valueOf(Datafile::create(DatafileAddress::ofFile(folder.file()), folder.clock()));
    const QByteArray data = R"({"a":")" + QByteArray(2000, 'x') + R"("})";
    int number = 0;
    (void)valueOf(file->records().import([&]() -> Result<std::optional<Record>> {
        if (++number > 200)
            return std::nullopt;
        return upsert("unit", QByteArray::number(number), data);
    }));
    return folder.file().toUtf8();
}

} // namespace

TEST_CASE("A new datafile is its owner's alone, as is the folder that is made for it")
{
    const Folder folder;
    const QString path = folder.file(QStringLiteral("a/b/site.mailboat"));
    const mode_t before = ::umask(0);
    {
        const auto file = valueOf(Datafile::create(DatafileAddress::ofFile(path), folder.clock()));
        require(file->records().put(upsert("unit", "u", "{}")));
        CHECK(modeOf(path) == 0600);
        CHECK(modeOf(path + QStringLiteral("-wal")) == 0600);
        CHECK(modeOf(path + QStringLiteral("-shm")) == 0600);
        CHECK(modeOf(folder.file(QStringLiteral("a"))) == 0700);
        CHECK(modeOf(folder.file(QStringLiteral("a/b"))) == 0700);
    }
    ::umask(before);
    CHECK(valueOf(Datafile::open(DatafileAddress::ofFile(path), folder.clock())->get()->records().count()) == 1);
}

TEST_CASE("An existing file is never taken for a new datafile")
{
    const Folder folder;
    folder.write("a letter");
    CHECK(codeOfFailure(Datafile::create(DatafileAddress::ofFile(folder.file()), folder.clock()))
        == ErrorCode::DatafileExists);
    CHECK(folder.read() == "a letter");
    REQUIRE(QFile::link(folder.file(QStringLiteral("nowhere")), folder.file(QStringLiteral("link"))));
    CHECK(codeOfFailure(Datafile::create(DatafileAddress::ofFile(folder.file(QStringLiteral("link"))), folder.clock()))
        == ErrorCode::DatafileExists);
}

TEST_CASE("Where a datafile cannot be made, nothing is left behind")
{
    const Folder folder;
    folder.write("in the way");
    const auto inTheWay = Datafile::create(
        DatafileAddress::ofFile(folder.file() + QStringLiteral("/sub/site.mailboat")), folder.clock());
    REQUIRE_FALSE(inTheWay);
    CHECK(inTheWay.error().code == ErrorCode::FolderUnwritable);
    CHECK(inTheWay.error().values.value(QStringLiteral("path")) == folder.file());
    const QString system = QStringLiteral("/proc/mailboat/site.mailboat"); // where root, too, makes nothing
    CHECK(codeOfFailure(Datafile::create(DatafileAddress::ofFile(system), folder.clock()))
        == ErrorCode::FolderUnwritable);
    CHECK(codeOfFailure(Datafile::create(
              DatafileAddress::ofFile(folder.file(QStringLiteral("new/") + QString(300, QLatin1Char('x')))),
              folder.clock()))
        == ErrorCode::DatafileUnreadable);
    CHECK(folder.entries() == QStringList {QStringLiteral("site.mailboat")});
}

TEST_CASE("What is no datafile is told apart, and left as it is")
{
    const Folder folder;
    SECTION("missing")
    {
        CHECK(folder.refusal() == ErrorCode::DatafileMissing);
        CHECK(codeOfFailure(Datafile::open(
                  DatafileAddress::ofFile(folder.file(QStringLiteral("no/such/folder"))), folder.clock()))
            == ErrorCode::DatafileMissing);
        CHECK(folder.entries().isEmpty());
    }
    SECTION("a folder")
    {
        REQUIRE(QDir().mkpath(folder.file()));
        CHECK(folder.refusal() == ErrorCode::DatafileUnreadable);
    }
    SECTION("a device")
    {
        CHECK(codeOfFailure(Datafile::open(DatafileAddress::ofFile(QStringLiteral("/dev/null")), folder.clock()))
            == ErrorCode::DatafileUnreadable);
    }
    SECTION("a text")
    {
        const QByteArray text = GENERATE(QByteArray("Dear Sir"), QByteArray(), QByteArray(10'000, '\0'),
            QByteArray("SQLite format 3") + QByteArray(5000, 'x'));
        folder.write(text);
        CHECK(folder.refusal() == ErrorCode::DatafileForeign);
        CHECK(folder.read() == text);
    }
    SECTION("somebody else's SQLite file")
    {
        {
            REQUIRE(QFile(folder.file()).open(QFile::WriteOnly));
            SqliteConnection other(DatafileAddress::ofFile(folder.file()), 1s);
            require(other.openFile());
            require(other.execute(QStringLiteral("CREATE TABLE record (mine TEXT)")));
        }
        const QByteArray before = folder.read();
        CHECK(folder.refusal() == ErrorCode::DatafileForeign);
        CHECK(folder.read() == before);
    }
}

TEST_CASE("A damaged datafile is an error, never a crash")
{
    const Folder folder;
    fill(folder);
    QByteArray bytes = folder.read();
    SECTION("cut off")
    {
        bytes.truncate(GENERATE(100, 4096, 5000, 100'000));
    }
    SECTION("scribbled over")
    {
        const auto at = GENERATE(4096, 8192, 20'480, 100'000);
        bytes.replace(at, 6000, QByteArray(6000, 'S'));
    }
    folder.write(bytes);
    const auto code = folder.refusal();
    CHECK((code == ErrorCode::DatafileDamaged || code == ErrorCode::DatafileForeign));
}

TEST_CASE("Damage to any page of a datafile is found when it is opened")
{
    constexpr qsizetype page = 4096;
    const Folder folder;
    fill(folder);
    const QByteArray whole = folder.read();
    REQUIRE(whole.size() > 100 * page);
    for (qsizetype at = page; at < whole.size(); at += 7 * page) {
        QByteArray bytes = whole;
        bytes.replace(at, page, QByteArray(page, 'S'));
        folder.write(bytes);
        INFO("page " << at / page);
        CHECK(folder.refusal() == ErrorCode::DatafileDamaged);
    }
}

TEST_CASE("Rights that were taken away are respected")
{
    const Folder folder;
    fill(folder);
    QFile file(folder.file());
    REQUIRE(file.setPermissions(QFile::ReadOwner));
    CHECK(folder.refusal() == ErrorCode::DatafileReadOnly);
    REQUIRE(file.setPermissions({}));
    CHECK(folder.refusal() == ErrorCode::DatafileUnreadable);
    REQUIRE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    CHECK(Datafile::open(DatafileAddress::ofFile(folder.file()), folder.clock()).has_value());
}

TEST_CASE("A symbolic link is as good as the datafile, and odd names are as good as others")
{
    const Folder folder;
    fill(folder);
    const QString link = folder.file(QStringLiteral("ü?# %41'\" link"));
    REQUIRE(QFile::link(folder.file(), link));
    CHECK(valueOf(Datafile::open(DatafileAddress::ofFile(link), folder.clock())->get()->records().count()) == 200);
    const QString odd = folder.file(QStringLiteral("a?mode=memory#'%00;é.mailboat"));
    {
        const auto file = valueOf(Datafile::create(DatafileAddress::ofFile(odd), folder.clock()));
        require(file->records().put(upsert("unit", "u", "{}")));
        CHECK(QFile::exists(odd));
        CHECK(file->address().path() == odd);
    }
    CHECK(valueOf(Datafile::open(DatafileAddress::ofFile(odd), folder.clock())->get()->records().count()) == 1);
}

TEST_CASE("Every connection sees what another has committed, and notices that something was")
{
    StoreSite site(0);
    const auto other = site.another();
    const qint64 version = valueOf(site->connection().dataVersion());
    CHECK(valueOf(site->connection().dataVersion()) == version);
    require(other->records().put(upsert("unit", "u", "{}")));
    CHECK(valueOf(site->connection().dataVersion()) != version);
    CHECK(site.data("unit", "u") == "{}");
    const qint64 now = valueOf(site->connection().dataVersion());
    site.put("unit", "v");
    CHECK(valueOf(site->connection().dataVersion()) == now); // its own do not count
    CHECK(valueOf(other->records().count()) == 2);
}

TEST_CASE("Two connections in two threads write at once, and nothing gets lost")
{
    StoreSite site(0);
    constexpr int each = 100;
    const auto write = [&site](char name) {
        const FakeClock clock;
        const auto file = Datafile::open(site.address(), clock);
        for (int i = 0; file && i < each; ++i)
            (void)(*file)->records().put(upsert("unit", QByteArray(1, name) + QByteArray::number(i), "{}"));
    };
    std::thread one(write, 'a');
    std::thread two(write, 'b');
    one.join();
    two.join();
    CHECK(valueOf(site->records().count()) == 2 * each);
    CHECK(valueOf(site->outbox().waiting()) == 2 * each);
}

TEST_CASE("A datafile that another process keeps locked is busy, and untouched")
{
    StoreSite site(0);
    site.sql("PRAGMA busy_timeout = 50");
    {
        const HeldWriter writing(site.path());
        CHECK(codeOfFailure(site->records().put(upsert("unit", "u", "{}"))) == ErrorCode::DatafileBusy);
        CHECK(site->records().get("unit", "u").has_value()); // reading goes on
    }
    site.put("unit", "u");
}

TEST_CASE("A datafile that vanishes while it is open is noticed before anything is written")
{
    StoreSite site(0);
    SECTION("deleted")
    {
        REQUIRE(QFile::remove(site.path()));
    }
    SECTION("replaced")
    {
        REQUIRE(QFile::rename(site.path(), site.path() + QStringLiteral(".old")));
        REQUIRE(QFile::copy(site.path() + QStringLiteral(".old"), site.path()));
    }
    CHECK(codeOfFailure(site->records().put(upsert("unit", "u", "{}"))) == ErrorCode::DatafileVanished);
    CHECK(codeOfFailure(site->connection().dataVersion()) == ErrorCode::DatafileVanished);
}

TEST_CASE("Exactly one holds the engine lock, a second is told so, it ends with its holder")
{
    StoreSite site(0);
    CHECK_FALSE(EngineLock::isHeld(site.address()));
    {
        const auto lock = EngineLock::take(site.address());
        REQUIRE(lock.has_value());
        CHECK(EngineLock::isHeld(site.address()));
        CHECK(codeOfFailure(EngineLock::take(site.address())) == ErrorCode::EngineLockHeld);
        const QString link = site.path() + QStringLiteral(".link");
        REQUIRE(QFile::link(site.path(), link));
        CHECK(codeOfFailure(EngineLock::take(DatafileAddress::ofFile(link))) == ErrorCode::EngineLockHeld);
        CHECK(modeOf(site.path() + QStringLiteral("-engine")) == 0600);
        // Opening and closing the datafile does not give it away.
        (void)site.another();
        CHECK(EngineLock::isHeld(site.address()));
    }
    CHECK_FALSE(EngineLock::isHeld(site.address()));
    CHECK(EngineLock::take(site.address()).has_value());
}

TEST_CASE("Who has taken the engine lock is at work once it says so, and no longer than it holds the lock")
{
    const StoreSite site(0);
    CHECK_FALSE(EngineLock::isAtWork(site.address()));
    {
        const auto lock = EngineLock::take(site.address());
        REQUIRE(lock.has_value());
        CHECK_FALSE(EngineLock::isAtWork(site.address()));
        (*lock)->setAtWork();
        CHECK(EngineLock::isAtWork(site.address()));
        CHECK(EngineLock::isAtWork(site.address())); // to look takes nothing away
    }
    CHECK_FALSE(EngineLock::isAtWork(site.address()));
    const auto next = EngineLock::take(site.address());
    REQUIRE(next.has_value());
    CHECK_FALSE(EngineLock::isAtWork(site.address()));
}

TEST_CASE("Whoever looks whether an engine runs is in no engine's way")
{
    const StoreSite site(0);
    std::atomic<bool> isOver = false;
    std::vector<std::thread> lookers;
    lookers.reserve(2);
    for (int i = 0; i < 2; ++i)
        lookers.emplace_back([&] {
            while (!isOver)
                (void)EngineLock::isHeld(site.address());
        });
    int refused = 0;
    for (int times = 0; times < 2000; ++times)
        refused += EngineLock::take(site.address()).has_value() ? 0 : 1;
    isOver = true;
    for (std::thread &looker : lookers)
        looker.join();
    CHECK(refused == 0);
}

TEST_CASE("Of many that want to be the engine at once one is")
{
    const StoreSite site(0);
    for (int round = 0; round < 50; ++round) {
        std::atomic<int> engines = 0;
        std::atomic<int> tried = 0;
        constexpr int many = 4;
        std::vector<std::thread> rivals;
        rivals.reserve(many);
        for (int i = 0; i < many; ++i)
            rivals.emplace_back([&] {
                const auto lock = EngineLock::take(site.address());
                engines += lock ? 1 : 0;
                ++tried;
                while (tried < many) // nobody gives it back before all have tried
                    std::this_thread::yield();
            });
        for (std::thread &rival : rivals)
            rival.join();
        REQUIRE(engines == 1);
    }
}
