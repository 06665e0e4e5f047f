// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the answer to /site says so that a cycle with nothing to do can end with it.
#include "core/prefs/draft.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// With one record.
void fillQueue(ServedPrimary &primary, V5Caller &hill)
{
    primary.put("Location", "l", R"({"ID":"l","store_ID":"store_a"})");
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
}

} // namespace

TEST_CASE("13: /site says how long the queue is to who names that extension, once the queue is ready")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    const auto length = [&hill] { return jsonOf(hill.get(siteCall)).value(QStringLiteral("queueLength")); };
    const auto at = [](qint64 cursor) {
        return QList<std::pair<QByteArray, QByteArray>> {{"mailboat", "1"}, {"mailboat-can", "epoch, idle"},
            {"mailboat-positions", "cursor=" + QByteArray::number(cursor)}};
    };
    const qint64 newest = *primary.datafile().changeLog().highest();
    hill.headers = at(newest);
    CHECK(length().isUndefined()); // nothing of it stands yet
    fillQueue(primary, hill);
    CHECK(length().toInteger(-1) > 0);
    REQUIRE(primary.datafile().queue().drop(SyncId {2}));
    CHECK(length().toInteger(-1) == 0);
    hill.headers = at(newest - 1); // for which the log has something
    CHECK(length().isUndefined());
    hill.headers = at(newest);
    hill.headers.removeLast();
    CHECK(length().isUndefined());
    hill.headers = at(newest);
    hill.headers[1].second = "epoch";
    CHECK(length().isUndefined());
    hill.headers = at(newest);
    hill.headers.removeFirst();
    CHECK(length().isUndefined());
}

TEST_CASE("13: /site says nothing of the queue to whom a data call would refuse for not naming its machine")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill); // which records the machine
    hill.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch, idle"},
        {"mailboat-positions", "cursor=" + QByteArray::number(*primary.datafile().changeLog().highest())}};
    const auto isTold = [&hill] { return jsonOf(hill.get(siteCall)).contains(QStringLiteral("queueLength")); };
    CHECK(isTold());
    hill.hardwareId.reset();
    CHECK_FALSE(isTold());
    CHECK(outcome(hill.get(queueCall)) == "401 site_incorrect_hardware_id");
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {2});
        peer.mayOmitHardwareId = true;
        return draft.peers.edit(SyncId {2}, peer, {});
    });
    CHECK(isTold());
}

TEST_CASE("13: how long a request took is said with what was done, and with no refusal")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"mailboat", "1"}};
    CHECK_FALSE(hill.get(siteCall).header("mailboat-took").isEmpty());
    hill.password = QStringLiteral("wrong");
    const RawReply refused = hill.get(siteCall);
    CHECK(refused.status == 401);
    CHECK(refused.header("mailboat-took").isEmpty());
}

TEST_CASE("13: whether anything waits for a site is asked of its queue, whatever is kept of its length")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    fillQueue(primary, hill);
    REQUIRE(primary.datafile().connection().execute(QStringLiteral("UPDATE kept_count SET records = 0")));
    hill.headers = {{"mailboat", "1"}, {"mailboat-can", "epoch, idle"},
        {"mailboat-positions", "cursor=" + QByteArray::number(*primary.datafile().changeLog().highest())}};
    CHECK(jsonOf(hill.get(siteCall)).value(QStringLiteral("queueLength")).toInteger(-1) == 1);
}
