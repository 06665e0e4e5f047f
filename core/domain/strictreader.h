// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonfault.h"

#include <QByteArray>
#include <QList>

namespace mailboat {

/// Deepest nesting of a record's data that a strict reader takes: serde_json gives up at 128 levels, those of the batch around
/// the record included, and at fewer where a value is read again by itself.
inline constexpr int strictDepth = 100;

/// What Open mSupply's reader (serde_json) cannot take of a record's data, and where; it loses the whole batch over it. Nothing
/// where it can: no number is beyond a double, nothing nests deeper than strictDepth, no text has a NUL, and no key stands twice
/// in an object whose fields it knows. Of those it reads all but what stands under `freeKeys` of the record, where it takes any
/// JSON (TableRule::freeKeys).
///
/// One pass without recursion, beside which memory is taken for the keys of the objects that are open. `object` has passed
/// normalisedObject(); of what has not, nothing is said, and no byte beyond it read.
std::optional<JsonFault> strictFault(QByteArrayView object, const QList<QByteArray> &freeKeys = {});

} // namespace mailboat
