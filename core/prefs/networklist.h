// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace mailboat {

/// IP addresses and networks as people write them, apart by commas, semicolons or blanks: "10.0.0.5, 10.1.0.0/16, fd00::/64".
/// The list as it is kept ("10.0.0.5, 10.1.0.0/16, fd00::/64"; empty: of none), or nothing where something in it is no address, or a
/// network so wide that it can only be a slip (IPv4 below /8, IPv6 below /16).
std::optional<QString> completedNetworks(const QString &typed);

} // namespace mailboat
