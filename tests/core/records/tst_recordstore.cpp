// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

std::function<Result<std::optional<Record>>()> from(QList<Record> records)
{
    return [records = std::move(records)]() mutable -> Result<std::optional<Record>> {
        return records.isEmpty() ? std::nullopt : std::optional(records.takeFirst());
    };
}

} // namespace

TEST_CASE("A record's bytes survive: numbers, escapes, order of keys")
{
    const QByteArray data
        = R"({"z":0.10,"a":1E+2,"n":12345678901234567890,"t":"\u00e9\/\n\"","e":"é","deep":{"b":[1,2,{}],"a":null}, "sp" : -0.0})";
    StoreSite site(GENERATE(0, 1));
    site.put("transact", "t 1", data);
    CHECK(site.data("transact", "t 1") == data);
    site.reopen();
    CHECK(site.data("transact", "t 1") == data);
    require(site->records().forEach({}, [&data](const Record &record) -> Result<> {
        CHECK(record.data == data);
        return {};
    }));
}

TEST_CASE("Line breaks between tokens go on the way in, nothing else")
{
    StoreSite site(0);
    site.put("unit", "u", "  {\n  \"a\" : 1,\r\n\t\"b\":\"x\\ny\"\n}\n");
    CHECK_FALSE(site.data("unit", "u").contains('\n'));
    CHECK(site.data("unit", "u").contains("\"x\\ny\""));
}

TEST_CASE("What is no JSON object is refused at every way in, and changes nothing")
{
    const QByteArray broken = GENERATE(QByteArray(R"({"a":nul})"), QByteArray("{,,,}"), QByteArray(R"({"a":[1})"),
        QByteArray(R"({"a":01.})"), QByteArray(R"("\q")"), QByteArray(), QByteArray("{}{}"));
    StoreSite site(1);
    site.addPeer(2);
    site.addStore("s2", 2);
    CHECK(site.refusalOfPut("unit", "u", broken) == ErrorCode::RecordDataBroken);
    CHECK(codeOfFailure(site->records().import(from({upsert("unit", "v", "{}"), upsert("unit", "u", broken)})))
        == ErrorCode::RecordDataBroken);
    CHECK(valueOf(site->records().count(QByteArray("unit"))) == 0);
    const auto outcome = site.push(2, "Location", "l", broken);
    CHECK(outcome.quarantined == 1);
    CHECK(site.data("Location", "l").isEmpty());
    CHECK(site.quarantine() == Texts {"2 Location/l record_data_broken"});
}

TEST_CASE("Bad names are refused")
{
    StoreSite site(1);
    CHECK(site.refusalOfPut("", "u") == ErrorCode::TableNameInvalid);
    CHECK(site.refusalOfPut(QByteArray(101, 'x'), "u") == ErrorCode::TableNameInvalid);
    CHECK(site.refusalOfPut("unit", "") == ErrorCode::RecordIdInvalid);
    CHECK(site.refusalOfPut("unit", "a\nb") == ErrorCode::RecordIdInvalid);
    CHECK(site.refusalOfPut("unit", "\xff") == ErrorCode::RecordIdInvalid);
    CHECK(site.refusalOfPut("unit", "u", "[1]") == ErrorCode::RecordDataNotObject);
    CHECK(codeOfFailure(site->records().put({"unit", "u", Action::Merge, "{}"})) == ErrorCode::ActionInvalid);
    CHECK(valueOf(site->records().count()) == 0);
}

TEST_CASE("A local change and its place in the outbox are one transaction")
{
    StoreSite site(0);
    site.put("Location", "kept", R"({"a":1})");
    SECTION("where the outbox fails")
    {
        site.sql("CREATE TRIGGER no_outbox BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'injected'); END");
        CHECK_FALSE(site->records().put(upsert("Location", "l", "{}")));
        CHECK_FALSE(site->records().remove("Location", "kept"));
    }
    SECTION("where the record fails")
    {
        site.sql("CREATE TRIGGER no_record BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'injected'); END");
        site.sql("CREATE TRIGGER no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'injected'); END");
        CHECK_FALSE(site->records().put(upsert("Location", "l", "{}")));
        CHECK_FALSE(site->records().remove("Location", "kept"));
    }
    CHECK(site.data("Location", "l").isEmpty());
    CHECK(site.data("Location", "kept") == R"({"a":1})");
    CHECK(site.outbox() == Texts {"Location/kept"});
}

TEST_CASE("A full disk leaves neither record nor outbox entry behind")
{
    StoreSite site(0);
    site.put("Location", "kept");
    const qint64 pages = valueOf(site->connection().value("PRAGMA page_count"_sql)).toLongLong();
    require(site->connection().execute(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 2)));
    const QByteArray large = R"({"a":")" + QByteArray(100'000, 'x') + R"("})";
    CHECK(
        codeOfFailure(site->records().import(from({upsert("Location", "small", "{}"), upsert("Location", "l", large)})))
        == ErrorCode::DiskFull);
    CHECK(site.outbox() == Texts {"Location/kept"});
    CHECK(valueOf(site->records().count()) == 1);
    require(site->connection().execute(QStringLiteral("PRAGMA max_page_count = 1000000")));
    site.put("Location", "l", large);
    CHECK(site.outbox() == Texts {"Location/kept", "Location/l"});
}

