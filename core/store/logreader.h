// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"
#include "core/store/synclog.h"

#include <functional>

namespace mailboat {

/// Which entries of the log somebody wants to see.
struct LogFilter {
    QStringList kinds {}; ///< SyncLog::Entry::kind; empty: all
    std::optional<SyncId> site {}; ///< only entries whose details name it as `syncId`
    QDateTime from {}; ///< inclusive; invalid: from the beginning
    QDateTime to {}; ///< exclusive; invalid: up to now
    /// Empty: all. Called in the thread that reads.
    std::function<bool(const SyncLog::Entry &)> matches {};

    bool accepts(const SyncLog::Entry &entry) const;
};

/// The log page by page, newest first. Only reads. A page looks at a bounded number of rows, so that it never takes long, however few
/// of them are wanted.
class LogReader
{
public:
    static constexpr int lookedAt = 2000; ///< rows for a page

    explicit LogReader(Connection &connection);
    struct Page {
        QList<SyncLog::Entry> entries {}; ///< newest first
        qint64 next = 0; ///< what is further back has a number below this; 0: there is no more
        qint64 newest = 0; ///< highest number looked at; 0: there was none
    };
    /// Entries with a number below `number`, at most `limit`; it may be none, and yet not be the last page.
    Result<Page> before(qint64 number, const LogFilter &filter, int limit) const;
    struct News {
        QList<SyncLog::Entry> entries {}; ///< newest first
        qint64 newest = 0; ///< number up to which the log was looked at
        bool isWhole = true; ///< false: there were too many, and the oldest of them are left out
    };
    /// Those above `number`; of more than `lookedAt` the newest.
    Result<News> after(qint64 number, const LogFilter &filter) const;

private:
    Connection &m_connection;
};

} // namespace mailboat
