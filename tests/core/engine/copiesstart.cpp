// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copiesstart.h"

#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr int rounds = 3; // so that all have all

void putNew(TestSite &site, const RecordKey &key)
{
    site.put(key.table, key.id, dataOf(key, 0));
}

} // namespace

CopiesStart::CopiesStart()
    : m_a(2, m_line.url())
    , m_b(3, m_line.url())
{
    m_primary.setPreference(QStringLiteral("workers"), QStringLiteral("1"));
    for (const auto &[id, store] : {std::pair(2, "A"), std::pair(3, "B"), std::pair(CopiesForeign::id, "C")}) {
        m_primary.addSatellite(id);
        addStore(m_primary, store, id);
    }
    putNew(m_primary, {"unit", "U0"});
    m_primary.start();
    m_line.setUpstreamPort(m_primary.port());
    for (int round = 0; round < rounds; ++round) {
        for (SatelliteSite *site : {&m_a, &m_b}) {
            if (!site->synchronise().ok)
                throw std::runtime_error("the first synchronisation");
        }
        if (!m_foreign.synchronise(m_primary.port()))
            throw std::runtime_error("the first synchronisation: " + m_foreign.told().toStdString());
        if (round == 0)
            putFirst();
    }
    m_primary.stop();
    for (TestSite *site : std::initializer_list<TestSite *> {&m_primary, &m_a, &m_b})
        site->close();
}

/// Each store has a transfer and its line, A and B a patient, whom the other one sees.
void CopiesStart::putFirst()
{
    for (const auto &[site, store, other] :
        {std::tuple(&m_a, QByteArray("A"), QByteArray("B")), std::tuple(&m_b, QByteArray("B"), QByteArray("A"))}) {
        const RecordKey patient {"name", "P" + store + "0"};
        for (const RecordKey &key : {RecordKey {"Location", "L" + store}, RecordKey {"transact", "T" + store},
                 RecordKey {"trans_line", "T" + store + ".1"}, patient,
                 RecordKey {"nameInsuranceJoin", "I0." + patient.id},
                 joinOf(store, RecordKey {"name", "P" + other + "0"})})
            putNew(*site, key);
    }
    putNew(m_a, {"barcode", "C0"});
    for (const RecordKey &key : {RecordKey {"Location", "LC"}, RecordKey {"transact", "TC"}, {"trans_line", "TC.1"}})
        m_foreign.put(key, 0);
}

} // namespace mailboat::test
