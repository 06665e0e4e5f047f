// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What 64 MB of odd shape cost the end that gets them, a primary in a push and a satellite in an answer, beside as many bytes of good
// records. MAILBOAT_SHAPE_MEGABYTES: other than 64.
#include "tests/app/ctlsite.h"
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/bench/figures.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/v5caller.h"

#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace mailboat;
using namespace mailboat::test;

namespace {

qsizetype bytesOfShape()
{
    const int megabytes = qEnvironmentVariableIntValue("MAILBOAT_SHAPE_MEGABYTES");
    return (megabytes > 0 ? megabytes : 64) * qsizetype(1'000'000);
}

QByteArray record(qsizetype number, const QByteArray &data)
{
    return R"({"syncOutId":")" + QByteArray::number(number) + R"(","tableName":"Location","recordId":"l)"
        + QByteArray::number(number) + R"(","action":"Update","recordData":)" + data + '}';
}

QByteArray repeated(const QByteArray &text, qsizetype bytes)
{
    QByteArray all = text;
    while (all.size() + text.size() + 1 <= bytes)
        all += ',' + text;
    return all;
}

QByteArray records(qsizetype bytes, const QByteArray &data)
{
    QByteArray all;
    all.reserve(bytes + data.size() + 200);
    for (qsizetype number = 1; all.size() < bytes; ++number)
        all += (all.isEmpty() ? QByteArray() : QByteArray(",")) + record(number, data);
    return all;
}

struct Shape {
    const char *name;
    std::function<QByteArray(qsizetype bytes)> elements; ///< what stands in the array "data"
};

const QList<Shape> &shapes()
{
    static const QByteArray store = R"("store_ID":"S2")";
    static const QList<Shape> all {
        {"good records",
            [](qsizetype bytes) {
                return records(bytes, '{' + store + R"(,"code":")" + QByteArray(600, 'x') + "\"}");
            }},
        {"one record, one text",
            [](qsizetype bytes) { return record(1, '{' + store + R"(,"code":")" + QByteArray(bytes, 'x') + "\"}"); }},
        {"one record, numbers",
            [](qsizetype bytes) { return record(1, '{' + store + R"(,"code":[)" + repeated("1", bytes) + "]}"); }},
        {"one record, keys",
            [](qsizetype bytes) { return record(1, '{' + store + ',' + repeated(R"("k":0)", bytes) + '}'); }},
        {"empty records", [](qsizetype bytes) { return repeated("{}", bytes); }},
        {"records without data", [](qsizetype bytes) { return records(bytes, "{}"); }},
        {"numbers", [](qsizetype bytes) { return repeated("1", bytes); }},
        {"one record, broken",
            [](qsizetype bytes) { return record(1, '{' + store + R"(,"code":")" + QByteArray(bytes, 'x') + "\"x}"); }},
    };
    return all;
}

QByteArray bodyOf(const Shape &shape)
{
    return R"({"queueLength":1,"data":[)" + shape.elements(bytesOfShape()) + "]}";
}

struct ShapeCost {
    QByteArray outcome;
    double processor = 0; ///< seconds
    double memory = 0; ///< MiB at most
};

void show(const char *what, const Shape &shape, const ShapeCost &cost, const ShapeCost &good)
{
    std::printf("%-8s %-22s processor %6.2f s (%5.2f times good records), memory %5.0f MiB (%5.2f times); %s\n", what,
        shape.name, cost.processor, cost.processor / good.processor, cost.memory, cost.memory / good.memory,
        cost.outcome.constData());
    std::fflush(stdout);
}

/// `most`: records that the primary takes in one body.
ShapeCost costOfPush(const QByteArray &body, const QString &most)
{
    const CtlSite primary(1);
    primary.addPeer(2, QStringLiteral("clinic2"));
    primary.must(words("records put name N2"), R"({"ID":"N2","name":"Clinic 2","type":"store"})");
    primary.must(words("records put store S2"), R"({"ID":"S2","code":"c","name_ID":"N2","sync_id_remote_site":2})");
    primary.must(words("prefs set max-records") << most);
    std::unique_ptr<Child> server;
    const QUrl url(serve(primary, server));
    V5Caller caller(static_cast<quint16>(url.port()), QStringLiteral("clinic2"), QStringLiteral("secret-2"));
    (void)caller.get(siteCall);
    const double before = processorTime(server->processId());
    const RawReply reply = caller.post(queueCall, body);
    ShapeCost cost {QByteArray::fromStdString(outcome(reply))};
    cost.processor = processorTime(server->processId()) - before;
    cost.memory = peakMemory(server->processId());
    server->terminate();
    REQUIRE(server->exitStatus() == 0);
    return cost;
}

ShapeCost costOfPull(const QByteArray &body)
{
    ScriptedServer primary;
    const QByteArray site
        = R"({"id":"uuid","siteId":2,"code":"c","name":"clinic2","initialisationStatus":"completed",)"
          R"("isOmSupplyCentralServer":false,"omSupplyCentralServerUrl":"","mSupplyCentralSiteId":1})";
    primary.row("GET", "/sync/v5/site", {{.body = site}});
    primary.row("GET", "/sync/v5/site_status", {{.body = R"({"code":"idle","message":"","data":null})"}});
    primary.row("POST", "/sync/v5/initialise", {{.status = 204}});
    primary.row("GET", "/sync/v5/central_records", {{.body = R"({"maxCursor":0,"data":[]})"}});
    primary.row("GET", "/sync/v5/queued_records", {{.body = body}, {.body = R"({"queueLength":0,"data":[]})"}});
    primary.row("POST", "/sync/v5/acknowledged_records", {{.status = 204}});
    primary.row("POST", "/sync/v5/queued_records", {{.status = 204}});
    const CtlSite satellite(2);
    satellite.addPeer(1, QStringLiteral("clinic2"), primary.url().toString());
    ShapeCost cost;
    const double before = processorTimeOfEnded();
    Child sync(satellite.withDatafile(words("--json sync")), satellite.environment());
    QTimer looks;
    QObject::connect(&looks, &QTimer::timeout, [&] {
        if (sync.isRunning())
            cost.memory = std::max(cost.memory, peakMemory(sync.processId()));
    });
    looks.start(10);
    const int status = sync.exitStatus();
    cost.outcome = "exit status " + QByteArray::number(status);
    cost.processor = processorTimeOfEnded() - before;
    return cost;
}

} // namespace

TEST_CASE("64 MB of odd shape in a push and in an answer, beside good records", "[shapes]")
{
    for (const char *most : {"10000", "1000000"}) {
        std::printf("A primary that takes %s records in one body:\n", most);
        std::optional<ShapeCost> good;
        for (const Shape &shape : shapes()) {
            const ShapeCost cost = costOfPush(bodyOf(shape), QString::fromLatin1(most));
            good = good.value_or(cost);
            show("push", shape, cost, *good);
        }
    }
    std::optional<ShapeCost> good;
    for (const Shape &shape : shapes()) {
        const ShapeCost cost = costOfPull(bodyOf(shape));
        good = good.value_or(cost);
        show("answer", shape, cost, *good);
    }
}
