// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/quarantine.h"

#include <functional>

namespace mailboat {

/// What stands in quarantine, page by page, newest first, with the data that a name is taken from (recordname.h) at most. Only reads: what
/// a window lists does not take longer to show where there is more.
class QuarantineList
{
public:
    static constexpr int lookedAt = 2000; ///< rows for a page

    explicit QuarantineList(Connection &connection);
    using Matches = std::function<bool(const Quarantine::Entry &)>; ///< empty: all are wanted
    struct Page {
        QList<Quarantine::Entry> entries {};
        qint64 next = 0; ///< what is further back has a number below this; 0: there is no more
    };
    /// Those with a number below `before`, `limit` at most; it may be none, and yet not be the last page. Behind the last of them stands
    /// what is only counted, by its source and kind: each of these stands for several records and has the number 0.
    Result<Page> page(qint64 before, int limit, const Matches &matches = {}) const;

private:
    Result<> addCounted(QList<Quarantine::Entry> &entries, const Matches &matches) const;

    Connection &m_connection;
};

} // namespace mailboat
