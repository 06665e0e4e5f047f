// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/fieldvalue.h"
#include "core/domain/record.h"

namespace mailboat {

/// The same values are spelled differently by those who push and those who pull (protocol.md §5.5): a record is stored as it was
/// pushed, and adapted when it is served, to whoever reads it. Which keys that concerns is data: Fields. All others stay, byte
/// for byte, as do records of tables that are not listed, deletes and merges.

/// The record's data as the reader of Open mSupply takes it (version 5): what its own push, or that of mSupply Mobile, spells
/// otherwise is spelled as it reads it, and what was left out has its default. The same bytes, without a copy, where nothing has
/// to change; what has been adapted does not change again. `zone`: of the site that wrote the record; may be called.
///
/// One pass over the data, which have passed normalisedObject().
/// Errors: RecordFieldMissing (field) where a key that it needs is not there, or says nothing; RecordUnreadable (why) where the
/// value of one that it reads is of a kind that cannot be made out. Values of lists are not judged: a newer reader knows more.
Result<QByteArray> adapted(const Record &record, const ZoneOfWriter &zone);

/// adapted(), and judged: what Open mSupply's reader cannot take for any other reason (strictFault()) is RecordUnreadable (why).
Result<QByteArray> asOpenMSupplyReads(const Record &record, const ZoneOfWriter &zone);

/// `data`, an object that may be a part of a record of that table, with all that a reader needs and that has a default. What
/// stands there stays.
QByteArray withDefaults(const QByteArray &table, const QByteArray &data);

} // namespace mailboat
