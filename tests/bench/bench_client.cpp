// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpclient.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QCoroTask>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int rounds = 2000;

struct Kind {
    const char *name = nullptr;
    HttpRequest request {};
    int rounds = 0;
};

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

double microseconds(HttpClient &client, const HttpRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    REQUIRE(QCoro::waitFor(client.send(request)).has_value());
    return static_cast<double>(timer.nsecsElapsed()) / 1000;
}

} // namespace

TEST_CASE("time a request: Node's client against Qt's, over a kept connection of the loopback", "[client]")
{
    PrimarySite primary;
    primary.start();
    HttpClient::Options options;
    HttpClient qt(options);
    options.throughNode = true;
    HttpClient node(options);
    HttpRequest small {"GET", primary.url()};
    small.url.setPath(QStringLiteral("/sync/v5/no-such-path"));
    HttpRequest large = small;
    large.verb = "POST";
    large.body = QByteArray(200 * 1000, 'x');
    // Qt's 40 ms: it leaves Nagle's algorithm on, and a segment of the loopback is larger than what it writes at a time. On a
    // real line of 128 kbit/s and 600 ms turning it off changed nothing (592 kB pushed: 45.4 s with and without).
    const Kind kinds[] {
        {"GET, an answer of some 100 bytes", small, rounds}, {"POST of 200,000 bytes", large, rounds / 10}};
    for (const auto &[name, request, count] : kinds) {
        QList<double> ofQt;
        QList<double> ofNode;
        for (int i = 0; i < count; ++i) { // in turn, so that whatever else the machine does meets both
            ofQt += microseconds(qt, request);
            ofNode += microseconds(node, request);
        }
        std::printf("%s: Qt %.0f us, Node %.0f us, ratio %.2f (goal: at most 2)\n", name, median(ofQt), median(ofNode),
            median(ofNode) / median(ofQt));
    }
}
