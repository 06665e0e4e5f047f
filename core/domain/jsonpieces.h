// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonfault.h"
#include "core/domain/jsonvalue.h"

#include <QByteArray>
#include <QList>

#include <limits>

namespace mailboat {

/// A batch that the parser has refused, cut by strings and brackets alone, so that each record in it can be judged by itself.
/// One pass, no recursion, memory in proportion to the text; the pieces point into it.
///
/// A bracket that closes too many or the wrong ones closes what it fits inside its own record: a record whose brackets do not add
/// up ends where the next one begins. Where a record's quotes or brackets leave open whether it has taken its neighbours in (it
/// names itself twice), or where the text ends inside of it, the envelope is broken, for nothing may be passed over unseen.
struct JsonPieces {
    QList<QByteArrayView> elements {}; ///< of the array, without blanks; nothing between two commas is no element
    QByteArray envelope {}; ///< the text without them; checked
    std::optional<JsonFault> fault {}; ///< of the envelope; `elements` are then those before it
    bool isTooMany = false; ///< there are more than `most`; nothing behind those has been looked at

    /// `arrayKey`: the top-level key of the array. `nameKey`: a key that each of its elements has once.
    static JsonPieces cut(QByteArrayView body, QByteArrayView arrayKey, QByteArrayView nameKey,
        qint64 most = std::numeric_limits<qint64>::max());
};

/// The fields of an object that is no JSON, as far as they can be told apart; the last text behind a key counts. What looks like
/// a string and is more than one, is Absent.
JsonFields fieldsOfBroken(QByteArrayView object);
/// The same of these keys alone, in their order, and of each the last that stands there: what it takes does not grow with the text.
QList<JsonValue> valuesOfBroken(QByteArrayView object, const QList<QByteArray> &keys);

} // namespace mailboat
