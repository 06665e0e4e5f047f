// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// Takes the places of standard input, output and error where the caller closed them, before anything else is opened: else
/// the next file or pipe would get the number, be read as input or be written over with messages. What is read there then
/// has ended, what is written fails.
void keepStandardChannels();

} // namespace mailboat
