// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/sample/samplecatalogue.h"
#include "core/sample/samplestore.h"

#include <functional>
#include <optional>

namespace mailboat {

/// Made-up supply-chain data in the tables of protocol.md, parents before children, store k (from 1) active on Sync ID
/// k + 1. The same arguments give the same bytes on every machine. About a tenth is central, the rest the stores'.
///
/// Yields exactly `records` records, but never fewer than make a usable site: 7 (currency, unit, user, item, and the
/// system names), and a name, store and preferences for each store.
class SampleData
{
public:
    SampleData(int stores, qint64 records, quint64 seed);
    SampleData(const SampleData &) = delete;
    SampleData &operator=(const SampleData &) = delete;

    qint64 total() const { return m_total; }
    std::optional<Record> next();

private:
    using Maker = std::function<QList<Record>(qint64 number, qint64 room)>;
    /// So many records, made in groups of one (a catalogue entry) or more (an invoice with its lines).
    struct Part {
        qint64 left;
        Maker make;
        qint64 number = 0;
    };

    static qint64 fewest(qint64 stores) { return 7 + 3 * stores; }
    static qint64 centralShare(qint64 stores, qint64 records);
    static SampleCounts planned(qint64 stores, qint64 central);
    void addCentralParts();
    void addStoreParts(qint64 store);
    using GroupMaker = QList<Record> (SampleStore::*)(qint64 number, qint64 lines) const;
    void addGroups(qint64 left, qint64 mostLines, GroupMaker make);
    void addEach(qint64 count, Record (SampleCatalogue::*make)(qint64) const);
    void addEach(qint64 count, Record (SampleStore::*make)(qint64) const);
    bool advance();

    qint64 m_total;
    SampleCatalogue m_catalogue;
    qint64 m_forStores; ///< records that are not the catalogue's
    qint64 m_nextStore = 0;
    qint64 m_strays = 0;
    std::optional<SampleStore> m_store;
    QList<Part> m_parts;
    QList<Record> m_ready;
};

} // namespace mailboat
