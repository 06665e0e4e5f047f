// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/ownership.h"
#include "core/store/unbrought.h"

namespace mailboat {

class Store;

/// Takes landed records, within one transaction of the caller's; the rules are Integrator's, and where a record waits to be
/// pushed as well, Ownership says whether it is this site's to write.
class IntegrationPass
{
public:
    explicit IntegrationPass(Store &store);
    Result<> begin();
    /// The inner error says why the record cannot be taken.
    Result<std::optional<Error>> take(const Record &record);
    /// One that cannot be taken goes to quarantine: false.
    Result<bool> takeOrQuarantine(const Record &record);
    Result<> end(); ///< after the last record

private:
    Result<std::optional<Error>> merge(const Record &record);
    Result<bool> comesFirst(const RecordKey &key);
    Result<> settle(const RecordKey &key, const StoredRecord *landed, bool isFirst);
    Result<> write(const RecordKey &key, const StoredRecord *landed, bool isFirst);
    Result<> keepReplaced(const RecordKey &key, const StoredRecord *landed);
    Result<> noteNewcomer(const RecordKey &key);
    Result<bool> yieldsToOurs(const RecordKey &key, const StoredRecord *landed);
    Result<> quarantine(const Record &record, const Error &reason);
    Result<> giveUpOurs(const RecordKey &key, const std::optional<StoredRecord> &ours, const Error &reason);

    Store &m_store;
    RecordTable m_records;
    Sites m_sites;
    std::optional<Ownership> m_ownership;
    SyncId m_here;
    bool m_hasOutbox = false;
    bool m_hasQuarantine = false;
    std::optional<Unbrought::Restored> m_restored {}; ///< which end, where everything comes anew
    Unbrought::Newcomers m_newcomers {}; ///< of this pass
};

} // namespace mailboat
