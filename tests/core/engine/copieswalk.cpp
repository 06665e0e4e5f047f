// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copieswalk.h"

#include <QRandomGenerator>

#include <array>
#include <numeric>

namespace mailboat::test {

namespace {

constexpr int shortest = 12;
constexpr int longest = 28;
constexpr int mostEnds = 12; // a multiple of all numbers of ends, so that none comes more often
constexpr int mostWhich = 1000;

struct Weight {
    WalkStep::Kind kind;
    int weight;
};
constexpr std::array weights {Weight {WalkStep::Kind::Put, 8}, Weight {WalkStep::Kind::Transfer, 5},
    Weight {WalkStep::Kind::Edit, 10}, Weight {WalkStep::Kind::Remove, 8}, Weight {WalkStep::Kind::Share, 3},
    Weight {WalkStep::Kind::PutCentral, 6}, Weight {WalkStep::Kind::EditCentral, 5},
    Weight {WalkStep::Kind::RemoveCentral, 3}, Weight {WalkStep::Kind::Synchronise, 24},
    Weight {WalkStep::Kind::CutOff, 5}, Weight {WalkStep::Kind::Kill, 4}, Weight {WalkStep::Kind::ForeignEdit, 6},
    Weight {WalkStep::Kind::ForeignSynchronise, 7}, Weight {WalkStep::Kind::ForeignInitialise, 1},
    Weight {WalkStep::Kind::BackUp, 9}, Weight {WalkStep::Kind::Restore, 9}, Weight {WalkStep::Kind::PutBack, 6},
    Weight {WalkStep::Kind::Clone, 3}, Weight {WalkStep::Kind::Choose, 10}};

WalkStep::Kind kindFrom(QRandomGenerator &random)
{
    const int all = std::accumulate(
        weights.begin(), weights.end(), 0, [](int sum, const Weight &one) { return sum + one.weight; });
    int left = random.bounded(all);
    for (const Weight &one : weights) {
        if (left < one.weight)
            return one.kind;
        left -= one.weight;
    }
    Q_UNREACHABLE();
}

} // namespace

Walk walkOf(quint32 seed)
{
    QRandomGenerator random(seed);
    Walk walk;
    const int steps = random.bounded(shortest, longest + 1);
    for (int i = 0; i < steps; ++i) {
        const WalkStep::Kind kind = kindFrom(random);
        const int end = random.bounded(mostEnds);
        walk.append({kind, end, random.bounded(mostWhich)});
    }
    return walk;
}

Walk shortened(Walk walk, const std::function<bool(const Walk &)> &fails)
{
    for (bool isShorter = true; isShorter;) {
        isShorter = false;
        for (qsizetype at = walk.size() - 1; at >= 0; --at) {
            Walk without = walk;
            without.removeAt(at);
            if (fails(without)) {
                walk = without;
                isShorter = true;
            }
        }
    }
    return walk;
}

} // namespace mailboat::test
