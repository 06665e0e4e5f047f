// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/target.h"

#include <stdexcept>

namespace mailboat::fuzz {

void require(bool holds, const char *what)
{
    if (!holds)
        throw std::logic_error(what);
}

} // namespace mailboat::fuzz
