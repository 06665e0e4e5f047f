// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>
#include <compare>

namespace mailboat {

/// The number that names one site: 0 not set up, 1 the primary, 2 to 2147483647 a satellite (contract.md §3).
class SyncId
{
public:
    constexpr SyncId() = default;
    constexpr explicit SyncId(int value)
        : m_value(value)
    {
    }
    constexpr int value() const { return m_value; }
    constexpr bool isOff() const { return m_value == 0; }
    constexpr bool isPrimary() const { return m_value == 1; }
    constexpr bool isSatellite() const { return m_value > 1; }
    // NOLINTNEXTLINE(modernize-use-nullptr): a < b comes to a comparison with 0
    constexpr auto operator<=>(const SyncId &) const = default;

private:
    int m_value = 0;
};

inline constexpr SyncId primarySyncId {1};

inline size_t qHash(SyncId id, size_t seed = 0)
{
    return ::qHash(id.value(), seed);
}

enum class SiteRole { Off, Primary, Satellite };

constexpr SiteRole roleOf(SyncId id)
{
    return id.isOff() ? SiteRole::Off : id.isPrimary() ? SiteRole::Primary : SiteRole::Satellite;
}

/// "off", "primary", "satellite": the value of `role` in `mailboatctl status --json`.
QString roleName(SiteRole role);

} // namespace mailboat
