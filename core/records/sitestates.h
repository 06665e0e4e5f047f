// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/sitestate.h"

#include <QHash>

namespace mailboat {

class Store;
class SyncPreferences;

SiteThresholds thresholdsOf(const SyncPreferences &preferences);

/// How the sites of a primary stand, as its datafile says: for whoever asks again and again, over one connection. What the stores are
/// called is read again only where central data have changed, and shows a little later where that takes long.
class SiteStates
{
public:
    explicit SiteStates(Store &store);

    /// Every site of the list, ordered by Sync ID; its thresholds are the preferences in the datafile.
    Result<QList<SiteRow>> read();

private:
    Result<> readStores();
    Result<QList<SiteRow>> readRows(const QDateTime &now);

    Store &m_store;
    std::optional<qint64> m_storesSerial {}; ///< the change log's highest, when these were read
    std::chrono::milliseconds m_storesAgain {}; ///< not before, by the clock's monotonic()
    QHash<SyncId, QStringList> m_stores {};
    std::optional<qint64> m_revision {}; ///< of the settings, when this was read
    SiteThresholds m_thresholds {};
};

} // namespace mailboat
