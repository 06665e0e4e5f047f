// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/privatememory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace mailboat {

void keepMemoryPrivate()
{
    // The limit is for files, and is inherited; where dumps go to a program (systemd-coredump) only the other one counts.
    constexpr rlimit none {0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none);
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace mailboat