TEST_CASE("The outbox holds a record once, in its newest place")
{
    StoreSite site(0);
    site.put("Location", "a", R"({"n":1})");
    site.put("Location", "b");
    site.put("Location", "a", R"({"n":2})");
    CHECK(site.outbox() == Texts {"Location/b", "Location/a"});
    site.remove("Location", "b");
    CHECK(site.outbox() == Texts {"Location/a", "-Location/b"});
}

TEST_CASE("Putting what is there already changes nothing and queues nothing")
{
    StoreSite satellite(0);
    satellite.put("Location", "a", R"({"n":1})");
    require(satellite->outbox().remove({"Location", "a"}));
    satellite.put("Location", "a", R"({"n":1})");
    CHECK(satellite.outbox().isEmpty());

    StoreSite primary(1);
    primary.put("unit", "u", R"({"n":1})");
    const qint64 serial = valueOf(primary->changeLog().highest());
    primary.put("unit", "u", R"({"n":1})");
    CHECK(valueOf(primary->changeLog().highest()) == serial);
}

TEST_CASE("A record that is not there cannot be removed")
{
    StoreSite site(1);
    CHECK(codeOfFailure(site->records().remove("unit", "u")) == ErrorCode::RecordMissing);
    CHECK(site.changeLog().isEmpty());
}

TEST_CASE("An import is all or nothing")
{
    StoreSite site(0);
    const QList<Record> good {upsert("unit", "a", "{}"), upsert("unit", "b", "{}")};
    SECTION("one bad record")
    {
        QList<Record> bad = good;
        bad.append(upsert("unit", "c", "nonsense"));
        CHECK_FALSE(site->records().import(from(bad)));
    }
    SECTION("the source fails")
    {
        auto next = from(good);
        int number = 0;
        CHECK(codeOfFailure(site->records().import([&]() -> Result<std::optional<Record>> {
            return ++number > 2 ? failure(ErrorCode::FileUnreadable) : next();
        })) == ErrorCode::FileUnreadable);
    }
    SECTION("it is cancelled")
    {
        int number = 0;
        CHECK(codeOfFailure(site->records().import(
                  [&]() -> Result<std::optional<Record>> { return upsert("unit", QByteArray::number(++number), "{}"); },
                  [](qint64 done) { return done < 1000; }))
            == ErrorCode::Cancelled);
    }
    CHECK(valueOf(site->records().count()) == 0);
    CHECK(site.outbox().isEmpty());
    CHECK(valueOf(site->records().import(from(good))) == 2);
    CHECK(site.outbox().size() == 2);
}

TEST_CASE("Export goes by table, then record ID, both by bytes, through every page")
{
    StoreSite site(1);
    QList<Record> records;
    for (int i = 0; i < 1203; ++i)
        records.append(upsert("unit", "u" + QByteArray::number(i), "{}"));
    for (const char *id : {"b", "B", "é", "a", "Z", "zz", "\U0001F600"})
        records.append(upsert("Zed", id, "{}"));
    require(site->records().import(from(records)).map([](qint64) {}));
    QList<RecordKey> keys;
    require(site->records().forEach({}, [&keys](const Record &record) -> Result<> {
        keys.append({record.table, record.id});
        return {};
    }));
    CHECK(keys.size() == records.size());
    CHECK(std::is_sorted(keys.cbegin(), keys.cend()));
    CHECK(valueOf(site->records().counts()) == QList<std::pair<QByteArray, qint64>> {{"Zed", 7}, {"unit", 1203}});

    keys.clear();
    require(site->records().forEach(QByteArray("Zed"), [&keys](const Record &record) -> Result<> {
        keys.append({record.table, record.id});
        return {};
    }));
    CHECK(keys.size() == 7);
    CHECK(codeOfFailure(site->records().forEach({}, [](const Record &) {
        return Result<>(failure(ErrorCode::Cancelled));
    })) == ErrorCode::Cancelled);
}

TEST_CASE("An export sees one state of the datafile, whatever is written meanwhile")
{
    StoreSite site(1);
    QList<Record> records;
    for (int i = 0; i < 600; ++i)
        records.append(upsert("unit", QByteArray::number(1000 + i), "{}"));
    require(site->records().import(from(records)).map([](qint64) {}));
    const auto writer = site.another();
    int seen = 0;
    require(site->records().forEach({}, [&](const Record &) -> Result<> {
        if (++seen == 1)
            require(writer->records().put(upsert("unit", "9999", "{}")));
        return {};
    }));
    CHECK(seen == 600);
    CHECK(valueOf(site->records().count()) == 601);
}
