// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QtGlobal>

namespace mailboat {

class Connection;

/// About how much a primary has for a site, from a limited number of looks at some entries each: it costs about the same however much
/// that is. Of the records themselves it reads some hundred each time, and no further one after 4 MB, for it is asked where nobody
/// should wait. What is withheld from that site counts as well.
class WaitingEstimate final
{
public:
    explicit WaitingEstimate(Connection &connection);

    struct Amount {
        qint64 records = 0;
        qint64 bytes = 0; ///< as bytesOf() counts them
    };
    /// Of the change log behind a cursor. Serials that edits have left behind are no records: looks go where the log is uneven. Exact
    /// for few hundreds, and where no serial is missing.
    Result<Amount> log(qint64 cursor) const;
    /// Of a site's queue: the records are counted, as that is kept.
    Result<Amount> queue(SyncId site) const;

private:
    Connection &m_connection;
};

} // namespace mailboat
