// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QString>

namespace mailboat {

/// The preference of the proxy.
inline constexpr QLatin1StringView proxyPreference {"proxy"};

/// The preference `proxy` as the datafile keeps it: its text without the password of a URL, which is sealed beside it with a key
/// of this machine, and opens for that proxy and that user alone.
struct KeptProxy {
    QString text; ///< preference.value
    QByteArray sealedPassword; ///< preference.sealed; empty: there is none
};

/// Makes the machine's key where there is none. MachineKeyUnusable, KeyRingUnusable.
Result<KeptProxy> keptProxy(const QString &text);
/// The text with its password. Where this machine's key is not there, or another one, it is without: the proxy then asks for it,
/// which says where to enter it again (ProxySignIn).
QString openedProxy(const KeptProxy &kept);

} // namespace mailboat
