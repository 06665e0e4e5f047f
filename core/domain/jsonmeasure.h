// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace mailboat {

/// What reading a text would make of it, told by looking at it once and keeping nothing: so that it can be refused before
/// anything grows with it. All of it is right where the text is JSON. Of one that is none only `marks` is sure; whoever cuts
/// such a text into pieces counts them again.
struct JsonMeasure {
    /// Commas, colons and opening brackets, in strings too: never less than the values that a parser keeps something for.
    qint64 marks = 0;
    qint64 listed = 0; ///< elements of the list asked for
    qint64 longest = 0; ///< bytes of the longest of these
    qint64 widest = 0; ///< members of the object that has most, of those down to the data of a record

    /// `list`: the top-level key of an array; empty, but not null: the text is itself that array.
    static JsonMeasure of(QByteArrayView text, QByteArrayView list);
    /// Bytes that reading takes beside the text itself, at most: with the parser, and with what is made of the list.
    qint64 bytesToRead(qint64 textSize) const;
};

} // namespace mailboat
