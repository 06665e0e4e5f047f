// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What KeyRingCall and the program that it starts, mailboat-keyring, say to each other. Arguments: a task and an entry. Its
/// standard input: where the task is to write, a line with the secret; it stays open as long as somebody waits. The answer: a line
/// with an outcome, then the secret, or what the library said.
namespace mailboat::keyringwords {

inline constexpr char program[] = "mailboat-keyring";
inline constexpr int secondsToUnlock = 120; ///< for somebody at the screen

inline constexpr char read[] = "read";
inline constexpr char write[] = "write";
inline constexpr char remove[] = "remove";

inline constexpr char done[] = "done";
inline constexpr char missing[] = "missing"; ///< no such entry
inline constexpr char locked[] = "locked"; ///< and was not unlocked
inline constexpr char denied[] = "denied";
inline constexpr char failed[] = "failed";

} // namespace mailboat::keyringwords
