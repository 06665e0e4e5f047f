// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/sample/samplename.h"
#include "core/sample/samplewords.h"

namespace mailboat {

/// How many there are of each kind of central sample record.
struct SampleCounts {
    qint64 stores = 0;
    qint64 currencies = 1;
    qint64 units = 1;
    qint64 users = 1;
    qint64 items = 1;
    qint64 locationTypes = 0;
    qint64 categories = 0;
    qint64 options = 0;
    qint64 nameTags = 0;
    qint64 abbreviations = 0;
    qint64 periodSchedules = 0;
    qint64 periods = 0;
    qint64 suppliers = 0;
    qint64 masterLists = 0;
    qint64 masterListLines = 0;
    qint64 masterListJoins = 0;
    qint64 nameTagJoins = 0;
    qint64 barcodes = 0;
    qint64 directions = 0;
};

/// The central records of a made-up supply system, each from its number alone, so that any other can refer to it.
class SampleCatalogue
{
public:
    SampleCatalogue(quint64 seed, const SampleCounts &counts);

    static constexpr qint64 systemNames = 3; ///< invad, repack, build

    const SampleCounts &counts() const { return m_counts; }
    quint64 seed() const { return m_seed; }
    QByteArray id(QByteArrayView table, qint64 number, qint64 store = -1) const;
    QByteArray userId(qint64 store) const;
    QByteArray storeNameId(qint64 store) const { return id("name of store", store); }
    QByteArray supplierNameId(qint64 supplier) const { return id("name of supplier", supplier); }
    QByteArray systemNameId(qint64 number) const { return id("name of system", number); }
    QByteArray storeName(qint64 store) const;
    static const words::Medicine &medicine(qint64 item) { return words::pick(words::medicines(), item); }
    static QByteArray itemName(qint64 item);
    qint64 itemCost(qint64 item) const; ///< hundredths, of a pack

    Record currency(qint64 number) const;
    Record unit(qint64 number) const;
    Record locationType(qint64 number) const;
    Record category(qint64 number) const;
    Record option(qint64 number) const;
    Record nameTag(qint64 number) const;
    Record abbreviation(qint64 number) const;
    Record periodSchedule(qint64 number) const;
    Record period(qint64 number) const;
    Record user(qint64 number) const;
    Record systemName(qint64 number) const;
    Record supplierName(qint64 number) const;
    Record nameOfStore(qint64 store) const;
    Record item(qint64 number) const;
    Record masterList(qint64 number) const;
    Record store(qint64 number) const;
    Record storePreferences(qint64 store) const;
    Record masterListLine(qint64 number) const;
    Record masterListJoin(qint64 number) const;
    Record nameTagJoin(qint64 number) const;
    Record barcode(qint64 number) const;
    Record direction(qint64 number) const;

private:
    quint64 m_seed;
    SampleCounts m_counts;
};

} // namespace mailboat
