// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// From now on memory in large pieces goes back to the system as soon as it is free. By itself glibc learns from the first
/// pieces of some megabytes, which batches are made of, to keep such ones, for every thread its own: a first load of 20,000 records
/// by batches of 5,000 took 146 MiB of a primary at its highest, and 86 so (VmHWM, one run each, 2026-11-30). Before there are threads.
void giveBackLargeBuffers();

} // namespace mailboat
