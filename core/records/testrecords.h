// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/result.h"
#include "core/domain/testsite.h"

namespace mailboat {

class RecordWriter;
class Store;

/// What programs change by the test endpoints of a primary (protocol.md §2.8), each call one transaction. Only in a datafile that
/// was made for trying things on: TestDatafileOnly.
class TestRecords
{
public:
    explicit TestRecords(Store &store);

    /// A site with a name and a password of its own and a store that is active there, and in the first one's company what every
    /// site needs. Its row is added as any other (draft, rules, audit).
    Result<TestSite> createSite(const QList<QByteArray> &visibleNames);
    /// As the primary itself, parents first. What a record leaves out stays as it is there; of a new one it gets its default. A
    /// record that is refused undoes all.
    Result<> upsert(const QList<Record> &records);
    /// As the primary itself, children first; what is not there is passed over.
    Result<> remove(const QList<RecordKey> &keys);

private:
    Result<> checkForTests() const;
    Result<SyncId> freeSyncId() const;
    Result<TestSite> addSite();
    Result<> addMissing(const QList<Record> &records);

    Store &m_store;
};

} // namespace mailboat
