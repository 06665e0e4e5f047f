// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/statement.h"

#include <atomic>

namespace mailboat {

namespace {

std::size_t nextNumber()
{
    static std::atomic<std::size_t> next {0};
    return next++;
}

} // namespace

Statement::Statement(QString sql)
    : m_sql(std::move(sql))
    , m_number(nextNumber())
{
}

} // namespace mailboat
