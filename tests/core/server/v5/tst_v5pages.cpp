// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pages of central records that are kept for the next site: none of them is ever older than the change log.
#include "core/http/inflater.h"
#include "core/server/v5/centralpages.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <array>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray item(const QByteArray &id, const QByteArray &name)
{
    return R"({"ID":")" + id + R"(","item_name":")" + name + R"(","code":"c"})";
}

const QList<std::pair<QByteArray, QByteArray>> asMailboat {{"mailboat", "1"}, {"Accept-Encoding", "zstd"}};

/// Both sites' answers, in full, which have to be the same.
QByteArray both(ServedPrimary &primary, const QByteArray &target, bool isMailboat)
{
    QByteArray answer;
    std::array<V5Caller, 2> callers {primary.hill(), primary.valley()};
    for (V5Caller &caller : callers) {
        caller.isStrict = false;
        if (isMailboat)
            caller.headers = asMailboat;
        const RawReply reply = caller.get(target);
        REQUIRE(reply.status == 200);
        const bool isCoded = reply.header("content-encoding") == "zstd";
        const QByteArray plain = isCoded ? decoded(reply.body, Coding::Zstd, 1 << 20).value() : reply.body;
        if (!answer.isEmpty())
            CHECK(plain == answer);
        if (isMailboat)
            CHECK(reply.header("mailboat-crc32").size() == 8);
        answer = plain;
    }
    return answer;
}

} // namespace

TEST_CASE("13.4: what one site was given of central records another gets, but never what has changed since")
{
    const bool isMailboat = GENERATE(false, true);
    CAPTURE(isMailboat);
    ServedPrimary primary;
    primary.start();
    for (int i = 0; i < 40; ++i)
        primary.put("item", "i" + QByteArray::number(i), item("i" + QByteArray::number(i), "before"));
    const QByteArray page = centralCall + "?cursor=0&limit=50";
    CHECK_FALSE(both(primary, page, isMailboat).contains("after"));

    primary.put("item", "i7", item("i7", "after"));
    const QByteArray edited = both(primary, page, isMailboat);
    CHECK(edited.count("\"i7\"") == 2); // its ID and its data's, once
    CHECK(edited.contains("after"));

    REQUIRE(primary.datafile().records().remove("item", "i8").has_value());
    CHECK(both(primary, page, isMailboat).contains(R"("recordId":"i8","action":"delete"})"));

    // A record that is central no more leaves no entry behind.
    REQUIRE(primary.datafile()
                .connection()
                .transact([&] {
                    return primary.datafile().changeLog().forget({"item", "i9"});
                })
                .has_value());
    CHECK_FALSE(both(primary, page, isMailboat).contains("\"i9\""));

    // Where all is numbered anew, as behind a restore.
    REQUIRE(primary.datafile()
                .connection()
                .transact([&] { return primary.datafile().changeLog().numberAnew(); })
                .has_value());
    const QByteArray anew = both(primary, page, isMailboat);
    CHECK(anew != edited);
    CHECK(anew.contains(R"({"maxCursor":16777)"));
}

TEST_CASE("13.4: a page is another one where the question is")
{
    ServedPrimary primary;
    primary.start();
    for (int i = 0; i < 10; ++i)
        primary.put("item", "i" + QByteArray::number(i), item("i" + QByteArray::number(i), "x"));
    V5Caller hill = primary.hill();
    for (int round = 0; round < 2; ++round) {
        CHECK(jsonOf(hill.get(centralCall + "?cursor=0&limit=3")).value(QStringLiteral("data")).toArray().size() == 3);
        CHECK(jsonOf(hill.get(centralCall + "?cursor=0&limit=5")).value(QStringLiteral("data")).toArray().size() == 5);
        CHECK(jsonOf(hill.get(centralCall + "?cursor=4&limit=3"))
                  .value(QStringLiteral("data"))
                  .toArray()
                  .first()
                  .toObject()
                  .value(QStringLiteral("ID"))
                  .toInt()
            > 4);
        V5Caller valley = primary.valley();
        valley.headers = {{"Accept-Encoding", "gzip"}};
        const RawReply gzipped = valley.get(centralCall + "?cursor=0&limit=20");
        CHECK(gzipped.header("content-encoding") == "gzip");
        CHECK(gzipped.header("vary") == "Accept-Encoding");
        CHECK(hill.get(centralCall + "?cursor=0&limit=20").header("content-encoding").isEmpty());
    }
}

TEST_CASE("13.4: a time zone that is changed at the primary is heeded at once")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("time-zone"), QStringLiteral("Pacific/Auckland"));
    primary.start();
    primary.put("item", "i", item("i", "x"));
    const QByteArray page = centralCall + "?cursor=0&limit=50";
    const QByteArray before = both(primary, page, false);
    primary.setPreference(QStringLiteral("time-zone"), QStringLiteral("Africa/Lagos"));
    CHECK(both(primary, page, false) == before); // nothing of an item hangs on it, but it was put together anew
}

TEST_CASE("13.4: pages are kept within their bytes, and go with the state that they are of")
{
    CentralPages pages(10'000);
    const auto question = [](qint64 cursor) { return CentralPages::Question {true, cursor, 500, std::nullopt}; };
    const ServerAnswer page {200, QByteArray(4000, 'x')};
    for (qint64 cursor = 0; cursor < 3; ++cursor)
        pages.keep({7, 1}, question(cursor), page);
    CHECK_FALSE(pages.find({7, 1}, question(0)).has_value());
    CHECK(pages.find({7, 1}, question(1)).has_value());
    CHECK(pages.find({7, 1}, question(2))->body == page.body);
    CHECK_FALSE(pages.find({7, 1}, {false, 2, 500, {}}).has_value());
    CHECK_FALSE(pages.find({7, 1}, {true, 2, 500, Coding::Gzip}).has_value());
    pages.keep({7, 1}, question(5), {200, QByteArray(20'000, 'x')}); // larger than all
    CHECK_FALSE(pages.find({7, 1}, question(5)).has_value());

    CHECK_FALSE(pages.find({8, 1}, question(2)).has_value());
    pages.keep({7, 1}, question(2), page); // put together before that
    CHECK_FALSE(pages.find({7, 1}, question(2)).has_value());
    CHECK_FALSE(pages.find({8, 1}, question(2)).has_value());
    pages.keep({8, 2}, question(2), page);
    CHECK(pages.find({8, 2}, question(2)).has_value());
    CHECK_FALSE(pages.find({8, 1}, question(2)).has_value());
}
