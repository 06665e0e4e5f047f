// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonvalue.h"
#include "core/domain/result.h"

#include <QByteArray>
#include <QList>
#include <functional>

namespace mailboat {

/// The body of a request or an answer: checked whole, once, by the strict parser; then only read in slices.
/// Every JsonValue from it points into it. `whenBroken` gets the value "why".
///
///     const Result<JsonBody> body = JsonBody::open(bytes, ErrorCode::RequestMalformed);
///     const auto length = body->value("queueLength").toInteger();
///     body->forEachObject("data", [&](const JsonFields &record) -> Result<> {
///         const Result<QByteArray> data = storedObject(record.value("recordData")); ... });
class JsonBody
{
public:
    /// Any JSON, with a byte order mark before it or without; a body that is no object has no fields, but its root() can be asked.
    static Result<JsonBody> open(QByteArray body, ErrorCode whenBroken);

    const JsonValue &root() const { return m_root; }
    const JsonFields &fields() const { return m_fields; }
    JsonValue value(QByteArrayView key) const { return m_fields.value(key); }
    /// The elements of a top-level array, in order, until `take` fails. An element that is no object has no fields.
    /// Nothing to do where the key is absent or is no array: ask value(key) for that.
    Result<> forEachObject(QByteArrayView key, const std::function<Result<>(const JsonFields &)> &take) const;

private:
    QByteArray m_body; // m_root and m_fields point into it: never changed
    JsonValue m_root;
    JsonFields m_fields;
};

/// The fields of an object inside a checked text; none where it is no object.
JsonFields fieldsOf(const JsonValue &object);
/// The same, one after the other, without gathering them; nothing where it is no object.
void forEachField(const JsonValue &object, const std::function<void(const JsonFields::Field &)> &take);
/// The elements of an array inside a checked text, in order, until `take` fails; none where it is no array.
Result<> forEachElement(const JsonValue &array, const std::function<Result<>(const JsonValue &)> &take);
/// Like JsonBody::forEachObject, for an array found elsewhere (a body that is itself an array).
Result<> forEachObject(const JsonValue &array, const std::function<Result<>(const JsonFields &)> &take);
/// The value that a text consists of, which has been checked before. Reads no byte beyond it, whatever is in it.
JsonValue valueOf(QByteArrayView checked);
/// recordData of a checked body as it will be stored: its own bytes, without line breaks between tokens.
/// Errors: RecordDataNotObject; RecordDataBroken where it nests deeper than maxJsonDepth.
Result<QByteArray> storedObject(const JsonValue &value);

} // namespace mailboat
