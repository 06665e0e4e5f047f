// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/hardwareid.h"

#include <QCryptographicHash>
#include <QSysInfo>

#include <algorithm>

namespace mailboat {

namespace {

bool isPrintable(const QByteArray &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

Result<QString> hardwareId()
{
    const QByteArray given = qgetenv("MAILBOAT_HARDWARE_ID").trimmed();
    if (given.isEmpty())
        return hardwareIdOf(QSysInfo::machineUniqueId());
    constexpr int longest = 100;
    if (given.size() > longest || !isPrintable(given)) {
        return failure(ErrorCode::HardwareIdUnavailable, {},
            QStringLiteral("MAILBOAT_HARDWARE_ID is longer than 100 characters, or not printable ASCII"));
    }
    return QString::fromLatin1(given);
}

Result<QString> hardwareIdOf(const QByteArray &machineId)
{
    constexpr int shortest = 16; // systemd's has 32 digits
    const QByteArray id = machineId.trimmed().toLower();
    const bool allZero = std::all_of(id.cbegin(), id.cend(), [](char c) { return c == '0' || c == '-'; });
    if (id.size() < shortest || allZero || id.startsWith("uninitialized"))
        return failure(ErrorCode::HardwareIdUnavailable, {}, QStringLiteral("this system has no machine id"));
    constexpr int digits = 32;
    const QByteArray prefixed = QByteArrayLiteral("mailboat hardware id\n") + id;
    const QByteArray hash = QCryptographicHash::hash(prefixed, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(digits).toUpper());
}

} // namespace mailboat
