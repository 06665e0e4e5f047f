// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonbody.h"
#include "core/domain/record.h"

#include <QHash>
#include <QStringList>

namespace mailboat {

/// JSON handled as text: checked by simdjson's strict DOM parser, then sliced; never built anew, so that 0.10, 1E+2,
/// 12345678901234567890, escapes and the order of keys survive. Batches and other bodies are read through JsonBody (jsonbody.h).

/// Checks that a text, a byte order mark before it taken off, is exactly one JSON object (UTF-8, strict) and returns it as it will be stored: without the
/// white space around it and without line breaks between its tokens (raw line breaks inside strings are no JSON).
/// Errors: RecordDataBroken, RecordDataNotObject.
Result<QByteArray> normalisedObject(QByteArrayView marked);

/// The values of top-level keys of an object that has passed normalisedObject: for a string its unescaped text, for
/// numbers, true and false their text; null and absent keys are left out. With duplicate keys the last one counts.
QHash<QByteArray, QByteArray> topLevelValues(QByteArrayView object, const QList<QByteArray> &keys);

/// `text` as a JSON string with its quotes.
QByteArray quoted(QByteArrayView text);
void appendQuoted(QByteArray &json, QByteArrayView text); ///< the same, at the end of `json`

/// A line of NDJSON as contract.md §4 `records` has it, without the line break; reading checks everything.
QByteArray recordLine(const Record &record);
/// Whether a text is such a line, whatever the record: exactly its three keys, the names as texts.
bool isRecordLine(QByteArrayView marked);
Result<Record> recordFromLine(QByteArrayView marked);

} // namespace mailboat
