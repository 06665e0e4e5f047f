// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests that become much more than their bytes, and answers that nobody reads, at a whole primary.
#include "core/http/coding.h"
#include "core/store/quarantine.h"
#include "tests/support/catch.h"
#include "tests/support/echolistener.h"
#include "tests/support/servedprimary.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>

#include <functional>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr qsizetype oneMebi = 1 << 20;

QByteArray emptyRecords(int count)
{
    return R"({"queueLength":0,"data":[)" + QByteArray("{},").repeated(count - 1) + "{}]}";
}

QByteArray manyIds(int count)
{
    return R"({"syncIDs":[)" + QByteArray("1,").repeated(count - 1) + "1]}";
}

QByteArray largePush(const QByteArray &id, qsizetype size, const QByteArray &store = "store_a")
{
    return R"({"queueLength":1,"data":[{"syncOutId":"1","tableName":"Location","recordId":")" + id
        + R"(","action":"Update","recordData":{"ID":")" + id + R"(","store_ID":")" + store + R"(","note":")"
        + QByteArray(size, 'x') + R"("}}]})";
}

QString messageOf(const RawReply &reply)
{
    return jsonOf(reply).value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString();
}

/// Of this process, in bytes, since forgetPeak().
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    REQUIRE(status.open(QIODevice::ReadOnly));
    static const QRegularExpression line(QStringLiteral("VmHWM:\\s*(\\d+) kB"));
    return line.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong() * 1024;
}

void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write("5") == 1);
}

/// The smallest account there is: 64 MiB, of which a sixth may wait for one site.
class SmallPrimary : public ServedPrimary
{
public:
    SmallPrimary()
    {
        setPreference(QStringLiteral("max-body-size"), QStringLiteral("1"));
        setPreference(QStringLiteral("max-request-memory"), QStringLiteral("64"));
        start();
    }
};

/// What a request gets once more is stuck than there is room for: in which order the primary reads is its own affair.
RawReply refusalAmong(const std::function<void()> &stickOneMore, const std::function<RawReply()> &ask)
{
    while (true) {
        stickOneMore();
        const RawReply reply = ask();
        if (reply.status != 200)
            return reply;
    }
}

} // namespace

TEST_CASE("D2: a million empty records, and millions of ids, are counted and refused before anything grows with them")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    REQUIRE(hill.get(siteCall).status == 200);
    hill.headers = {{"Content-Encoding", "gzip"}};
    const QByteArray records = coded(emptyRecords(1000000), Coding::Gzip);
    const QByteArray ids = coded(manyIds(20000000), Coding::Gzip);
    REQUIRE(records.size() < 10000);
    REQUIRE(ids.size() < 50000);
    forgetPeak();
    const qint64 before = peakMemory();
    const RawReply refusedRecords = hill.post(queueCall, records);
    CHECK(outcome(refusedRecords) == "413 too_many_records");
    CHECK(messageOf(refusedRecords)
              .contains(
                  QStringLiteral("more records than this primary takes at once: %1").arg(QLocale().toString(10000))));
    const RawReply refusedIds = hill.post(acknowledgeCall, ids);
    CHECK(outcome(refusedIds) == "413 too_many_records");
    CHECK(messageOf(refusedIds)
              .contains(QStringLiteral("more IDs than this primary takes at once: %1").arg(QLocale().toString(20000))));
    CHECK(peakMemory() - before < 200 * oneMebi); // 40 MB of text
    primary.stop();
    CHECK(primary.datafile().quarantine().count() == 0);
}

TEST_CASE("D2: the limits of records and ids are preferences, and to the record what they say")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = primary.hill();
    CHECK(hill.post(queueCall, emptyRecords(10000)).status == 200);
    CHECK(outcome(hill.post(queueCall, emptyRecords(10001))) == "413 too_many_records");
    CHECK(hill.post(acknowledgeCall, manyIds(20000)).status == 204);
    CHECK(outcome(hill.post(acknowledgeCall, manyIds(20001))) == "413 too_many_records");
    primary.setPreference(QStringLiteral("max-records"), QStringLiteral("10001"));
    primary.setPreference(QStringLiteral("max-ids"), QStringLiteral("20001"));
    CHECK(hill.post(queueCall, emptyRecords(10001)).status == 200);
    CHECK(hill.post(acknowledgeCall, manyIds(20001)).status == 204);
}

