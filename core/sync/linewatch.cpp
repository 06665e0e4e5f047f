// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/linewatch.h"

#include <QNetworkInterface>

#include <algorithm>

namespace mailboat {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds sleepWorthNoticing = 5s;
constexpr std::chrono::milliseconds jumpWorthNoticing = 60s; // slower corrections are the network's, all day long
constexpr std::chrono::milliseconds addressInterval = 5s;

QStringList addressesOfThisMachine()
{
    QStringList found;
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        if (!interface.flags().testFlag(QNetworkInterface::IsRunning)
            || interface.flags().testFlag(QNetworkInterface::IsLoopBack))
            continue;
        const QList<QNetworkAddressEntry> entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            // Temporary ones come and go by themselves, and no primary is reached from one that is for the link alone.
            if (!entry.isTemporary() && !entry.ip().isLinkLocal())
                found.append(entry.ip().toString());
        }
    }
    found.sort();
    return found;
}

} // namespace

LineWatch::LineWatch(const Clock &clock, Addresses addresses)
    : m_clock(clock)
    , m_addresses(addresses ? std::move(addresses) : Addresses(addressesOfThisMachine))
{
}

std::optional<LineWatch::Change> LineWatch::look()
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    const std::chrono::milliseconds sinceBoot = m_clock.sinceBoot();
    const std::chrono::milliseconds slept = sinceBoot - now;
    const std::chrono::milliseconds wall = std::chrono::milliseconds(m_clock.utcNow().toMSecsSinceEpoch()) - sinceBoot;
    const bool isFirst = !m_slept.has_value();
    const bool hasSlept = !isFirst && slept - *m_slept >= sleepWorthNoticing;
    const bool hasJumped = !isFirst && std::chrono::abs(wall - m_wall) >= jumpWorthNoticing;
    if (isFirst || hasSlept)
        m_slept = slept;
    if (isFirst || hasJumped)
        m_wall = wall;

    std::optional<Change> ofAddresses;
    if (isFirst || now - m_lastAddresses >= addressInterval) {
        m_lastAddresses = now;
        const QStringList before = std::exchange(m_known, m_addresses());
        const bool hasChanged = !isFirst && m_known != before && !m_known.isEmpty(); // without any nothing can be tried
        const bool isGone = std::any_of(
            m_lastOnes.cbegin(), m_lastOnes.cend(), [this](const QString &one) { return !m_known.contains(one); });
        if (hasChanged)
            ofAddresses = isGone ? Change::AddressGone : Change::AddressesChanged;
        if (!m_known.isEmpty())
            m_lastOnes = m_known;
    }
    if (hasSlept)
        return Change::Woke;
    if (hasJumped)
        return Change::ClockSet;
    return ofAddresses;
}

} // namespace mailboat
