// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said of a disk that does not do what it should.
#include "core/sql/diskroom.h"
#include "core/sql/sqliteerror.h"
#include "tests/support/failingdisk.h"
#include "tests/support/store/storesite.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A limit of this process while this lives: RLIMIT_FSIZE, beyond which no file grows, or RLIMIT_NOFILE.
class Limit final
{
public:
    Limit(__rlimit_resource_t what, rlim_t most)
        : m_what(what)
        , m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        REQUIRE(getrlimit(m_what, &m_before) == 0);
        rlimit limit = m_before;
        limit.rlim_cur = most;
        REQUIRE(setrlimit(m_what, &limit) == 0);
    }
    ~Limit()
    {
        setrlimit(m_what, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(Limit)

private:
    __rlimit_resource_t m_what;
    rlimit m_before {};
    void (*m_handler)(int);
};

Result<> writeMuch(Connection &connection)
{
    return connection.apply("INSERT OR REPLACE INTO state VALUES ('x', ?)"_sql, {QByteArray(100000, 'x')});
}

struct Named {
    int extended;
    int system;
    ErrorCode code;
};

} // namespace

TEST_CASE("C1: every I/O error of SQLite's has its own words")
{
    const QString here = QStringLiteral("/dev/null"); // may be written
    for (const Named &row : std::initializer_list<Named> {
             {SQLITE_IOERR_READ, EIO, ErrorCode::DiskBroken},
             {SQLITE_IOERR_READ, 0, ErrorCode::DiskBroken},
             {SQLITE_IOERR_CORRUPTFS, 0, ErrorCode::DiskBroken},
             {SQLITE_IOERR_WRITE, EIO, ErrorCode::DiskBroken},
             {SQLITE_IOERR_WRITE, 0, ErrorCode::DiskBroken},
             {SQLITE_IOERR_FSYNC, EIO, ErrorCode::DiskBroken},
             {SQLITE_IOERR_WRITE, EDQUOT, ErrorCode::DiskFull},
             {SQLITE_IOERR_WRITE, EFBIG, ErrorCode::DiskFull},
             {SQLITE_IOERR_WRITE, EROFS, ErrorCode::DatafileReadOnly},
             {SQLITE_IOERR_SHMSIZE, 0, ErrorCode::DiskFull},
             {SQLITE_IOERR_SHMMAP, EINVAL, ErrorCode::DatafileOnShare},
             {SQLITE_IOERR_SHMMAP, ENOMEM, ErrorCode::TooManyOpenFiles},
             {SQLITE_IOERR_SHMOPEN, 0, ErrorCode::DatafileOnShare},
             {SQLITE_IOERR_SHMLOCK, 0, ErrorCode::DatafileOnShare},
             {SQLITE_IOERR_LOCK, EOPNOTSUPP, ErrorCode::DatafileOnShare},
             {SQLITE_PROTOCOL, 0, ErrorCode::DatafileOnShare},
             {SQLITE_IOERR_NOMEM, 0, ErrorCode::TooManyOpenFiles},
             {SQLITE_NOMEM, 0, ErrorCode::TooManyOpenFiles},
             {SQLITE_CANTOPEN, EMFILE, ErrorCode::TooManyOpenFiles},
             {SQLITE_CANTOPEN, ENFILE, ErrorCode::TooManyOpenFiles},
             {SQLITE_CANTOPEN, ENOSPC, ErrorCode::DiskFull},
             {SQLITE_CANTOPEN, EACCES, ErrorCode::DatafileUnreadable},
             {SQLITE_FULL, 0, ErrorCode::DiskFull},
             {SQLITE_IOERR_GETTEMPPATH, 0, ErrorCode::FolderUnwritable},
             {SQLITE_READONLY_DBMOVED, 0, ErrorCode::DatafileVanished},
             {SQLITE_IOERR_READ, ESTALE, ErrorCode::DatafileVanished},
         }) {
        INFO(row.extended << ", errno " << row.system);
        CHECK(codeOf(errorCodeOfSqlite(row.extended, row.system, here)) == codeOf(row.code));
    }
}

