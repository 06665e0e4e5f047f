// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/transaction.h"
#include "tests/support/store/storesite.h"

#include <sys/resource.h>

#include <csignal>

using namespace mailboat;
using namespace mailboat::test;

namespace {

qint64 rows(Database &database)
{
    return valueOf(database.value(QStringLiteral("SELECT COUNT(*) FROM state"))).toLongLong();
}

Result<> insert(Database &database, int number)
{
    return database.apply(QStringLiteral("INSERT INTO state VALUES (?, 1)"), {QString::number(number)});
}

/// No file grows beyond `bytes` while this lives: a write that fails, with EFBIG, though the disk is there and has room.
class FileSizeLimit final
{
public:
    explicit FileSizeLimit(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        REQUIRE(getrlimit(RLIMIT_FSIZE, &m_before) == 0);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before {};
    void (*m_handler)(int);
};

} // namespace

TEST_CASE("A transaction rolls back unless it is committed")
{
    StoreSite site(0);
    Database &database = site->database();
    {
        Transaction transaction(database);
        require(transaction.begin());
        CHECK(database.isInTransaction());
        require(insert(database, 1));
    }
    CHECK_FALSE(database.isInTransaction());
    CHECK(rows(database) == 0);
    {
        Transaction transaction(database);
        require(transaction.begin());
        require(insert(database, 1));
        require(transaction.commit());
    }
    CHECK(rows(database) == 1);
}

TEST_CASE("A transaction inside another joins it, given up, it takes the outer one with it")
{
    StoreSite site(0);
    Database &database = site->database();
    {
        Transaction outer(database);
        require(outer.begin());
        {
            Transaction inner(database);
            require(inner.begin());
            require(insert(database, 1));
            require(inner.commit());
        }
        CHECK(valueOf(site.another()->database().value(QStringLiteral("SELECT COUNT(*) FROM state"))).toInt() == 0);
        require(outer.commit());
    }
    CHECK(rows(database) == 1);
    {
        Transaction outer(database);
        require(outer.begin());
        {
            Transaction inner(database);
            require(inner.begin());
            require(insert(database, 2));
        }
        CHECK_FALSE(outer.commit());
    }
    CHECK(rows(database) == 1);
    Transaction after(database);
    require(after.begin());
    require(insert(database, 3));
    require(after.commit());
    CHECK(rows(database) == 2);
}

TEST_CASE("Rows may be read while the same statement runs inside")
{
    StoreSite site(0);
    Database &database = site->database();
    for (int i = 0; i < 5; ++i)
        require(insert(database, i));
    int seen = 0;
    const QString sql = QStringLiteral("SELECT name FROM state ORDER BY name");
    require(database.each(sql, {}, [&](const QSqlQuery &) -> Result<> {
        return database.each(sql, {}, [&](const QSqlQuery &) -> Result<> {
            ++seen;
            return {};
        });
    }));
    CHECK(seen == 25);
    CHECK(codeOfFailure(database.each(sql, {}, [](const QSqlQuery &) {
        return Result<>(failure(ErrorCode::Cancelled));
    })) == ErrorCode::Cancelled);
    require(insert(database, 9)); // nothing is left open
}

TEST_CASE("A snapshot sees one state, lets nothing be written, and ends")
{
    StoreSite site(0);
    const auto other = site.another();
    {
        Snapshot snapshot(site->database());
        require(snapshot.begin());
        CHECK(rows(site->database()) == 0);
        require(insert(other->database(), 1));
        CHECK(rows(site->database()) == 0);
        Transaction transaction(site->database());
        CHECK_FALSE(transaction.begin());
    }
    CHECK(rows(site->database()) == 1);
    require(insert(site->database(), 2));
}

TEST_CASE("Null texts and bytes are empty ones, nothing is NULL")
{
    StoreSite site(0);
    const QString sql = QStringLiteral("SELECT typeof(?) || typeof(CAST(? AS TEXT)) || typeof(?)");
    CHECK(valueOf(site->database().value(sql, {QString(), QByteArray(), QVariant()})).toString()
        == QStringLiteral("texttextnull"));
}

TEST_CASE("SQLite's errors become ours, with the path and what SQLite said")
{
    StoreSite site(0);
    const auto wrong = site->database().apply(QStringLiteral("SELECT * FROM no_such_table"));
    CHECK(codeOfFailure(wrong) == ErrorCode::DatafileDamaged);
    CHECK(wrong.error().values.value(QStringLiteral("path")).toString() == site.path());
    CHECK(wrong.error().values.value(QStringLiteral("why")).toString().contains(QLatin1String("no_such_table")));
    require(site->database().execute(QStringLiteral("PRAGMA query_only = ON")));
    CHECK(codeOfFailure(site->records().put(upsert("unit", "u", "{}"))) == ErrorCode::DatafileReadOnly);
}

TEST_CASE("A disk that fails is not said to be write-protected")
{
    StoreSite site(0);
    const Result<> written = [&] {
        const FileSizeLimit limit(4096);
        return site->database().apply(QStringLiteral("INSERT INTO state VALUES ('x', ?)"), {QByteArray(100000, 'x')});
    }();
    REQUIRE_FALSE(written);
    INFO(written.error().detail.toStdString());
    CHECK(written.error().detail.startsWith(QStringLiteral("SQLite 778:")));
    CHECK(written.error().code == ErrorCode::DatafileVanished);
}
