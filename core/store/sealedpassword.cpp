// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sealedpassword.h"

#include "core/security/sealing.h"

namespace mailboat {

namespace {

/// With a NUL after each, which no user name or URL has.
QByteArray bytesOf(const PasswordPlace &place)
{
    return "password for the primary" + QByteArray(1, '\0') + place.rowUuid.toUtf8() + '\0' + place.userName.toUtf8()
        + '\0' + place.url.toUtf8() + '\0';
}

} // namespace

QByteArray sealedPassword(const QByteArray &wirePassword, const MachineKey &key, const PasswordPlace &place)
{
    return sealed(wirePassword, key.derived(MachineKey::Purpose::SealedPasswords), bytesOf(place));
}

Result<QByteArray> openedPassword(const QByteArray &box, const PasswordPlace &place)
{
    if (box.isEmpty())
        return QByteArray();
    return MachineKey::existing().and_then([&](const std::optional<MachineKey> &key) -> Result<QByteArray> {
        if (key) {
            const SecretKey derived = key->derived(MachineKey::Purpose::SealedPasswords);
            if (const std::optional<QByteArray> opened = unsealed(box, derived, bytesOf(place)))
                return *opened;
        }
        return failure(ErrorCode::PasswordNeeded);
    });
}

} // namespace mailboat
