// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recordtable_rows.h"

#include <array>

namespace mailboat {

namespace {

constexpr std::array categories {Category::Central, Category::CentralRemote, Category::Remote, Category::Transfer,
    Category::Shared, Category::Patient, Category::Unknown, Category::Version6};

Category categoryFromNumber(int number)
{
    return number >= 0 && number < static_cast<int>(categories.size()) ? categories.at(static_cast<size_t>(number))
                                                                       : Category::Unknown;
}

} // namespace

int categoryNumber(Category category)
{
    for (size_t i = 0; i < categories.size(); ++i) {
        if (categories.at(i) == category)
            return static_cast<int>(i);
    }
    Q_UNREACHABLE();
}

QString recordrows::headColumns()
{
    return QStringLiteral("SELECT {bytes table_name}, {bytes record_id}, category, {bytes store},"
                          " {bytes parent}, {bytes name}, {bytes other}, store_site, origin, author");
}

RecordHead recordrows::headOf(const Row &row)
{
    return {{row.value(0).toByteArray(), row.value(1).toByteArray()},
        {row.value(3).toByteArray(), row.value(4).toByteArray(), row.value(5).toByteArray(), row.value(6).toByteArray(),
            categoryFromNumber(row.value(2).toInt()), row.value(7).toLongLong()},
        SyncId {row.value(8).toInt()}, SyncId {row.value(row.value(9).isNull() ? 8 : 9).toInt()}};
}

StoredRecord recordrows::recordOf(const Row &row)
{
    return {headOf(row), row.value(10).toByteArray()};
}

} // namespace mailboat
