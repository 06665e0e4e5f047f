// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sealedproxy.h"

#include "core/prefs/proxyaddress.h"
#include "core/security/machinekey.h"
#include "core/security/sealing.h"

namespace mailboat {

namespace {

/// With a NUL behind, which no URL has.
QByteArray placeOf(const QString &textWithoutPassword)
{
    return "password for the proxy" + QByteArray(1, '\0') + textWithoutPassword.toUtf8() + '\0';
}

} // namespace

Result<KeptProxy> keptProxy(const QString &text)
{
    const std::optional<ProxyAddress> proxy = proxyFromText(text);
    if (!proxy || proxy->password.isEmpty())
        return KeptProxy {text, {}};
    return MachineKey::existingOrNew().map([&](const MachineKey &key) {
        const QString without = withProxyPassword(text, {});
        return KeptProxy {without,
            sealed(proxy->password.toUtf8(), key.derived(MachineKey::Purpose::SealedProxyPassword), placeOf(without))};
    });
}

QString openedProxy(const KeptProxy &kept)
{
    if (kept.sealedPassword.isEmpty())
        return kept.text;
    const Result<std::optional<MachineKey>> key = MachineKey::existing();
    if (!key || !*key)
        return kept.text;
    const std::optional<QByteArray> password
        = unsealed(kept.sealedPassword, (*key)->derived(MachineKey::Purpose::SealedProxyPassword), placeOf(kept.text));
    return password ? withProxyPassword(kept.text, QString::fromUtf8(*password)) : kept.text;
}

} // namespace mailboat
