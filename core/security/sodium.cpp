// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/sodium.h"

#include <QtGlobal>

#include <sodium.h>

namespace mailboat {

void startSodium()
{
    static const bool started = sodium_init() >= 0;
    if (!started)
        qFatal("libsodium cannot be used on this machine");
}

} // namespace mailboat
