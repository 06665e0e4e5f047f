// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

/// Whether a record lacks its table or its ID, so that nobody can find it again. (A merge names its records in its data.)
bool isNameless(const Record &record);

/// Of one body the records without a name beyond the first `mostKept`, which stand among the others: what is kept of them does not
/// grow with their number, but where each can be acknowledged.
struct NamelessRecords {
    static constexpr int mostKept = 100;
    qint64 records = 0;
    Record newest {}; ///< of them, without its data
    QList<QByteArray> syncOutIds {};

    void add(const Record &record);
    void join(NamelessRecords &&later);
};

} // namespace mailboat
