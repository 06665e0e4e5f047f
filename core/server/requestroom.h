// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/memoryaccount.h"
#include "core/wire/listed.h"

namespace mailboat {

class SyncPreferences;

/// What a request lists, of which it may not have too much: a route says so.
struct Load {
    const char *list = nullptr; ///< the body's key under which that stands; empty: the body is that list; null: nothing
    wire::Listed listed = wire::Listed::Records;
};

/// What the work on one request takes of the account, from its body to its answer; given back with this.
class RequestRoom
{
public:
    /// `bodyBytes`: what the request has taken already.
    RequestRoom(MemoryAccount &memory, int site, qint64 bodyBytes);

    Result<> toInflate(qint64 bytes) { return m_part.grow(bytes); }
    /// Of the answer, where it is known how large that is.
    Result<> toHold(qint64 bytes) { return m_part.grow(bytes); }
    /// Before the body is read. TooManyRecords, also where it has more values than would ever have room; ServerFull.
    Result<> toRead(const QByteArray &body, const Load &load, qint64 most);
    /// Before records are gathered for the answer: how many bytes these may have, fewer than usual where there is little room.
    /// ServerFull.
    Result<qint64> toAnswer();

private:
    MemoryAccount &m_memory;
    MemoryAccount::Part m_part;
    const qint64 m_bodyBytes;
};

/// How much of it one request may list.
qint64 mostListed(const Load &load, const SyncPreferences &preferences);

} // namespace mailboat
