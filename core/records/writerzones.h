// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/site.h"

#include <QHash>
#include <QTimeZone>

namespace mailboat {

class Store;

/// In which time zone the writers of records live: that of a site's row, else of the preference time-zone, else this machine's.
/// Read once each; made for one request.
class WriterZones
{
public:
    explicit WriterZones(Store &store);
    /// `writer`: whose bytes they are. What cannot be read is as if nothing were known.
    QTimeZone of(SyncId writer);

private:
    QTimeZone read(SyncId writer);

    Store &m_store;
    QHash<SyncId, QTimeZone> m_known;
};

} // namespace mailboat
