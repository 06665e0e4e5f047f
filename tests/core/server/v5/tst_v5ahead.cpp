// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens of queue batches, and the batch behind one that is not yet acknowledged (protocol.md §2.9).
#include "core/sql/connection.h"
#include "core/store/epoch.h"
#include "core/store/sitepositions.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr SyncId hillSite {2};

QByteArray shelfOf(const QByteArray &id, const QByteArray &words = "Shelf")
{
    return R"({"ID":")" + id + R"(","Description":")" + words + R"(","store_ID":"store_a"})";
}

/// A primary in whose queue for hill so many shelves wait, and hill as a Mailboat that can ask ahead.
class Waiting
{
public:
    explicit Waiting(int shelves)
    {
        primary.start();
        for (int i = 0; i < shelves; ++i)
            primary.put("Location", "s" + QByteArray::number(i), shelfOf("s" + QByteArray::number(i)));
        hill = std::make_unique<V5Caller>(primary.hill());
        hill->headers = {{"mailboat", "1"}, {"mailboat-can", "epoch, ahead"}};
        REQUIRE(hill->post(initialiseCall, "{}").status == 200);
    }

    /// "s0 s1 of 5"
    std::string pull(const QByteArray &arguments)
    {
        const RawReply reply = hill->get(queueCall + "?limit=2" + arguments);
        REQUIRE(reply.status == 200);
        const QJsonObject batch = jsonOf(reply);
        token = batch.value(QStringLiteral("batch")).toString().toLatin1();
        QString shown;
        for (const auto &record : batch.value(QStringLiteral("data")).toArray())
            shown += record.toObject().value(QStringLiteral("recordId")).toString() + u' ';
        shown += QStringLiteral("of %1").arg(batch.value(QStringLiteral("queueLength")).toInt());
        return shown.toStdString();
    }

    qint64 length() { return primary.datafile().queue().length(hillSite).value_or(-1); }

    ServedPrimary primary;
    std::unique_ptr<V5Caller> hill;
    QByteArray token; ///< of the last batch
};

} // namespace

TEST_CASE("13.2: the batch behind one that is not yet acknowledged, and an acknowledgement with it")
{
    Waiting queue(5);
    CHECK(queue.hill->get(siteCall).header("mailboat-can") == "epoch, ahead, idle, waiting");
    CHECK(queue.pull("") == "s0 s1 of 5");
    const QByteArray first = queue.token;
    CHECK(queue.pull("&after=" + first) == "s2 s3 of 5");
    const QByteArray second = queue.token;
    CHECK(queue.pull("&after=" + first) == "s2 s3 of 5"); // lost on its way, and asked for again
    CHECK(queue.token == second);
    CHECK(queue.pull("&ack=" + first + "&after=" + second) == "s4 of 3");
    const QByteArray third = queue.token;
    CHECK(queue.pull("&after=" + third) == "of 3"); // nothing behind it
    CHECK(queue.token.isEmpty());
    CHECK(queue.pull("") == "s2 s3 of 3");
    CHECK(queue.pull("&ack=" + third) == "s2 s3 of 2"); // each its own
    CHECK(queue.pull("&ack=" + second) == "of 0");
}

TEST_CASE("13.2: several batches are acknowledged with one request, and what is understood of it counts")
{
    Waiting queue(7);
    queue.pull("");
    const QByteArray first = queue.token;
    queue.pull("&after=" + first);
    const QByteArray second = queue.token;
    CHECK(queue.pull("&after=" + second + "&ack=" + first + ",,odd," + second) == "s4 s5 of 3");
    CHECK(queue.pull("&after=" + second + ',' + second) == "s4 s5 of 3");
    CHECK(queue.length() == 3);
}

