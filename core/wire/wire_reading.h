// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wire/batchbody.h"
#include "core/wire/wire.h"

namespace mailboat::wire {

// What all bodies are read with.

Error missing(Reading reading, const char *key); ///< "… is missing or of the wrong type"
Result<JsonBody> openObject(const QByteArray &body, Reading reading);
/// What holds records: one that is no JSON does not break it.
Result<BatchBody> openBatch(
    const QByteArray &body, Reading reading, qint64 most = anyNumber, const RecordForm &form = {});
/// A count or a serial: without it nothing can be done with a batch.
Result<qint64> wholeNumber(const JsonValue &value, Reading reading, const char *key);
/// An id that other programs write as a number is still an id.
QByteArray idFrom(const JsonValue &value);

} // namespace mailboat::wire
