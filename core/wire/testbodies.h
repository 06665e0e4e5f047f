// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/result.h"
#include "core/domain/testsite.h"

namespace mailboat::wire {

// Bodies of the test endpoints (protocol.md §2.8). Reading: RequestMalformed; TooManyRecords where there are more than `most`.

/// {"visibleNameIds":["…"]}: names that the new site's store is to see.
Result<QList<QByteArray>> parseTestSite(const QByteArray &body, qint64 most);
QByteArray composeTestSite(const TestSite &site);
/// {"item":[{"ID":"i1",…}],"unit":[…]}: each has the ID that its table keeps in the data, and what else it likes. A body that is
/// null, and a table whose records are, have none: upstream's tests send such.
Result<QList<Record>> parseTestUpsert(const QByteArray &body, qint64 most);
/// {"item":["i1"],"unit":[…]}
Result<QList<RecordKey>> parseTestDelete(const QByteArray &body, qint64 most);

} // namespace mailboat::wire