TEST_CASE("13.2: a batch ahead only for whom names it, and behind a token that is understood")
{
    Waiting queue(5);
    queue.pull("");
    const QByteArray first = queue.token;
    const QList<QByteArray> oddOnes {
        "", "-", "1-2", "2-e34ea703087a1bb78d5df5161ce2f47a", first + '0', '0' + first, first.chopped(1)};
    for (const QByteArray &odd : oddOnes) {
        CHECK(queue.pull("&after=" + odd) == "s0 s1 of 5");
        CHECK(queue.pull("&ack=" + odd) == "s0 s1 of 5");
    }
    queue.hill->headers = {{"mailboat", "1"}, {"mailboat-can", "epoch"}};
    CHECK(queue.pull("&after=" + first) == "s0 s1 of 5");
    queue.hill->headers = {{"mailboat", "1"}, {"mailboat-can", "ahead"}, {"mailboat-check", "1"}};
    CHECK(queue.pull("&ack=" + first + "&after=" + first) == "s0 s1 of 5");
    queue.hill->headers = {};
    CHECK(queue.pull("&ack=" + first + "&after=" + first) == "s0 s1 of 5");
    CHECK(queue.length() == 5);
}

TEST_CASE("13.5: a token takes nothing that has come to the queue since its batch was handed out")
{
    Waiting queue(4);
    queue.pull("");
    const QByteArray first = queue.token;
    queue.primary.put("Location", "s1", shelfOf("s1", "Another shelf"));
    queue.primary.put("Location", "s4", shelfOf("s4"));
    REQUIRE(queue.primary.datafile().queue().add(hillSite, {"Location", "s1"}).has_value());
    REQUIRE(queue.primary.datafile().queue().add(hillSite, {"Location", "s4"}).has_value());
    REQUIRE(queue.length() == 5);
    CHECK(queue.pull("&ack=" + first) == "s2 s3 of 4"); // s0 has gone, s1 stands behind them
    CHECK(queue.pull("&ack=" + queue.token) == "s1 s4 of 2");
    const RawReply last = queue.hill->get(queueCall);
    CHECK(last.body.contains("Another shelf"));
}

TEST_CASE("13.5: a token of another state of the queue is none")
{
    Waiting queue(4);
    queue.pull("");
    const QByteArray first = queue.token;
    SECTION("the site has begun anew")
    {
        REQUIRE(queue.hill->post(initialiseCall, "{}").status == 200);
    }
    SECTION("the datafile was put back from a copy")
    {
        REQUIRE(Epoch(queue.primary.datafile().connection()).renew().has_value());
    }
    SECTION("of that site alone everything is fetched anew")
    {
        REQUIRE(Epoch(queue.primary.datafile().connection()).renewFor(hillSite, {}).has_value());
    }
    queue.hill = std::make_unique<V5Caller>(queue.primary.hill());
    queue.hill->headers = {{"mailboat", "1"}, {"mailboat-can", "ahead"}};
    CHECK(queue.pull("&ack=" + first + "&after=" + first) == "s0 s1 of 4");
}

TEST_CASE("13.5: a token of another site is none")
{
    Waiting queue(4);
    queue.pull("");
    const QByteArray first = queue.token;
    REQUIRE(queue.primary.datafile().queue().add(SyncId {3}, {"Location", "s0"}).has_value());
    queue.hill = std::make_unique<V5Caller>(queue.primary.valley());
    queue.hill->headers = {{"mailboat", "1"}, {"mailboat-can", "ahead"}};
    CHECK(queue.pull("&ack=" + first + "&after=" + first) == "s0 of 1");
    CHECK(queue.length() == 4);
}

TEST_CASE("13.5: what has been acknowledged by a token is noted as by its ids")
{
    Waiting queue(2);
    REQUIRE(queue.primary.datafile().queue().add(hillSite, {"Location", "s0"}, true).has_value());
    queue.pull("");
    const QStringList numbers = QString::fromLatin1(queue.token).split(u'-');
    REQUIRE(numbers.size() == 3);
    CHECK(queue.pull("&ack=" + queue.token) == "of 0");
    SyncQueue &rows = queue.primary.datafile().queue();
    CHECK(rows.deletesTaken(hillSite).value_or(-1) == 1);
    CHECK(rows.length(hillSite).value_or(-1) == 0);
    const auto known = SitePositions(queue.primary.datafile().connection()).of(hillSite);
    REQUIRE(known.has_value());
    CHECK(known->held == numbers.at(1).toLongLong());
}
