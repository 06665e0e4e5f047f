// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copiesstart.h"

#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr int rounds = 3; // so that both have all

void putFirst(TestSite &site, const QByteArray &table)
{
    const RecordKey key {table, table.left(1).toUpper() + storeOf(site)};
    site.put(key.table, key.id, dataOf(site, key, 0));
}

} // namespace

CopiesStart::CopiesStart()
    : m_a(2, m_line.url())
    , m_b(3, m_line.url())
{
    m_primary.setPreference(QStringLiteral("workers"), QStringLiteral("1"));
    for (const auto &[id, store] : {std::pair(2, "A"), std::pair(3, "B")}) {
        m_primary.addSatellite(id);
        addStore(m_primary, store, id);
    }
    m_primary.put("unit", "U0", R"({"ID":"U0","units":"v0"})");
    m_primary.start();
    m_line.setUpstreamPort(m_primary.port());
    for (int round = 0; round < rounds; ++round) {
        for (SatelliteSite *site : {&m_a, &m_b}) {
            if (!site->synchronise().ok)
                throw std::runtime_error("the first synchronisation");
            if (round > 0)
                continue;
            for (const char *table : {"Location", "transact"})
                putFirst(*site, table);
        }
    }
    m_primary.stop();
    for (TestSite *site : std::initializer_list<TestSite *> {&m_primary, &m_a, &m_b})
        site->close();
}

QByteArray storeOf(const TestSite &site)
{
    return site.id().value() == 2 ? "A" : "B";
}

QByteArray dataOf(const TestSite &site, const RecordKey &key, int version)
{
    const QByteArray text = "v" + QByteArray::number(version);
    const QByteArray store = storeOf(site);
    const QByteArray begin = R"({"ID":")" + key.id + R"(",")";
    if (key.table == "unit")
        return begin + R"(units":")" + text + R"("})";
    if (key.table == "Location")
        return begin + R"(code":")" + text + R"(","store_ID":")" + store + R"("})";
    const QByteArray other = store == "A" ? "B" : "A";
    return begin + R"(their_ref":")" + text + R"(","name_ID":"name-of-)" + other + R"(","store_ID":")" + store
        + R"("})";
}

bool isOfStore(const QByteArray &data, const QByteArray &store)
{
    const QByteArray key = "\"store_ID\":\"" + store + '"';
    return data.contains(key);
}

int versionOf(const QByteArray &data)
{
    const qsizetype at = data.indexOf("\"v");
    return at < 0 ? 0 : data.mid(at + 2, data.indexOf('"', at + 2) - at - 2).toInt();
}

} // namespace mailboat::test
