// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/store/storesite.h"

#include <QMap>
#include <QRandomGenerator>

namespace mailboat::test {

/// A primary at which sites and people change things at random, and what each site then holds: what it has pushed, and what
/// its queue has brought.
class Traffic : public StoreSite
{
public:
    explicit Traffic(quint32 seed);
    static const QList<int> &sites();
    void step() { step(m_random.bounded(1, 5)); }
    void check();
    void fillInPieces(int site);
    int late() const { return m_late; } ///< how many were taken after they had waited
    QByteArray told() const { return m_told.join("; "); } ///< the last changes, oldest first

private:
    using Holdings = QMap<RecordKey, QByteArray>;
    QByteArray one(const QList<QByteArray> &of) { return of.at(m_random.bounded(of.size())); }
    QByteArray numbered(const char *prefix, int of) { return prefix + QByteArray::number(m_random.bounded(of)); }
    /// Mostly one of the acting site's own, at first; the last is nowhere then.
    QByteArray store() { return m_random.bounded(2) ? "s" + QByteArray::number(m_by - 1) : numbered("s", 7); }
    QByteArray person() { return numbered("p", 4); }
    QByteArray field(const char *name, const QByteArray &value)
    {
        return QByteArray(",\"") + name + "\":\"" + value + '"';
    }
    QByteArray object(const QByteArray &fields);
    Record ofStore();
    Record ofTransfer();
    Record ofPerson();
    Record central();
    void step(int by);
    Record change(int by);
    int ownerOf(const QByteArray &table, const QByteArray &data);
    bool isLeftAlone(int by, const Record &record);
    int originOf(const RecordKey &key);
    void apply(int by, const Record &record);
    void noteLate(const QList<Quarantine::Entry> &waiting, const QMap<RecordKey, int> &makers);
    Holdings due(int site);

    QRandomGenerator m_random;
    int m_version = 0;
    int m_by = 1; ///< who acts
    QMap<RecordKey, int> m_makers; ///< who had written the records that were changed last
    int m_late = 0;
    QMap<int, Holdings> m_held;
    Texts m_told;
};

} // namespace mailboat::test
