// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/fieldvalue.h"
#include "core/domain/record.h"

namespace mailboat {

/// The record's data as mSupply Mobile takes them (version 3; protocol.md §5.5, §6.7): every value a text, days with T00:00:00,
/// times as HH:MM:SS, objects as JSON in a text, and nothing missing or blank over which it passes a record by, or stands still
/// for ever (§6.9.3). Whichever dialect the data are in, its own too: it reads otherwise than it writes. What each table needs is
/// data: Fields; of a table that is not listed every value becomes a text. What has been adapted does not change again.
/// `zone`: of the site that wrote the record; may be called.
///
/// The data have passed normalisedObject(). Deletes and merges stay.
/// Errors: RecordFieldMissing (field), where a key that it needs is not there or blank, and nothing can stand there.
Result<QByteArray> adaptedForMobile(const Record &record, const ZoneOfWriter &zone);

} // namespace mailboat
