// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <initializer_list>
#include <optional>

namespace mailboat {

/// How a body is compressed on the wire: gzip, which every client reads, and zstd between our own (protocol.md §2.9): 40 %
/// fewer bytes for batches of records, in less time. zstd is read from anybody who sends it.
enum class Coding { Gzip, Zstd };

/// What zlib is asked for: its largest window, in gzip's frame.
inline constexpr int gzipWindow = 15 + 16;
/// The largest window of a zstd frame that we write or read, as a power of two: what HTTP allows (RFC 9659), 8 MiB.
inline constexpr int zstdWindow = 23;

/// All that we read, the best first, for Accept-Encoding and `mailboat-accept-encoding`.
inline constexpr const char *acceptedCodings = "zstd, gzip";

QByteArray codingName(Coding coding); ///< as Content-Encoding has it
std::optional<Coding> codingNamed(const QByteArray &name); ///< any case, x-gzip too; empty: one that we do not know
/// The first of those offered that a list such as Accept-Encoding's names with a weight above zero.
std::optional<Coding> acceptedOf(const QByteArray &list, std::initializer_list<Coding> offered);

/// Empty where the library fails.
QByteArray coded(const QByteArray &plain, Coding coding);

} // namespace mailboat
