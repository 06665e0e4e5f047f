// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace mailboat {

/// Bytes of a request's body that are gathered from anybody.
inline constexpr qint64 smallBody = 64 * 1024;

/// Records of one answer where the caller does not say (protocol.md §2.4), and the most there are, whatever it says.
inline constexpr int usualRecords = 500;
inline constexpr int mostRecords = 5000;
/// Bytes of record data after which an answer takes no further record.
inline constexpr qint64 mostAnswerBytes = 16 << 20;
/// With less room than this none is begun.
inline constexpr qint64 leastAnswerBytes = 256 << 10;

} // namespace mailboat
