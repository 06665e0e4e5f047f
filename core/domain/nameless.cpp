// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/nameless.h"

#include <utility>

namespace mailboat {

bool isNameless(const Record &record)
{
    return record.table.isEmpty() || (record.id.isEmpty() && record.action != Action::Merge);
}

void NamelessRecords::add(const Record &record)
{
    ++records;
    newest = {record.table, record.id, record.action, {}};
}

void NamelessRecords::join(NamelessRecords &&later)
{
    if (later.records > 0)
        newest = std::move(later.newest);
    records += std::exchange(later.records, 0);
    syncOutIds += std::exchange(later.syncOutIds, {});
}

} // namespace mailboat
