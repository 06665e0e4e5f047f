// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

/// What the records of a batch take, roughly: their data, and what stands beside it in a body.
template<class Entry>
qint64 bytesOf(const QList<Entry> &entries)
{
    constexpr qint64 bytesBeside = 100;
    qint64 bytes = 0;
    for (const Entry &entry : entries)
        bytes += entry.record.data.size() + bytesBeside;
    return bytes;
}

} // namespace mailboat
