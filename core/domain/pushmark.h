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
    bool operator==(const PushMark &) const = default;
};

} // namespace mailboat
