// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/sql/address.h"

#include <memory>
#include <optional>

namespace mailboat {

class SqliteConnection;

/// Tells whether anybody has committed anything to a datafile, for a thread that must wait for nothing: by a connection that is
/// used for nothing else. Where nothing has been committed that takes some microseconds and reads no file; else what was
/// committed last is read, which the system still has in its memory. The thread that opens it destroys it; asked it is by any, one
/// at a time.
class CommitWitness final
{
public:
    /// Null where a connection is for the thread alone that made it (SqliteConnection::isForAnyThread()). The errors are those of
    /// Connection::open().
    static Result<std::unique_ptr<CommitWitness>> open(const DatafileAddress &address);
    ~CommitWitness();
    Q_DISABLE_COPY_MOVE(CommitWitness)
    /// Another number than before where any other connection, of whatever process, has committed since. Nothing where that cannot
    /// be told at once, or not at all.
    std::optional<qint64> version();

private:
    explicit CommitWitness(std::unique_ptr<SqliteConnection> connection);
    std::unique_ptr<SqliteConnection> m_connection;
};

} // namespace mailboat
