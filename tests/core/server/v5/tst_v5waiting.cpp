// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a primary says of a first load before it begins.
#include "core/store/changelog.h"
#include "core/store/syncqueue.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A caller that names the extension, and asks.
V5Caller asking(const ServedPrimary &primary)
{
    V5Caller hill = primary.hill();
    hill.headers = {{"mailboat", "1"}, {"mailboat-can", "waiting"}, {"mailboat-waiting", "1"}};
    hill.isStrict = false;
    return hill;
}

QJsonObject waitingOf(V5Caller &caller)
{
    return jsonOf(caller.get(siteCall)).value(QStringLiteral("waiting")).toObject();
}

} // namespace

TEST_CASE("13.6: /site says about how much waits to who names the extension and asks")
{
    ServedPrimary primary;
    for (int at = 0; at < 40; ++at)
        primary.put("item", "i" + QByteArray::number(at), R"({"ID":"i)" + QByteArray::number(at) + R"("})");
    primary.start();
    V5Caller hill = asking(primary);
    const qint64 central = *primary.datafile().changeLog().count();
    QJsonObject waiting = waitingOf(hill);
    CHECK(waiting.value(QStringLiteral("central")).toInteger() == central);
    CHECK(waiting.value(QStringLiteral("centralBytes")).toInteger() > central * 100);
    CHECK_FALSE(waiting.contains(QStringLiteral("queued"))); // yet to be filled

    primary.put("Location", "l", R"({"ID":"l","store_ID":"store_a"})");
    const QJsonObject filled = jsonOf(hill.post(initialiseCall + "?limit=5", "{}"));
    const qint64 queued = *primary.datafile().queue().length(SyncId {2});
    CHECK(filled.value(QStringLiteral("queueLength")).toInteger() == queued);
    CHECK(filled.value(QStringLiteral("queuedBytes")).toInteger() > queued * 100);
    waiting = waitingOf(hill);
    CHECK(waiting.value(QStringLiteral("queued")).toInteger() == queued);
    CHECK(waiting.value(QStringLiteral("queuedBytes")) == filled.value(QStringLiteral("queuedBytes")));

    hill.headers.append({"mailboat-positions", "cursor=" + QByteArray::number(central)});
    CHECK(waitingOf(hill).value(QStringLiteral("central")).toInteger() < central);
}

TEST_CASE("13.6: /site says nothing of what waits to others")
{
    ServedPrimary primary;
    primary.start();
    V5Caller hill = asking(primary);
    for (qsizetype missing = 0; missing < 3; ++missing) {
        V5Caller other = asking(primary);
        other.headers.removeAt(missing);
        CHECK(waitingOf(other).isEmpty());
    }
    hill.headers[1].second = "epoch, ahead, idle";
    CHECK(waitingOf(hill).isEmpty());
    CHECK_FALSE(jsonOf(hill.post(initialiseCall + "?limit=5", "{}")).contains(QStringLiteral("queuedBytes")));
}
