// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/testbodies.h"

#include "tests/support/catch.h"

using namespace mailboat;

namespace {

constexpr qint64 many = 100;

template<class T>
std::optional<ErrorCode> codeOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace

TEST_CASE("11.5: records to put in are read table by table, each as it is written")
{
    const auto read = wire::parseTestUpsert(
        R"({"item":[{"ID":"i1","price":0.10},{"ID":"7"}],"unit":[{"ID":"u"}],"store":null})", many);
    REQUIRE(read);
    CHECK(*read
        == QList<Record> {{"item", "i1", Action::Update, R"({"ID":"i1","price":0.10})"},
            {"item", "7", Action::Update, R"({"ID":"7"})"}, {"unit", "u", Action::Update, R"({"ID":"u"})"}});
    for (const char *nothing : {"null", "{}", R"({"item":[]})"}) {
        const auto none = wire::parseTestUpsert(nothing, many);
        REQUIRE(none);
        CHECK(none->isEmpty());
    }
    for (const char *broken :
        {"", "[]", "7", R"({"item":{}})", R"({"item":[{}]})", R"({"item":[{"ID":""}]})", R"({"item":[{)"})
        CHECK(codeOf(wire::parseTestUpsert(broken, many)) == ErrorCode::RequestMalformed);
    CHECK(codeOf(wire::parseTestUpsert(R"({"item":["i1"]})", many)) == ErrorCode::RecordDataNotObject);
    const QByteArray three = R"({"item":[{"ID":"1"},{"ID":"2"}],"unit":[{"ID":"3"}]})";
    CHECK(wire::parseTestUpsert(three, 3));
    CHECK(codeOf(wire::parseTestUpsert(three, 2)) == ErrorCode::TooManyRecords);
}

TEST_CASE("11.5: an ID that is a number, and a table that there is not, are refused by name")
{
    for (const char *body : {R"({"item":[{"ID":7}]})", R"({"item":[{"ID":true}]})", R"({"item":[{"ID":null}]})"}) {
        const auto read = wire::parseTestUpsert(body, many);
        CHECK(codeOf(read) == ErrorCode::RequestMalformed);
        CHECK(describe(read.error()).contains(QStringLiteral("item.ID")));
    }
    const auto put = wire::parseTestUpsert(R"({"itme":[{"ID":"i1"}]})", many);
    const auto gone = wire::parseTestDelete(R"({"itme":["i1"]})", many);
    CHECK(codeOf(put) == ErrorCode::RequestMalformed);
    CHECK(codeOf(gone) == ErrorCode::RequestMalformed);
    CHECK(describe(put.error()).contains(QStringLiteral("itme")));
    CHECK(describe(gone.error()).contains(QStringLiteral("itme")));
}

TEST_CASE("11.5: records to delete and names to see are lists of IDs")
{
    const auto keys = wire::parseTestDelete(R"({"item":["i1","i2"],"unit":["u"]})", many);
    REQUIRE(keys);
    CHECK(*keys == QList<RecordKey> {{"item", "i1"}, {"item", "i2"}, {"unit", "u"}});
    CHECK(wire::parseTestDelete("null", many));
    CHECK(codeOf(wire::parseTestDelete(R"({"item":[1]})", many)) == ErrorCode::RequestMalformed);
    CHECK(codeOf(wire::parseTestDelete(R"({"item":["a","b"]})", 1)) == ErrorCode::TooManyRecords);

    const auto names = wire::parseTestSite(R"({"visibleNameIds":["n1","n2"]})", many);
    REQUIRE(names);
    CHECK(*names == QList<QByteArray> {"n1", "n2"});
    CHECK(wire::parseTestSite("{}", many));
    CHECK(codeOf(wire::parseTestSite(R"({"visibleNameIds":[""]})", many)) == ErrorCode::RequestMalformed);
    CHECK(codeOf(wire::parseTestSite(R"({"visible":["n1"]})", many)) == ErrorCode::RequestMalformed);
}

TEST_CASE("11.5: a site that was made is answered with what a program signs in with")
{
    CHECK(wire::composeTestSite({SyncId {12}, QStringLiteral("uuid"), QStringLiteral("te\"st"), "ab12", "st", "na"})
        == R"({"site":{"ID":"uuid","site_ID":12,"name":"te\"st","password":"ab12"},"store":{"ID":"st","name_ID":"na"}})");
}
