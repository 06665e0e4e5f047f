// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a client finds after an initialise that has not come to its end.
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

#include <QJsonArray>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QString initialisationStatus(V5Caller &site)
{
    return jsonOf(site.get(siteCall)).value(QStringLiteral("initialisationStatus")).toString();
}

int recordsIn(const RawReply &batch)
{
    return static_cast<int>(jsonOf(batch).value(QStringLiteral("data")).toArray().size());
}

} // namespace

TEST_CASE(
    "10.D2: after an initialise that was cut short a client is told to ask again; who pulls on gets the whole queue")
{
    ServedPrimary primary;
    for (const QByteArray id : {"a", "b", "c"})
        primary.put("Location", id, R"({"ID":")" + id + R"(","store_ID":"store_a"})");
    // As a process leaves it that ends between two pieces.
    const Result<> left = primary.datafile().peerStates().setStatus(SyncId {2}, PeerStatus::Initialising).and_then([&] {
        return primary.datafile().queue().add(SyncId {2}, {"Location", "a"});
    });
    REQUIRE(left);
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(initialisationStatus(hill) == QStringLiteral("error")); // "started" would have it wait, and pull a part
    CHECK(jsonOf(hill.get(statusCall)).value(QStringLiteral("code")) == QStringLiteral("idle"));
    hill.headers = {{"mailboat", "1"}, {"mailboat-check", "1"}};
    CHECK(recordsIn(hill.get(queueCall)) == 1); // a check changes nothing
    hill.headers = {};
    const RawReply batch = hill.get(queueCall);
    CHECK(recordsIn(batch) == 3);
    CHECK(jsonOf(batch).value(QStringLiteral("queueLength")) == 3);
    CHECK(initialisationStatus(hill) == QStringLiteral("completed"));
}

TEST_CASE("10.D2: a fill that fails is told as such, and tried again by whoever pulls")
{
    ServedPrimary primary;
    primary.put("Location", "a", R"({"ID":"a","store_ID":"store_a"})");
    const auto sql
        = [&primary](const char *text) { REQUIRE(primary.datafile().connection().execute(QString::fromLatin1(text))); };
    sql("CREATE TRIGGER no_queue BEFORE INSERT ON queue BEGIN SELECT RAISE(ABORT, 'injected'); END");
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(hill.post(initialiseCall, "{}").status >= 500);
    CHECK(initialisationStatus(hill) == QStringLiteral("error"));
    CHECK(hill.get(queueCall).status >= 500);
    sql("DROP TRIGGER no_queue");
    CHECK(recordsIn(hill.get(queueCall)) == 1);
    CHECK(initialisationStatus(hill) == QStringLiteral("completed"));
}

TEST_CASE("12.3: a wish for all that a site owns is met by the push that it is noted with")
{
    ServedPrimary primary;
    const auto sql
        = [&primary](const char *text) { REQUIRE(primary.datafile().connection().execute(QString::fromLatin1(text))); };
    primary.start();
    V5Caller hill = primary.hill();
    hill.headers = {{"mailboat", "1"}};
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
    REQUIRE(primary.datafile().peerStates().setResendRequested(SyncId {2}, true));
    const auto isAsked
        = [&hill] { return jsonOf(hill.get(siteCall)).value(QStringLiteral("resendRequested")).toBool(); };
    CHECK(isAsked());
    const QByteArray ended = R"({"queueLength":0,"data":[]})";
    sql("CREATE TRIGGER no_wish BEFORE UPDATE OF resend_requested ON peer BEGIN SELECT RAISE(ABORT, 'injected'); END");
    CHECK(hill.post(queueCall, ended).status >= 500);
    sql("DROP TRIGGER no_wish");
    CHECK(hill.post(queueCall, ended).status == 200); // once more, as the client does
    CHECK_FALSE(isAsked());
}
