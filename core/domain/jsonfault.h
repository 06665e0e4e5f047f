// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <optional>

namespace mailboat {

/// Deepest nesting accepted anywhere.
inline constexpr int maxJsonDepth = 256;

/// The first place where a text stops being JSON.
struct JsonFault {
    qsizetype at = 0; ///< bytes before it
    QString why; ///< translated, a part of a sentence

    /// "why, at byte 23": people count from 1, as cmp and tail do.
    QString words() const;
};

/// Looks for it byte by byte, in one pass and without recursion; the grammar is RFC 8259's. Slow beside the parser, so only
/// for what the parser has refused, to say where, and for what it would need too much room for. Nothing: no fault was found down to
/// `deepest` levels.
std::optional<JsonFault> jsonFault(QByteArrayView text, int deepest);

/// Length of the number of JSON's grammar that starts there, 0 for none.
qsizetype jsonNumberLength(QByteArrayView text, qsizetype from);

} // namespace mailboat
