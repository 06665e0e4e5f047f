// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QString>
#include <optional>

namespace mailboat {

/// Host and port as people type them: "primary.example.org", "10.0.0.5:2048", "[fd00::5]:2048".
struct Address {
    QString
        host; ///< lower case; an international name in its ASCII form (xn--…), IPv6 in its shortest form, no brackets
    std::optional<int> port {}; ///< 0 to 65535
    bool isIp = false;
    bool operator==(const Address &) const = default;
};

/// Reads an address strictly; the error is the reason, a clause for people that repeats nothing of what was typed (it may
/// hold a password that landed in the wrong field).
tl::expected<Address, QString> addressFromText(const QString &typed);
/// "host", "host:port", "[v6]:port".
QString addressText(const Address &address);

/// Whether the host names this machine by loopback: localhost, 127.0.0.0/8, ::1.
bool isLoopback(const QString &host);
/// Whether a listener on this host takes what comes to any address of the machine: 0.0.0.0, ::.
bool isAnyAddress(const QString &host);

/// Where a primary listens; port 0 is any free one.
struct ListenAddress {
    QString host;
    quint16 port = 0;
    bool operator==(const ListenAddress &) const = default;
};
/// `listen` and `serve --listen`: address and port. ListenAddressInvalid (value).
Result<ListenAddress> listenAddressFromText(const QString &typed);

/// What was typed, for an error: cut to a length that can be shown, without control characters and without anything
/// before an @, where a password may stand.
QString shownInput(const QString &typed);

} // namespace mailboat