TEST_CASE("C1: a file that may not grow is a disk that is full, whatever limits it")
{
    StoreSite site(0);
    const Result<> written = [&] {
        const Limit limit(RLIMIT_FSIZE, 4096);
        return writeMuch(site->connection());
    }();
    REQUIRE_FALSE(written);
    INFO(written.error().detail.toStdString());
    CHECK(written.error().detail.startsWith(QStringLiteral("SQLite 778:")));
    CHECK(codeOf(written.error().code) == codeOf(ErrorCode::DiskFull));
    CHECK(written.error().values.value(QStringLiteral("why")).toString() == qt_error_string(EFBIG));
    require(writeMuch(site->connection()));
}

TEST_CASE("C1: no more open files are called that, when a datafile is opened and when it is in use")
{
    StoreSite site(0);
    FakeClock clock;
    const auto refusal = [&](int spare) {
        std::vector<int> taken; // all that may be open, but for those that are left
        const Limit limit(RLIMIT_NOFILE, 200);
        for (int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC); file >= 0;
             file = ::open("/dev/null", O_RDONLY | O_CLOEXEC))
            taken.push_back(file);
        for (int i = 0; i < spare; ++i) {
            ::close(taken.back());
            taken.pop_back();
        }
        const auto opened = Datafile::open(site.address(), clock);
        for (const int file : taken)
            ::close(file);
        return opened ? QString() : codeOf(opened.error().code);
    };
    site.close();
    for (int spare = 0; spare < 3; ++spare) { // the datafile, its journal and the index of that
        INFO(spare << " files may be opened");
        CHECK(refusal(spare) == codeOf(ErrorCode::TooManyOpenFiles));
    }
    CHECK(refusal(20).isEmpty());
}

TEST_CASE("C1: a disk that dies, one that is full and a share are told apart, and what has gone from all of them")
{
    QTemporaryDir folder;
    const FakeClock clock;
    FailingDisk disk(folder.path());
    const DatafileAddress address = DatafileAddress::ofFile(folder.filePath(QStringLiteral("site.mailboat")));
    auto file = Datafile::create(address, clock);
    REQUIRE(file);
    Connection &connection = (*file)->connection();
    require(writeMuch(connection));
    const auto refusal = [&](FailingDisk::Fault fault) {
        disk.fail(fault);
        const Result<> written = writeMuch(connection);
        disk.fail(FailingDisk::Fault::None);
        return written ? QString() : codeOf(written.error().code);
    };
    CHECK(refusal(FailingDisk::Fault::Full) == codeOf(ErrorCode::DiskFull));
    CHECK(refusal(FailingDisk::Fault::Writing) == codeOf(ErrorCode::DiskBroken));
    CHECK(refusal(FailingDisk::Fault::Syncing) == codeOf(ErrorCode::DiskBroken));
    disk.fail(FailingDisk::Fault::Reading);
    const auto unread = Datafile::open(address, clock);
    CHECK(codeOf(unread.error().code) == codeOf(ErrorCode::DiskBroken));
    disk.fail(FailingDisk::Fault::None);
    require(writeMuch(connection)); // nothing of it stays
    file->reset();
    disk.fail(FailingDisk::Fault::Sharing);
    CHECK(codeOf(Datafile::open(address, clock).error().code) == codeOf(ErrorCode::DatafileOnShare));
    disk.fail(FailingDisk::Fault::None);
    CHECK(Datafile::open(address, clock));
}

TEST_CASE("Whether there is room on a disk is found without leaving anything")
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("site.mailboat"));
    CHECK(hasRoom(file, 4096));
    CHECK_FALSE(hasRoom(file, qint64(1) << 60));
    {
        const Limit limit(RLIMIT_FSIZE, 4096);
        CHECK_FALSE(hasRoom(file, 8192));
    }
    CHECK(QDir(folder.path()).isEmpty());
}
