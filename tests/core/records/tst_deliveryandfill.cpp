// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One rule in two forms: what a site is sent change by change (Delivery) and what it would be given all at once (SiteFill).
#include "tests/core/records/traffic.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int steps = 200;

} // namespace

TEST_CASE("Change by change, a site is sent what Generate would give it: nothing else, and all of it")
{
    int late = 0;
    for (quint32 seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        Traffic traffic(seed);
        for (int i = 0; i < steps; ++i) {
            traffic.step();
            INFO(traffic.told().toStdString());
            traffic.check();
        }
        late += traffic.late();
    }
    CHECK(late > 0);
}

TEST_CASE(
    "10.D2: a queue that is filled in pieces, while others go on, has all that a fill at its end would have put in")
{
    for (quint32 seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        Traffic traffic(seed);
        for (int round = 0; round < 12; ++round) {
            for (int i = 0; i < 8; ++i)
                traffic.step();
            traffic.fillInPieces(Traffic::sites().at(round % Traffic::sites().size()));
        }
    }
}
