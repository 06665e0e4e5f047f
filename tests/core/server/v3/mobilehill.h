// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/mobilecaller.h"
#include "tests/support/servedprimary.h"

namespace mailboat::test {

/// A device at the site "hill" of the primary.
inline MobileCaller hillOf(ServedPrimary &primary)
{
    return {primary.port(), QStringLiteral("hill"), QStringLiteral("secret-2")};
}

} // namespace mailboat::test
