// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pushcourse.h"

#include "core/records/datafile.h"
#include "core/records/satelliterecords.h"

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr int asManyAsWanted = std::numeric_limits<int>::max();

Error reasonOf(const QueuedRecord &record, const Error &why)
{
    return {ErrorCode::RecordRefused,
        {{QStringLiteral("table"), QString::fromUtf8(record.record.table)},
            {QStringLiteral("id"), QString::fromUtf8(record.record.id)}, {QStringLiteral("text"), describe(why)}},
        why.detail};
}

} // namespace

PushCourse::PushCourse(Datafile &datafile)
    : m_datafile(datafile)
    , m_most(asManyAsWanted)
{
}

Result<Outbox::Batch> PushCourse::next(int wanted) const
{
    return m_datafile.outbox().first(std::min(wanted, m_most), m_after);
}

Result<> PushCourse::refused(const Outbox::Batch &batch, const Error &why)
{
    if (batch.records.size() > 1) {
        m_most = static_cast<int>(batch.records.size() / 2);
        return {};
    }
    const Refused refused {batch.records.constFirst(), why};
    m_after = batch.last;
    m_isAlone = true;
    ++m_inARow;
    const bool isProven = m_anyAccepted || batch.triedAgain.contains(refused.record.syncOutId);
    if (!isProven)
        m_doubtful.append(refused);
    else if (const Result<> done = setAside(refused); !done)
        return done;
    if (m_inARow >= mostInARow)
        return failure(why);
    return {};
}

Result<> PushCourse::accepted(const Outbox::Batch &batch)
{
    m_after = batch.last;
    m_inARow = 0;
    m_anyAccepted = true;
    if (std::exchange(m_isAlone, false)) // it was that record, not how many there were
        m_most = asManyAsWanted;
    for (const Refused &refused : std::as_const(m_doubtful)) {
        if (const Result<> done = setAside(refused); !done)
            return done;
    }
    m_doubtful.clear();
    return {};
}

std::optional<Error> PushCourse::leftOver() const
{
    return m_doubtful.isEmpty() ? std::nullopt : std::optional(m_doubtful.constFirst().why);
}

Result<> PushCourse::setAside(const Refused &refused)
{
    const Result<bool> isAside
        = m_datafile.satelliteRecords().setAside(refused.record, reasonOf(refused.record, refused.why));
    if (!isAside)
        return failure(isAside.error());
    m_setAside += *isAside ? 1 : 0;
    return {};
}

} // namespace mailboat
