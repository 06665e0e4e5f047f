// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>

struct sockaddr;

namespace mailboat {

/// IPv4 also where it was written as IPv6 (::ffff:1.2.3.4).
QHostAddress plainAddress(const QHostAddress &address);
QHostAddress plainAddress(const sockaddr *address);

/// What counts as one caller: an IPv4 address, or the /64 of an IPv6 one, for whoever has one of its addresses has them all.
QByteArray networkOf(const QHostAddress &address);

} // namespace mailboat
