// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/requestroom.h"

#include "core/domain/jsonmeasure.h"
#include "core/prefs/syncpreferences.h"
#include "core/server/limits.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr int answerCopies = 4; // the records, the answer, that compressed, and what compressing takes

} // namespace

RequestRoom::RequestRoom(MemoryAccount &memory, int site, qint64 bodyBytes)
    : m_memory(memory)
    , m_part(memory, site, MemoryAccount::Use::Works)
    , m_bodyBytes(bodyBytes)
{
}

Result<> RequestRoom::toRead(const QByteArray &body, const Load &load, qint64 most)
{
    const JsonMeasure measure = JsonMeasure::of(body, load.list);
    if (measure.listed > most)
        return failure(wire::tooMany(load.listed, most));
    const bool isListAlone = load.list && !*load.list; // read with an envelope put around it
    const qint64 bytes = measure.bytesToRead(body.size()) + (isListAlone ? body.size() : 0);
    if (m_bodyBytes + m_part.bytes() + bytes > m_memory.mostOfSite()) // and would be the next time, too
        return failure(ErrorCode::TooManyRecords, {{QStringLiteral("what"), QStringLiteral("values")}});
    return m_part.grow(bytes);
}

Result<qint64> RequestRoom::toAnswer()
{
    Error refused = MemoryAccount::tooMuchWaits();
    for (qint64 most = std::min(mostAnswerBytes, m_memory.roomToWait(m_part.site())); most >= leastAnswerBytes;
         most /= 4) {
        const Result<> grown = m_part.grow(most * answerCopies);
        if (grown)
            return most;
        refused = grown.error();
    }
    return failure(refused);
}

qint64 mostListed(const Load &load, const SyncPreferences &preferences)
{
    if (!load.list)
        return wire::anyNumber;
    return load.listed == wire::Listed::Records ? preferences.maxRecords.value() : preferences.maxIds.value();
}

} // namespace mailboat
