// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// Readies libsodium, once; to be called before any of its functions. Ends the program where there is no randomness to be
/// had: whatever went on then would be guessable.
void startSodium();

} // namespace mailboat
