// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pushcourse.h"

#include "core/records/datafile.h"
#include "core/records/satelliterecords.h"
#include "core/sql/connection.h"
#include "core/store/pushbases.h"
#include "core/store/syncstate.h"
#include "core/store/unbrought.h"

#include <QHash>

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

constexpr int asManyAsWanted = std::numeric_limits<int>::max();

} // namespace

PushCourse::PushCourse(Datafile &datafile)
    : m_datafile(datafile)
    , m_most(asManyAsWanted)
{
}

Result<PushCourse::Part> PushCourse::next(int wanted)
{
    return read(std::min(wanted, m_most), m_after, m_accepted ? m_accepted->part.batch.records.size() : 0);
}

Result<PushCourse::Part> PushCourse::behind(const Part &sent, int wanted) const
{
    return read(std::min(wanted, m_most), sent.batch.last, sent.batch.records.size());
}

/// A part that was read while much less was wanted is read anew, too.
Result<bool> PushCourse::isNext(const Part &ahead, int wanted) const
{
    const int most = std::min(wanted, m_most);
    const qsizetype records = ahead.batch.records.size();
    const bool isAsWanted = records <= most && (records < ahead.most || most / 2 < ahead.most);
    if (ahead.isEmpty() || ahead.batch.after != m_after || !isAsWanted)
        return false;
    const Result<QMap<qint64, qint64>> bases = PushBases(m_datafile.connection()).all();
    if (!bases)
        return failure(bases.error());
    const auto baseOf = [&bases](qint64 number) {
        const auto one = bases->lowerBound(number);
        return one == bases->end() ? std::nullopt : std::optional(one.value());
    };
    const qint64 first = ahead.batch.records.constFirst().syncOutId.toLongLong();
    if (baseOf(first) != ahead.base || baseOf(ahead.batch.last) != ahead.base)
        return false;
    const auto over = ahead.base ? Result<std::optional<PushMark::Span>>(std::nullopt)
                                 : Unbrought(m_datafile.connection()).unknownPushes();
    if (!over)
        return failure(over.error());
    if (*over != ahead.over)
        return false;
    return m_datafile.outbox().isUnchanged(ahead.batch);
}

/// `leaving`: so many of what waits are about to go.
Result<PushCourse::Part> PushCourse::read(int most, qint64 after, qsizetype leaving) const
{
    const Result<QMap<qint64, qint64>> bases = PushBases(m_datafile.connection()).all();
    if (!bases)
        return failure(bases.error());
    Part part;
    part.most = most;
    Result<Outbox::Batch> batch = Outbox::Batch {};
    for (auto one = bases->begin(); batch && batch->records.isEmpty() && one != bases->end(); ++one) {
        part.base = one.value();
        batch = m_datafile.outbox().first(most, after, one.key());
    }
    if (batch && batch->records.isEmpty()) {
        part.base.reset();
        batch = m_datafile.outbox().first(most, after);
    }
    if (!batch)
        return failure(batch.error());
    if (!part.base) {
        const auto over = Unbrought(m_datafile.connection()).unknownPushes();
        if (!over)
            return failure(over.error());
        part.over = *over;
    }
    part.batch = std::move(*batch);
    // what waits without a record to send would never end the push: the last request says 0
    const qint64 waiting = std::max<qint64>(part.batch.waiting - leaving, part.batch.records.size());
    part.body
        = wire::compose(wire::QueueBatch {part.isEmpty() ? 0 : waiting, part.batch.records}, wire::Writing::Satellite);
    for (QueuedRecord &record : part.batch.records)
        record.record.data.clear();
    return part;
}

Result<> PushCourse::refused(const Part &part, const Error &why)
{
    const Outbox::Batch &batch = part.batch;
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

void PushCourse::accepted(Accepted accepted)
{
    m_after = accepted.part.batch.last;
    m_inARow = 0;
    m_anyAccepted = true;
    if (std::exchange(m_isAlone, false)) // it was that record, not how many there were
        m_most = asManyAsWanted;
    m_accepted = std::move(accepted);
}

Result<> PushCourse::settle()
{
    const std::optional<Accepted> accepted = std::exchange(m_accepted, {});
    if (!accepted)
        return {};
    QHash<QByteArray, const wire::PushAnswer::NotKept *> kept;
    for (const wire::PushAnswer::NotKept &record : accepted->notKept)
        kept.insert(record.syncOutId, &record);
    QList<RecordKey> taken;
    for (const QueuedRecord &record : accepted->part.batch.records) {
        const wire::PushAnswer::NotKept *const said = kept.value(record.syncOutId);
        if (!said) {
            taken.append({record.record.table, record.record.id});
        } else if (const Result<> done = setAside(record, ErrorCode::RecordNotKept, said->message, said->code); !done) {
            return done;
        }
    }
    const qint64 number = accepted->number;
    const Result<> gone = m_datafile.connection().transact([&]() -> Result<> {
        return m_datafile.outbox()
            .acknowledge(accepted->part.batch)
            .and_then([&] { return Unbrought(m_datafile.connection()).has(taken); })
            .and_then([&](qint64) { return number > 0 ? m_datafile.state().notePushAnswered(number) : Result<>(); })
            .and_then([&] { return accepted->part.base ? forgetBase() : Result<>(); });
    });
    if (!gone)
        return gone;
    m_taken += taken.size();
    for (const Refused &refused : std::as_const(m_doubtful)) {
        if (const Result<> done = setAside(refused); !done)
            return done;
    }
    m_doubtful.clear();
    return {};
}

/// Where nothing waits on it any more. Until all is being fetched anew, more may come to wait on it.
Result<> PushCourse::forgetBase()
{
    const Result<bool> isFetched = m_datafile.state().isQueuePrepared();
    if (!isFetched || !*isFetched)
        return isFetched.map([](bool) {});
    return PushBases(m_datafile.connection()).forgetSpent();
}

std::optional<Error> PushCourse::leftOver() const
{
    return m_doubtful.isEmpty() ? std::nullopt : std::optional(m_doubtful.constFirst().why);
}

Result<> PushCourse::setAside(const Refused &refused)
{
    return setAside(refused.record, ErrorCode::RecordRefused, describe(refused.why), refused.why.detail);
}

Result<> PushCourse::setAside(const QueuedRecord &record, ErrorCode code, const QString &text, const QString &detail)
{
    const Error reason {code,
        {{QStringLiteral("table"), QString::fromUtf8(record.record.table)},
            {QStringLiteral("id"), QString::fromUtf8(record.record.id)}, {QStringLiteral("text"), text}},
        detail};
    const Result<bool> isAside = m_datafile.satelliteRecords().setAside(record, reason);
    if (!isAside)
        return failure(isAside.error());
    m_setAside += *isAside ? 1 : 0;
    return {};
}

} // namespace mailboat
