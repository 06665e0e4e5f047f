// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// No image of this process's memory, which holds passwords and codes, is written where it dies, nor of the processes that it
/// starts, and other programs of the same person cannot read it. To be called before anything secret is read. A debugger starts
/// the program, or belongs to root.
void keepMemoryPrivate();

} // namespace mailboat
