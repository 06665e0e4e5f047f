// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/logreader.h"

#include "core/domain/recordname.h"
#include "core/store/quarantinelist.h"
#include "tests/support/store/storesite.h"

#include <limits>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr qint64 fromNewest = std::numeric_limits<qint64>::max();

void addContact(StoreSite &site, int id)
{
    REQUIRE(site->log().addContact(QStringLiteral("site-new-address"), {{QStringLiteral("syncId"), id}}));
}

qint64 siteIn(const SyncLog::Entry &entry)
{
    return entry.details.value(QStringLiteral("syncId")).toInteger();
}

} // namespace

TEST_CASE("14.B6: the log is read page by page, newest first, each entry once")
{
    StoreSite site(1);
    for (int id = 2; id < 9; ++id)
        addContact(site, id);
    const LogReader reader(site->connection());
    const LogFilter contacts {{QStringLiteral("contact")}};
    QList<qint64> read;
    qint64 next = fromNewest;
    while (next > 0) {
        const LogReader::Page page = valueOf(reader.before(next, contacts, 3));
        CHECK(page.entries.size() <= 3);
        for (const SyncLog::Entry &entry : page.entries)
            read += siteIn(entry);
        next = page.next;
    }
    CHECK(read == QList<qint64> {8, 7, 6, 5, 4, 3, 2});
}

TEST_CASE("14.B6: the log is narrowed by kind, site, time and whatever else")
{
    StoreSite site(1);
    addContact(site, 2);
    addContact(site, 3);
    REQUIRE(site->log().addCycle({}));
    const LogReader reader(site->connection());
    const auto count
        = [&reader](const LogFilter &filter) { return valueOf(reader.before(fromNewest, filter, 100)).entries.size(); };
    CHECK(count({{QStringLiteral("contact")}}) == 2);
    CHECK(count({{QStringLiteral("cycle"), QStringLiteral("contact")}}) == 3);
    CHECK(count({{}, SyncId {3}}) == 1);
    const QDateTime when = valueOf(reader.before(fromNewest, {}, 1)).entries.first().when;
    CHECK(count({{QStringLiteral("contact")}, {}, when.addSecs(1)}) == 0);
    CHECK(count({{QStringLiteral("contact")}, {}, {}, when.addSecs(1)}) == 2);
    LogFilter two;
    two.matches = [](const SyncLog::Entry &entry) { return siteIn(entry) == 2; };
    CHECK(count(two) == 1);
}

TEST_CASE("14.B6: what is added since is told with how far was looked, and a page looks at a bounded number of rows")
{
    StoreSite site(1);
    addContact(site, 2);
    const LogReader reader(site->connection());
    const qint64 newest = valueOf(reader.before(fromNewest, {{QStringLiteral("cycle")}}, 100)).newest;
    REQUIRE(newest > 0);
    addContact(site, 3);
    REQUIRE(site->log().addCycle({}));
    const LogReader::News news = valueOf(reader.after(newest, {{QStringLiteral("contact")}}));
    REQUIRE(news.entries.size() == 1);
    CHECK(siteIn(news.entries.first()) == 3);
    CHECK(news.newest == newest + 2);
    CHECK(news.isWhole);
    CHECK(valueOf(reader.after(news.newest, {})).entries.isEmpty());

    REQUIRE(site->connection().transact([&]() -> Result<> {
        for (int i = 0; i < LogReader::lookedAt; ++i)
            addContact(site, 4);
        return {};
    }));
    CHECK_FALSE(valueOf(reader.after(newest, {})).isWhole); // two more than are looked at
    const LogReader::Page first = valueOf(reader.before(fromNewest, {{QStringLiteral("cycle")}}, 100));
    CHECK(first.entries.isEmpty());
    CHECK(first.next > 0);
    CHECK(valueOf(reader.before(first.next, {{QStringLiteral("cycle")}}, 100)).entries.size() == 1);
}

TEST_CASE(
    "14.B5: what stands in quarantine is listed page by page, newest first, with no more data than a name is read from")
{
    StoreSite site(1);
    site.addPeer(2);
    for (const char *id : {"a", "b", "c"})
        site.push(2, "Location", id,
            R"({"store_ID":"s2","long":")" + QByteArray(*id == 'b' ? mostDataForName : 0, 'x') + R"("})");
    const QuarantineList list(site->connection());
    const QuarantineList::Page first = valueOf(list.page(fromNewest, 2));
    REQUIRE(first.entries.size() == 2);
    CHECK(first.entries.first().record.id == "c");
    CHECK_FALSE(first.entries.first().record.data.isEmpty());
    CHECK(valueOf(list.page(first.next + 1, 1)).entries.first().record.data.isEmpty());
    CHECK(first.next > 0);
    const QuarantineList::Page second = valueOf(list.page(first.next, 2));
    REQUIRE(second.entries.size() == 1);
    CHECK(second.next == 0);
    const auto isB = [](const Quarantine::Entry &entry) { return entry.record.id == "b"; };
    CHECK(valueOf(list.page(fromNewest, 2, isB)).entries.size() == 1);
}
