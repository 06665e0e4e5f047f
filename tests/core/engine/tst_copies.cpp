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

/// Shortens a walk that has failed, and shows it as it failed last: it need not fail each time.
void show(quint32 seed, CopiesStart &start, WalkOutcome failed)
{
    std::printf("\nWalk %u: %s\n", seed, qPrintable(failed.wrong.join(QStringLiteral("; "))));
    (void)shortened(walkOf(seed), [&start, &failed](const Walk &one) {
        WalkOutcome outcome = outcomeOf(start, one);
        const bool fails = !outcome.wrong.isEmpty();
        if (fails)
            failed = std::move(outcome);
        return fails;
    });
    std::printf("Shortened:\n%s\n--> %s\nAgain: MAILBOAT_WALKS=%u build/dev/bin/tst_engine \"12: *\"\n",
        qPrintable(failed.told), qPrintable(failed.wrong.join(QStringLiteral("\n--> "))), seed);
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
        const WalkOutcome outcome = outcomeOf(start, walkOf(seed));
        const bool isRight = outcome.wrong.isEmpty();
        CHECK(isRight);
        if (isRight)
            continue;
        ++failures;
        show(seed, start, outcome);
    }
    QLoggingCategory::setFilterRules({});
}
