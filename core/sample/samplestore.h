// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sample/samplecatalogue.h"

namespace mailboat {

/// How many there are of each kind of record in one store: what its other records may refer to.
struct SampleStoreCounts {
    qint64 joins = 0;
    qint64 locations = 0;
    qint64 clinicians = 0;
    qint64 patients = 0;
    qint64 stockLines = 0;
    qint64 invoices = 0;
};

/// The records of one made-up store, each from its number alone.
class SampleStore
{
public:
    SampleStore(const SampleCatalogue &catalogue, qint64 store);

    SampleStoreCounts &counts() { return m_counts; }
    /// Names this store may deal with: other stores first, then suppliers.
    qint64 possibleJoins() const { return neighbours() + suppliers(); }

    Record join(qint64 number) const;
    Record location(qint64 number) const;
    QList<Record> clinician(qint64 number) const; ///< with its join
    QList<Record> patient(qint64 number) const; ///< with its join
    Record stockLine(qint64 number) const;
    QList<Record> invoice(qint64 number, qint64 lines) const;
    QList<Record> requisition(qint64 number, qint64 lines) const;
    QList<Record> stockTake(qint64 number, qint64 lines) const;
    Record activity(qint64 number) const;

private:
    struct Stock {
        QByteArray id;
        qint64 item;
        QByteArray batch;
        QByteArray expiry;
        qint64 packs;
        qint64 cost; ///< hundredths a pack
    };
    qint64 neighbours() const;
    qint64 suppliers() const;
    qint64 neighbour(qint64 number) const;
    QByteArray own(QByteArrayView table, qint64 number) const;
    Stock stockOf(qint64 number) const;
    Stock anyStock(qint64 choice) const;
    Record joinWith(const QByteArray &id, const QByteArray &name, bool patient) const;
    Record invoiceLine(qint64 invoice, qint64 line, bool out) const;

    const SampleCatalogue &m_catalogue;
    qint64 m_store;
    QByteArray m_id;
    SampleStoreCounts m_counts;
};

} // namespace mailboat
