// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QDateTime>
#include <QList>

namespace mailboat {

class Connection;

/// At a primary that collects: which sites have not sent again yet what they own. Where it was restored from a copy, what they have
/// sent since that was made is missing here meanwhile. Every change may join a transaction.
class AwaitedSites final
{
public:
    explicit AwaitedSites(Connection &connection);

    struct Awaited {
        SyncId site;
        QDateTime since; ///< UTC: when somebody has chosen so
        QString program {}; ///< that cannot be asked, and has to initialise anew; empty: it is asked at its next call
        qint64 records = 0; ///< of the site, that were known here then
        bool isAfterCopy = true; ///< false: nothing stood still, and as far as is known nothing is missing
        bool isAsked() const { return program.isEmpty(); }
        bool operator==(const Awaited &) const = default;
    };
    Result<> await(const Awaited &awaited); ///< in place of what stood there
    Result<std::optional<Awaited>> of(SyncId site) const;
    Result<QList<Awaited>> all() const; ///< ordered by Sync ID
    Result<bool> isEmpty() const;
    Result<> drop(SyncId site); ///< it is back, or no site of the list any more
    Result<> move(SyncId from, SyncId to); ///< on the way below 0, where two swap

private:
    Connection &m_connection;
};

} // namespace mailboat
