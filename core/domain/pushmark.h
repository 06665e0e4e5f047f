// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace mailboat {

/// What a satellite says of a push (protocol.md §2.9).
struct PushMark {
    qint64 number = 0; ///< 0: it has none
    /// Number of the last push that the site knew of when these records were as they are sent: it was put back from a copy
    /// since, and may have pushed newer forms of them in between. Nothing: it knows of all.
    std::optional<qint64> base {};
    /// Pushes of the site that it knew nothing of when these records were changed: it had been put back from a copy, and nothing
    /// newer was fetched yet. They win all the same, and what they replace of these pushes is kept. Nothing: there are none.
    struct Span {
        qint64 after = 0;
        qint64 last = 0;
        bool operator==(const Span &) const = default;
    };
    std::optional<Span> over {};
    bool operator==(const PushMark &) const = default;
};

} // namespace mailboat
