// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <functional>
#include <optional>

namespace mailboat {

class Connection;

/// What one follower of a datafile has read of it: tells that there is something new, and goes on telling so until that has been
/// read without an error, whether or not anything is written meanwhile. Each follower has its own; the connection outlives it.
class Watch final
{
public:
    explicit Watch(Connection &connection);

    /// Calls `read` where another connection has committed something since the last call that went well, and the first time:
    /// to be asked at every look, for it costs as much as reading one number. The error is that of `read`, or of
    /// Connection::dataVersion().
    Result<> follow(const std::function<Result<>()> &read);
    /// The same for the settings, which have a revision: one more number to read, best within follow(). It is taken over by
    /// itself, so that what else fails at that look does not bring the same settings again.
    Result<> followSettings(const std::function<Result<>(qint64 revision)> &read);
    /// The next follow() reads in any case. Whoever writes on this very connection says so: that alone does not show.
    void expectNews();

private:
    struct Seen {
        qint64 version = 0;
        quint64 expected = 0;
        bool operator==(const Seen &) const = default;
    };
    Connection &m_connection;
    std::optional<Seen> m_seen {};
    std::optional<qint64> m_revision {};
    quint64 m_expected = 0; ///< how often news were expected: also while some are being read
};

} // namespace mailboat
