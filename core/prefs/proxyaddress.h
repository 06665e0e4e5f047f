// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/address.h"

namespace mailboat {

/// A proxy as people and environments write it: "http://user:password@host:port", "socks5://host:port", "host:port".
struct ProxyAddress {
    bool isSocks = false;
    Address address;
    QString user {}; ///< plain; empty: none
    QString password {}; ///< plain; a secret
    quint16 port() const; ///< 8080 or 1080 where none is given
    bool operator==(const ProxyAddress &) const = default;
};

/// Nothing for what is none. Of user name and password everything up to the last @ is taken, since people write passwords as they
/// are; %XX in them stands for a character.
std::optional<ProxyAddress> proxyFromText(const QString &typed);
/// With its password, in the form in which it is kept.
QString proxyUrl(const ProxyAddress &proxy);
/// The proxy of a text with this password instead of its own; unchanged where that is none.
QString withProxyPassword(const QString &typed, const QString &password);

/// What stands for the password of a URL where it is shown, noted or exported.
inline constexpr QChar hiddenPassword = u'…';
/// A text as it may be shown: a password in front of an @ is hidden.
QString withoutPassword(const QString &text);

} // namespace mailboat
