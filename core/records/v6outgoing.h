// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/recordtable.h"
#include "core/store/v6log.h"

namespace mailboat {

class Store;

/// What a primary gives to one site by version 6: the entries of its log that are for that site, all that the program there can read.
/// As with Outgoing a record is withheld that Open mSupply's reader would lose its batch over, or whose ID another record has, for
/// its buffer keeps one of them; not from the site that wrote it. What is withheld stands in quarantine once, with the sites that
/// do not get it, and the log goes past it.
class V6Outgoing
{
public:
    V6Outgoing(Store &store, SyncId site);

    struct Batch {
        QList<LoggedRecord> records;
        qint64 end = 0; ///< where the next pull goes on, behind this serial
        qint64 total = 0; ///< these, and no fewer than are left for the site behind them
        bool isLast = true;
    };
    Result<Batch> after(V6Log::Asked asked);
    /// Whether the site gets that record, by whatever pull.
    Result<bool> isFor(const RecordKey &key);

private:
    Result<std::optional<Error>> whyNot(const V6Log::Entry &entry);
    Result<bool> hasNamesake(const RecordKey &key);
    Result<> name(const Record &record, const Error &reason);

    Store &m_store;
    SyncId m_site;
    RecordTable m_records;
    V6Log m_log;
};

} // namespace mailboat
