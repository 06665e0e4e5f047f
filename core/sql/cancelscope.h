// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <atomic>

namespace mailboat {

class Connection;

/// While it lives, long work on this connection can be given up from any thread: once `asked` is true, the statement that
/// runs ends with Cancelled soon, and no transaction begins or commits any more. Waiting for another connection's lock goes
/// on. `asked` outlives it; one scope at a time.
class CancelScope
{
public:
    CancelScope(Connection &connection, const std::atomic<bool> &asked);
    ~CancelScope();
    Q_DISABLE_COPY_MOVE(CancelScope)
    Result<> check() const; ///< Cancelled once it was asked

private:
    Connection &m_connection;
};

} // namespace mailboat
