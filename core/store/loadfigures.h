// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/syncstatus.h"

namespace mailboat {

class Connection;

/// What a satellite's first load has brought so far, over all its cycles, and what is known of the rest: so that one that was
/// stopped goes on where it stood, and says while it waits what it waits for. Every change joins the caller's transaction, or is one of
/// its own.
class LoadFigures final
{
public:
    explicit LoadFigures(Connection &connection);

    struct Brought {
        qint64 records = 0;
        qint64 bytes = 0; ///< of their data, and what stands beside it
        qint64 wire = 0; ///< bodies, both ways, that it took
        std::optional<qint64> queueLeft {}; ///< records, after the last batch of the queue; empty: none has come
    };
    Result<Brought> brought() const;
    /// More has; `queueLeft` stays where it is not given.
    Result<> add(const Brought &more);

    /// How the whole load stands between two cycles; empty: the primary has not said yet, or nothing waits.
    Result<std::optional<Progress>> waiting() const;
    Result<> setWaiting(const std::optional<Progress> &progress);

    Result<> clear(); ///< it has ended, or begins anew

private:
    Connection &m_connection;
};

} // namespace mailboat
