// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary takes of a push that says of which time its records are (PushMark::base).
#include "core/store/recordtable.h"
#include "tests/core/records/primarywithsites.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray shelf(const QByteArray &code)
{
    return R"({"code":")" + code + R"(","store_ID":"s2"})";
}

struct Primary : PrimaryWithSites {
    PrimaryRecords::PushOutcome take(const Record &record, const PushMark &mark, int from = 2)
    {
        return valueOf((*this)->primaryRecords().acceptPush(SyncId {from}, {record}, mark));
    }
    PrimaryRecords::PushOutcome take(const QByteArray &code, const PushMark &mark)
    {
        return take(upsert("Location", "l", shelf(code)), mark);
    }
    QByteArray code() { return data("Location", "l"); }
};

} // namespace

TEST_CASE("12.3: of a record that its site has pushed since, the newer form stays, and goes back to that site")
{
    Primary primary;
    primary.take("1", {10});
    primary.take("2", {12});
    CHECK(primary.take("0", {13, 11}).quarantined == 1);
    CHECK(primary.code() == shelf("2"));
    CHECK(primary.quarantine() == Texts {"2 Location/l form_older"});
    CHECK(primary.queue(2) == Texts {"Location/l"});
    CHECK(primary.take(deletion("Location", "l"), {14, 11}).quarantined == 1);
    CHECK(primary.code() == shelf("2"));
    const Texts lost {"2 Location/l form_older", "2 -Location/l form_older"};
    CHECK(primary.quarantine() == lost);

    CHECK(primary.take("3", {15, 12}).taken == 1); // that is the newest that the copy knew
    CHECK(primary.quarantine() == lost); // until somebody decides
    CHECK(primary.take("3", {16, 2}).unchanged == 1); // the same bytes
    CHECK(primary.take(upsert("Location", "new", shelf("1")), {17, 2}).taken == 1);
    CHECK(primary.take(deletion("Location", "gone"), {18, 2}).unchanged == 1);
    CHECK(primary.quarantine() == lost);
}

TEST_CASE("12.3: a record is of the last push that has brought it, be it unchanged, until another site writes it")
{
    Primary primary;
    const auto isNewer = [&primary](qint64 base) {
        const auto outcome = primary.take("older", {100, base});
        if (outcome.quarantined == 0)
            return false;
        primary.drainAll();
        return true;
    };
    primary.take("1", {10});
    primary.take("1", {12});
    CHECK(isNewer(11));
    primary.put(
        "Location", "l", shelf("primary")); // on behalf of its site: what that pushed before is older all the more
    CHECK(isNewer(11));
    primary.take("2", {}); // a push without a number, as from a program that says none
    CHECK(isNewer(11));
    CHECK_FALSE(isNewer(12));

    const auto person = [](const char *name) {
        return upsert(
            "name", "p", QByteArray(R"({"type":"patient","supplying_store_id":"s2","name":")") + name + "\"}");
    };
    primary.put("name_store_join", "j", R"({"store_ID":"s3","name_ID":"p"})");
    primary.take(person("Ann"), {20});
    REQUIRE(primary.take(person("Anna"), {7}, 3).taken == 1);
    CHECK(primary.take(person("An"), {21, 5}).taken == 1); // whose numbers are others
}

TEST_CASE("12.3: the numbers of a site that is no more say nothing of the next one with its Sync ID")
{
    StoreSite primary(1);
    primary.addPeer(2);
    require(primary->records().put(upsert("abc", "x", "{}")));
    const auto take = [&primary](const QByteArray &data, const PushMark &mark) {
        return valueOf(primary->primaryRecords().acceptPush(SyncId {2}, {upsert("abc", "y", data)}, mark));
    };
    REQUIRE(take(R"({"n":1})", {50}).taken == 1);
    require(RecordTable::dropSite(primary->connection(), SyncId {2}));
    CHECK(take(R"({"n":2})", {1, 0}).quarantined == 0);
}

TEST_CASE(
    "12.3: an older form is named without its data where the site's share of the quarantine is full, as any other")
{
    Primary primary;
    primary.take("1", {10});
    QList<Record> refused;
    for (qint64 n = 0; n < Quarantine::mostWhole; ++n)
        refused.append(upsert("item", QByteArray::number(n), "{}"));
    primary.push(2, refused);
    const auto outcome = primary.take("0", {11, 9});
    CHECK(outcome.quarantined == 1);
    REQUIRE(outcome.notKept.size() == 1);
    CHECK(outcome.notKept.first().reason.code == ErrorCode::FormOlder);
    CHECK(primary.code() == shelf("1"));
}

TEST_CASE("12.3: what a push replaces without knowing it is kept while the site's share of the quarantine lasts")
{
    Primary primary;
    const auto over = [](qint64 number) { return PushMark {number, {}, PushMark::Span {9, 100}}; };
    primary.take("1", {10});
    CHECK(primary.take("1", {11}).unchanged == 1);
    CHECK(primary.take("2", over(101)).taken == 1);
    CHECK(primary.quarantine() == Texts {"2 Location/l form_replaced"});
    CHECK(primary.take("3", over(102)).taken == 1); // what it knows
    CHECK(primary.quarantine().size() == 1);

    primary.take(upsert("Location", "full", shelf("1")), {100});
    QList<Record> refused;
    for (qint64 n = 0; n < Quarantine::mostWhole; ++n)
        refused.append(upsert("item", QByteArray::number(n), "{}"));
    primary.push(2, refused);
    primary.drainAll();
    for (const Record &record : {upsert("Location", "full", shelf("2")), deletion("Location", "full")}) {
        const auto outcome = primary.take(record, over(103));
        CHECK(outcome.quarantined == 1);
        REQUIRE(outcome.notKept.size() == 1);
        CHECK(outcome.notKept.first().reason.code == ErrorCode::FormOlder);
        CHECK(primary.data("Location", "full") == shelf("1"));
        CHECK(primary.queue(2) == Texts {"Location/full"});
    }
}

TEST_CASE("12.3: a push that brings a record unchanged, and then anew, replaces what it has brought itself")
{
    Primary primary;
    primary.take("1", {10});
    const QList<Record> batch {upsert("Location", "l", shelf("1")), upsert("Location", "l", shelf("2"))};
    const PushMark mark {101, {}, PushMark::Span {9, 100}};
    CHECK(valueOf(primary->primaryRecords().acceptPush(SyncId {2}, batch, mark)).taken == 1);
    CHECK(primary.quarantine().isEmpty());
}
