// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/newpassword.h"

#include "core/security/sodium.h"

#include <sodium.h>

namespace mailboat {

namespace {

constexpr int passwordLength = 16;
constexpr int passwordGroup = 4;
// No i, l, o, u. Small letters: no key but one is pressed for each.
constexpr QLatin1StringView passwordLetters {"0123456789abcdefghjkmnpqrstvwxyz"};

} // namespace

QString newPassword()
{
    startSodium();
    QString made;
    for (int i = 0; i < passwordLength; ++i) {
        if (i > 0 && i % passwordGroup == 0)
            made.append(u'-');
        made.append(passwordLetters[randombytes_uniform(static_cast<uint32_t>(passwordLetters.size()))]);
    }
    return made;
}

} // namespace mailboat
