// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/store/storesite.h"
#include "tests/support/store/testdatabase.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// Of those that are inserted here.
qint64 rows(Connection &connection)
{
    return valueOf(connection.value("SELECT COUNT(*) FROM state WHERE name < 'a'"_sql)).toLongLong();
}

Result<> insert(Connection &connection, int number)
{
    return connection.apply("INSERT INTO state VALUES (?, 1)"_sql, {QString::number(number)});
}

} // namespace

TEST_CASE("A transaction is committed where its work succeeds, and rolled back where it fails")
{
    StoreSite site(0);
    Connection &connection = site->connection();
    const Result<int> failed = connection.transact([&]() -> Result<int> {
        CHECK(connection.isInTransaction());
        require(insert(connection, 1));
        return failure(ErrorCode::DiskFull);
    });
    CHECK(codeOfFailure(failed) == ErrorCode::DiskFull);
    CHECK_FALSE(connection.isInTransaction());
    CHECK(rows(connection) == 0);
    CHECK(valueOf(connection.transact([&] { return insert(connection, 1).map([] { return 7; }); })) == 7);
    CHECK(rows(connection) == 1);
}

TEST_CASE("A transaction inside another joins it, and takes it along where it fails")
{
    StoreSite site(0);
    Connection &connection = site->connection();
    require(connection.transact([&]() -> Result<> {
        require(connection.transact([&] { return insert(connection, 1); }));
        CHECK(rows(site.another()->connection()) == 0);
        return {};
    }));
    CHECK(rows(connection) == 1);
    const Result<> outer = connection.transact([&]() -> Result<> {
        CHECK_FALSE(connection.transact([&] {
            require(insert(connection, 2));
            return Result<>(failure(ErrorCode::RecordMissing));
        }));
        return {}; // as if nothing had been
    });
    CHECK_FALSE(outer);
    CHECK(rows(connection) == 1);
    require(connection.transact([&] { return insert(connection, 3); }));
    CHECK(rows(connection) == 2);
}

TEST_CASE("A transaction that the database asks for again is done again, what cannot be begun again is not")
{
    StoreSite site(0);
    Connection &connection = site->connection();
    const bool isRepeating = testDatabase().connect != nullptr;
    int begun = 0;
    require(connection.transact([&] {
        ++begun;
        return insert(connection, begun);
    }));
    CHECK(begun == (isRepeating ? 2 : 1));
    CHECK(rows(connection) == 1);
    require(connection.transactOnce([&] {
        ++begun;
        return insert(connection, 10);
    }));
    CHECK(begun == (isRepeating ? 3 : 2));
    CHECK(codeOfFailure(connection.transact([&]() -> Result<> {
        ++begun;
        return failure(ErrorCode::RecordMissing); // of the work itself: once is enough
    })) == ErrorCode::RecordMissing);
    CHECK(begun == (isRepeating ? 4 : 3));
}

TEST_CASE("Rows may be read while the same statement runs inside")
{
    StoreSite site(0);
    Connection &connection = site->connection();
    for (int i = 0; i < 5; ++i)
        require(insert(connection, i));
    int seen = 0;
    const Statement &sql = "SELECT name FROM state WHERE name < 'a' ORDER BY name"_sql;
    require(connection.each(sql, {}, [&](const Row &) -> Result<> {
        return connection.each(sql, {}, [&](const Row &) -> Result<> {
            ++seen;
            return {};
        });
    }));
    CHECK(seen == 25);
    CHECK(codeOfFailure(connection.each(sql, {}, [](const Row &) { return Result<>(failure(ErrorCode::Cancelled)); }))
        == ErrorCode::Cancelled);
    require(insert(connection, 9)); // nothing is left open
}

TEST_CASE("What is read together sees one state, lets nothing be written, and ends")
{
    StoreSite site(0);
    const auto other = site.another();
    require(site->connection().readTogether([&]() -> Result<> {
        CHECK(rows(site->connection()) == 0);
        require(insert(other->connection(), 1));
        CHECK(rows(site->connection()) == 0);
        CHECK_FALSE(site->connection().transact([&] { return insert(site->connection(), 2); }));
        return {};
    }));
    CHECK(rows(site->connection()) == 1);
    require(insert(site->connection(), 2));
}

TEST_CASE("Null texts and bytes are empty ones, nothing is NULL")
{
    StoreSite site(0);
    const Statement &sql = "SELECT typeof(?) || typeof({text ?}) || typeof(?)"_sql;
    CHECK(valueOf(site->connection().value(sql, {QString(), QByteArray(), QVariant()})).toString()
        == QStringLiteral("texttextnull"));
}

TEST_CASE("SQLite's errors become ours, with the path and what SQLite said")
{
    StoreSite site(0);
    const auto wrong = site->connection().apply("SELECT * FROM no_such_table"_sql);
    CHECK(codeOfFailure(wrong) == ErrorCode::DatafileDamaged);
    CHECK(wrong.error().values.value(QStringLiteral("path")).toString() == site.path());
    CHECK(wrong.error().values.value(QStringLiteral("why")).toString().contains(QLatin1String("no_such_table")));
    require(site->connection().execute(QStringLiteral("PRAGMA query_only = ON")));
    CHECK(codeOfFailure(site->records().put(upsert("unit", "u", "{}"))) == ErrorCode::DatafileReadOnly);
}

TEST_CASE("13.3: what is bound comes back as it was, whichever way it is read")
{
    StoreSite site(0);
    Connection &connection = site->connection();
    const auto echo
        = [&connection](const QVariant &value) { return valueOf(connection.value("SELECT ?"_sql, {value})); };
    CHECK(echo({}).isNull());
    CHECK(echo(qint64 {-1} << 62) == QVariant(qint64 {-1} << 62));
    CHECK(echo(true).toInt() == 1);
    CHECK(echo(0.1).toDouble() == 0.1);
    const auto text = QStringLiteral("a\0b \u00e9 \U0001f6a2");
    CHECK(echo(text).toString() == text);
    CHECK(echo(QString()).toString().isEmpty());
    CHECK_FALSE(echo(QString()).isNull());
    const QByteArray bytes("a\0\xff", 3);
    CHECK(echo(bytes).toByteArray() == bytes);
    CHECK_FALSE(echo(QByteArray()).isNull());
    CHECK(valueOf(connection.value("SELECT {text ?} = 'x'"_sql, {QByteArray("x")})).toBool());
}

TEST_CASE("13.3: a statement that has failed, or is given too few values, runs the next time")
{
    StoreSite site(0);
    Connection &connection = site->connection();
    const Statement &once = "INSERT INTO state VALUES (?, ?)"_sql;
    require(connection.apply(once, {QStringLiteral("1"), 1}));
    const Result<> twice = connection.apply(once, {QStringLiteral("1"), 2});
    REQUIRE_FALSE(twice);
    CHECK(twice.error().detail.contains(QLatin1String("UNIQUE constraint failed")));
    CHECK_FALSE(connection.apply(once, {QStringLiteral("2")}));
    CHECK(valueOf(connection.change(once, {QStringLiteral("2"), {}})) == 1);
    CHECK(valueOf(connection.change("DELETE FROM state WHERE name < 'a'"_sql)) == 2);
}
