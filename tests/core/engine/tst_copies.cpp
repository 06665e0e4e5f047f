// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 12, "It is done when": random edits, synchronisations, backups and restores of either end, and clones, from a seed.
#include "tests/core/engine/copiesworld.h"
#include "tests/support/catch.h"

#include <QLoggingCategory>

#include <cstdio>

using namespace mailboat::test;

namespace {

constexpr int mostFailures = 3; // each is shortened, which takes as long as some hundred walks

/// MAILBOAT_WALKS: the first seed and the last, "1-500"; one seed: "17".
std::pair<quint32, quint32> seeds()
{
    const QList<QByteArray> wanted = qgetenv("MAILBOAT_WALKS").split('-');
    const quint32 first = wanted.first().toUInt();
    if (first == 0)
        return {1, 25};
    return {first, wanted.last().toUInt()};
}

void show(quint32 seed, const WalkOutcome &outcome)
{
    std::printf("\nWalk %u, shortened:\n%s\n--> %s\nAgain: MAILBOAT_WALKS=%u build/dev/bin/tst_engine \"12: *\"\n",
        seed, qPrintable(outcome.told), qPrintable(outcome.wrong.join(QStringLiteral("\n--> "))), seed);
}

} // namespace

TEST_CASE("12: after edits, backups, restores and clones as they come, nothing is lost, and all ends are equal")
{
    QLoggingCategory::setFilterRules(QStringLiteral("mailboat.*=false")); // a walk is told below, if it fails
    CopiesStart start;
    const auto [first, last] = seeds();
    int failures = 0;
    for (quint32 seed = first; seed <= last && failures < mostFailures; ++seed) {
        CAPTURE(seed);
        const Walk walk = walkOf(seed);
        const bool isRight = outcomeOf(start, walk).wrong.isEmpty();
        CHECK(isRight);
        if (isRight)
            continue;
        ++failures;
        const Walk least
            = shortened(walk, [&start](const Walk &one) { return !outcomeOf(start, one).wrong.isEmpty(); });
        show(seed, outcomeOf(start, least));
    }
    QLoggingCategory::setFilterRules({});
}
