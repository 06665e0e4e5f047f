// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtEndian>

#include <bit>

namespace mailboat {

/// Where the string of JSON ends whose text begins at `at`: at its closing quote, or at `end` where there is none. Eight bytes
/// are looked at together: nearly all of a record stands in strings.
inline const char *endOfJsonString(const char *at, const char *end)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = ones << 7U;
    constexpr qsizetype together = sizeof(quint64);
    constexpr quint64 quotes = ones * '"';
    constexpr quint64 backslashes = ones * '\\';
    while (end - at >= together) {
        const auto bytes = qFromLittleEndian<quint64>(at);
        const quint64 quote = bytes ^ quotes;
        const quint64 backslash = bytes ^ backslashes;
        // The lowest bit that is set is that of the first byte which is one of them; those above it may say nothing.
        const quint64 found = (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & highs;
        if (found == 0) {
            at += together;
            continue;
        }
        at += std::countr_zero(found) / 8;
        if (*at == '"')
            return at;
        at += end - at > 1 ? 2 : 1;
    }
    while (at != end && *at != '"')
        at += *at == '\\' && end - at > 1 ? 2 : 1;
    return at;
}

} // namespace mailboat
