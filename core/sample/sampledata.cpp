// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sampledata.h"

#include "core/sample/samplerandom.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr qint64 firstStray = 1'000'000'000; // log entries that fill a gap are numbered from here

qint64 sizeOf(auto list)
{
    return static_cast<qint64>(list.size());
}

} // namespace

SampleData::SampleData(int stores, qint64 records, quint64 seed)
    : m_total(std::max(records, fewest(std::max(stores, 0))))
    , m_catalogue(seed, planned(std::max(stores, 0), centralShare(std::max(stores, 0), m_total)))
    , m_forStores(m_total - centralShare(std::max(stores, 0), m_total))
{
    addCentralParts();
}

qint64 SampleData::centralShare(qint64 stores, qint64 records)
{
    return stores == 0 ? records : std::max(fewest(stores), records / 10);
}

SampleCounts SampleData::planned(qint64 stores, qint64 central)
{
    SampleCounts counts;
    counts.stores = stores;
    qint64 left = central - fewest(stores);
    const auto take = [&left](qint64 &count, qint64 wanted) {
        const qint64 taken = std::clamp(wanted, qint64(0), left);
        count += taken;
        left -= taken;
    };
    take(counts.items, left / 2);
    take(counts.suppliers, sizeOf(words::suppliers()));
    take(counts.units, sizeOf(words::units()) - 1);
    take(counts.categories, sizeOf(words::categories()));
    take(counts.locationTypes, sizeOf(words::locationTypes()));
    take(counts.masterLists, sizeOf(words::masterLists()));
    take(counts.options, sizeOf(words::options()));
    take(counts.currencies, 3);
    take(counts.nameTags, sizeOf(words::nameTags()));
    take(counts.abbreviations, sizeOf(words::abbreviations()) / 2);
    take(counts.periodSchedules, 1);
    take(counts.periods, 24);
    take(counts.users, std::min(stores, left / 10));
    take(counts.nameTagJoins, counts.nameTags > 0 ? std::min(stores, left / 10) : 0);
    take(counts.masterListJoins, std::min(counts.masterLists * stores, left / 5));
    take(counts.masterListLines, std::min(counts.masterLists * counts.items, left / 2));
    take(counts.barcodes, std::min(counts.items, left / 3));
    take(counts.directions, std::min(counts.items, left / 3));
    take(counts.items, left);
    return counts;
}

void SampleData::addEach(qint64 count, Record (SampleCatalogue::*make)(qint64) const)
{
    m_parts.append({count, [this, make](qint64 number, qint64) { return QList {(m_catalogue.*make)(number)}; }});
}

void SampleData::addEach(qint64 count, Record (SampleStore::*make)(qint64) const)
{
    m_parts.append({count, [this, make](qint64 number, qint64) { return QList {(*m_store.*make)(number)}; }});
}

void SampleData::addGroups(qint64 left, qint64 mostLines, GroupMaker make)
{
    m_parts.append({left, [this, mostLines, make](qint64 number, qint64 room) -> QList<Record> {
                        if (room == 1)
                            return {m_store->activity(firstStray + m_strays++)};
                        SampleRandom random(m_catalogue.seed(), "lines", number, mostLines);
                        qint64 lines = std::min(1 + random.below(mostLines), room - 1);
                        if (room - lines == 2) // a record of its own would be left
                            ++lines;
                        return (*m_store.*make)(number, lines);
                    }});
}

void SampleData::addCentralParts()
{
    const SampleCounts &counts = m_catalogue.counts();
    addEach(counts.currencies, &SampleCatalogue::currency);
    addEach(counts.units, &SampleCatalogue::unit);
    addEach(counts.locationTypes, &SampleCatalogue::locationType);
    addEach(counts.categories, &SampleCatalogue::category);
    addEach(counts.nameTags, &SampleCatalogue::nameTag);
    addEach(counts.periodSchedules, &SampleCatalogue::periodSchedule);
    addEach(counts.options, &SampleCatalogue::option);
    addEach(counts.abbreviations, &SampleCatalogue::abbreviation);
    addEach(counts.users, &SampleCatalogue::user);
    addEach(SampleCatalogue::systemNames, &SampleCatalogue::systemName);
    addEach(counts.suppliers, &SampleCatalogue::supplierName);
    addEach(counts.stores, &SampleCatalogue::nameOfStore);
    addEach(counts.items, &SampleCatalogue::item);
    addEach(counts.masterLists, &SampleCatalogue::masterList);
    addEach(counts.periods, &SampleCatalogue::period);
    addEach(counts.stores, &SampleCatalogue::store);
    addEach(counts.stores, &SampleCatalogue::storePreferences);
    addEach(counts.barcodes, &SampleCatalogue::barcode);
    addEach(counts.directions, &SampleCatalogue::direction);
    addEach(counts.masterListLines, &SampleCatalogue::masterListLine);
    addEach(counts.masterListJoins, &SampleCatalogue::masterListJoin);
    addEach(counts.nameTagJoins, &SampleCatalogue::nameTagJoin);
}

void SampleData::addStoreParts(qint64 number)
{
    const qint64 stores = m_catalogue.counts().stores;
    SampleStoreCounts &counts = m_store.emplace(m_catalogue, number).counts();
    qint64 left = m_forStores / stores + (number < m_forStores % stores ? 1 : 0);
    counts.joins = std::min(left, m_store->possibleJoins());
    left -= counts.joins;
    const qint64 whole = left;
    counts.locations = std::min(left, std::clamp(whole / 200, qint64(1), qint64(12)));
    counts.clinicians = std::min(whole / 300, qint64(10));
    counts.patients = whole * 3 / 100;
    counts.stockLines = whole * 12 / 100;
    const qint64 requisitions = whole * 12 / 100;
    const qint64 stockTakes = whole * 5 / 100;
    const qint64 activities = whole * 6 / 100;
    left -= counts.locations + 2 * counts.clinicians + 2 * counts.patients + counts.stockLines;
    left -= requisitions + stockTakes + activities;

    addEach(counts.joins, &SampleStore::join);
    addEach(counts.locations, &SampleStore::location);
    m_parts.append({2 * counts.clinicians, [this](qint64 clinician, qint64) { return m_store->clinician(clinician); }});
    m_parts.append({2 * counts.patients, [this](qint64 patient, qint64) { return m_store->patient(patient); }});
    addEach(counts.stockLines, &SampleStore::stockLine);
    addGroups(requisitions, 12, &SampleStore::requisition);
    addGroups(left, 9, &SampleStore::invoice);
    addGroups(stockTakes, 20, &SampleStore::stockTake);
    addEach(activities, &SampleStore::activity);
}

bool SampleData::advance()
{
    while (!m_parts.isEmpty() || m_nextStore < m_catalogue.counts().stores) {
        if (m_parts.isEmpty()) {
            addStoreParts(m_nextStore++);
            continue;
        }
        Part &part = m_parts.first();
        if (part.left <= 0) {
            m_parts.removeFirst();
            continue;
        }
        m_ready = part.make(part.number++, part.left);
        part.left -= m_ready.size();
        if (m_store && m_ready.first().table == "transact")
            m_store->counts().invoices = part.number;
        return true;
    }
    return false;
}

std::optional<Record> SampleData::next()
{
    if (m_ready.isEmpty() && !advance())
        return std::nullopt;
    return m_ready.takeFirst();
}

} // namespace mailboat
