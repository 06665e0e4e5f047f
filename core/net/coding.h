// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

#include <initializer_list>
#include <optional>

namespace mailboat {

/// How a body is compressed on the wire: gzip, which every client reads, and zstd between our own (protocol.md §2.9): 40 %
/// fewer bytes for batches of records, in less time. zstd is read from anybody who sends it.
enum class Coding { Gzip, Zstd };

/// All that we read, the best first, for Accept-Encoding and `mailboat-accept-encoding`.
inline constexpr const char *acceptedCodings = "zstd, gzip";

QByteArray codingName(Coding coding); ///< as Content-Encoding has it
std::optional<Coding> codingNamed(const QByteArray &name); ///< any case, x-gzip too; empty: one that we do not know
/// The first of those offered that a list such as Accept-Encoding's names with a weight above zero.
std::optional<Coding> acceptedOf(const QByteArray &list, std::initializer_list<Coding> offered);

/// Empty where the library fails.
QByteArray coded(const QByteArray &plain, Coding coding);
/// The text of a coded body (one or more members or frames, nothing behind). RequestTooLarge beyond `limit` bytes, long
/// before more than that has been made; RequestMalformed.
Result<QByteArray> decoded(const QByteArray &body, Coding coding, qint64 limit);

} // namespace mailboat