TEST_CASE("D2: a body with more values than the memory has room for is refused for good, not put off")
{
    SmallPrimary primary;
    V5Caller hill = primary.hill();
    const QByteArray dense = R"({"queueLength":0,"data":[],"more":[)" + QByteArray("1,").repeated(500000) + "1]}";
    CHECK(hill.post(queueCall, dense).status == 200);
    primary.setPreference(QStringLiteral("max-body-size"), QStringLiteral("5"));
    primary.stop();
    primary.start();
    V5Caller again = primary.hill();
    const QByteArray denser = R"({"queueLength":0,"data":[],"more":[)" + QByteArray("1,").repeated(2500000) + "1]}";
    CHECK(outcome(again.post(queueCall, denser)) == "413 too_many_records");
}

TEST_CASE("D2: bodies one byte short hold up the site that sends them and no other")
{
    SmallPrimary primary;
    V5Caller valley = primary.valley();
    std::vector<std::unique_ptr<V5Caller>> stuck;
    const QByteArray push = largePush("l", oneMebi - 1000);
    const auto stick = [&] {
        stuck.push_back(std::make_unique<V5Caller>(primary.hill()));
        stuck.back()->connection().send(stuck.back()->request("POST", queueCall, push).chopped(1));
        valley.get(siteCall); // meanwhile most of it is read
    };
    V5Caller hill = primary.hill();
    const RawReply refused = refusalAmong(stick, [&] { return hill.post(queueCall, push); });
    CHECK(outcome(refused) == "503 server_full");
    CHECK(messageOf(refused).contains(QStringLiteral("has not sent in full")));
    CHECK_FALSE(refused.header("retry-after").isEmpty());
    CHECK(valley.post(queueCall, largePush("v", oneMebi - 1000, "store_b")).status == 200);
    CHECK(hill.get(siteCall).status == 200);
    CHECK(hill.post(queueCall, R"({"queueLength":0,"data":[]})").status == 200); // small ones go through
    for (const auto &caller : stuck)
        caller->connection().disconnect();
    while (hill.post(queueCall, push).status != 200) {} // once the primary has noticed
}

TEST_CASE("D2: answers that nobody reads hold up the site that asked for them and no other")
{
    SmallPrimary primary;
    for (int i = 0; i < 24; ++i)
        primary.put("Location", "l" + QByteArray::number(i),
            R"({"ID":"l)" + QByteArray::number(i) + R"(","store_ID":"store_a","note":")" + QByteArray(oneMebi, 'x')
                + R"("})");
    V5Caller hill = primary.hill();
    V5Caller valley = primary.valley();
    REQUIRE(hill.post(initialiseCall, "{}").status == 200);
    std::vector<std::unique_ptr<V5Caller>> unread;
    const auto ask = [&] {
        unread.push_back(std::make_unique<V5Caller>(primary.hill()));
        unread.back()->begin("GET", queueCall);
    };
    const RawReply refused = refusalAmong(ask, [&] { return hill.get(queueCall); });
    CHECK(outcome(refused) == "503 server_full");
    CHECK(messageOf(refused).contains(QStringLiteral("has not read")));
    CHECK(valley.get(queueCall).status == 200);
    CHECK(valley.post(initialiseCall, "{}").status == 200);
    CHECK(hill.get(siteCall).status == 200);
    CHECK(hill.post(queueCall, R"({"queueLength":0,"data":[]})").status == 200);
    for (const auto &caller : unread)
        CHECK(caller->connection().reply());
    CHECK(hill.get(queueCall).status == 200);
}

TEST_CASE("D2: strangers' bodies share a little room, and no site has less for it")
{
    EchoListener server([](HttpListener::Options &options) {
        options.memory = 0; // twelve of the largest bodies
        options.maxConnectionsPerAddress = 1000;
    });
    std::vector<std::unique_ptr<RawConnection>> strangers;
    const QByteArray request = rawRequest("POST", "/p", {}, QByteArray(60000, 'x'));
    RawConnection another(server.port);
    const auto stick = [&] {
        strangers.push_back(std::make_unique<RawConnection>(server.port));
        strangers.back()->send(request.chopped(1));
        another.send(rawRequest("GET", "/meanwhile"));
        REQUIRE(another.reply());
    };
    const RawReply refused = refusalAmong(stick, [&] {
        another.send(request);
        return another.reply().value();
    });
    CHECK(refused.status == 503);
    CHECK(refused.body == "refused: server_full");
    RawConnection site(server.port);
    site.send(rawRequest("POST", "/signed", {}, QByteArray(EchoListener::maxBody, 'x')));
    CHECK(site.reply().value().status == 200);
}
