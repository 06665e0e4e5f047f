// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "tests/support/sites/testsite.h"

namespace mailboat::test {

/// The records that the walks make. What one is follows from its key, all but its version: "TB7.2" is a line of "TB7", a transfer
/// from store B; "I9.PA4" insures "PA4", a patient whose home is store A; "JB.PA4" shows that patient to store B.

/// The store whose site alone writes it; empty: the primary writes it, or several do.
QByteArray storeOf(const RecordKey &key);
bool isOfSeveral(const RecordKey &key); ///< several sites write it, and the last push stays
bool isPatient(const RecordKey &key);
bool mayBeDeleted(const RecordKey &key); ///< programs delete no patients
RecordKey transferOf(const RecordKey &line); ///< an empty ID: it is no line
RecordKey joinOf(const QByteArray &store, const RecordKey &patient);

QByteArray dataOf(const RecordKey &key, int version);
int versionOf(const QByteArray &data); ///< 0: it says none

/// Keys of what somebody holds.
QList<RecordKey> keysOf(const Holdings &held);

} // namespace mailboat::test
