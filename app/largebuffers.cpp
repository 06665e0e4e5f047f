// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/largebuffers.h"

#include <cstdlib> // which defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace mailboat {

void giveBackLargeBuffers()
{
#ifdef __GLIBC__
    constexpr int large = 256 * 1024; // bytes; where it is set, it stays
    (void)mallopt(M_MMAP_THRESHOLD, large); // NOLINT(concurrency-mt-unsafe): before there are threads
#endif
}

} // namespace mailboat
