// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/cancelscope.h"

#include "core/sql/connection.h"

namespace mailboat {

CancelScope::CancelScope(Connection &connection, const std::atomic<bool> &asked)
    : m_connection(connection)
{
    m_connection.setCancelFlag(&asked);
}

CancelScope::~CancelScope()
{
    m_connection.setCancelFlag(nullptr);
}

Result<> CancelScope::check() const
{
    return m_connection.checkNotCancelled();
}

} // namespace mailboat
