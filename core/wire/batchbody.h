// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonbody.h"
#include "core/domain/jsonpieces.h"
#include "core/domain/record.h"

namespace mailboat::wire {

/// How a version of the protocol writes a record: under which keys its parts stand, and the names of its actions; and where in a
/// body its records are.
struct RecordForm {
    const char *table = "tableName";
    const char *id = "recordId";
    const char *action = "action";
    const char *data = "recordData";
    std::optional<Action> (*actionFrom)(QByteArrayView name) = actionFromName;
    const char *list = "data"; ///< key of the array
    const char *inner = nullptr; ///< key of an element under which its record stands; null: it is the record
};

/// A body with records in an array, each judged alone. Checked once by the parser, as any body; only where that refuses
/// it, cut by its structure: a record that is no JSON is then one of its own, and the others are what they always are.
class BatchBody
{
public:
    /// Errors: what breaks the envelope is `whenBroken` (why: it names the byte and the last whole record before it). More
    /// than `most` records are TooManyRecords, from forEach() where the parser has passed the body.
    static Result<BatchBody> open(
        const QByteArray &body, ErrorCode whenBroken, qint64 most, const RecordForm &form = {});

    const JsonBody &envelope() const { return m_envelope; }
    /// `fields`: of the element. A record that is no JSON is an Update whose data is no JSON either, so that whoever takes it says why.
    using Take = std::function<Result<>(const JsonFields &fields, Record &&record, bool isBroken)>;
    Result<> forEach(const Take &take) const;

private:
    JsonBody m_envelope {};
    RecordForm m_form {};
    qint64 m_most = 0;
    QByteArray m_body {}; ///< m_pieces point into it
    std::optional<JsonPieces> m_pieces {};
};

} // namespace mailboat::wire
