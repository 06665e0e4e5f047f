// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

inline constexpr qint64 bytesBesideData = 100; ///< in a body, roughly: names, ID, what JSON needs

/// Until a body has shown it: what a coder leaves of a byte of records of many kinds.
inline constexpr double usualWirePerByte = 0.2;

/// Estimates go no further: what another end says of itself may be anything.
inline constexpr double mostBytesEstimated = 1e15;
inline constexpr double mostSecondsEstimated = 1e9; // 30 years

/// What the records of a batch take, roughly: their data, and what stands beside it in a body.
template<class Entry>
qint64 bytesOf(const QList<Entry> &entries)
{
    qint64 bytes = 0;
    for (const Entry &entry : entries)
        bytes += entry.record.data.size() + bytesBesideData;
    return bytes;
}

} // namespace mailboat
