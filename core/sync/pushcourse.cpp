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

Result<Outbox::Batch> PushCourse::next(int wanted)
{
    const int most = std::min(wanted, m_most);
    const Result<QMap<qint64, qint64>> bases = PushBases(m_datafile.connection()).all();
    if (!bases)
        return failure(bases.error());
    for (auto one = bases->begin(); one != bases->end(); ++one) {
        Result<Outbox::Batch> batch = m_datafile.outbox().first(most, m_after, one.key());
        if (batch && batch->records.isEmpty())
            continue;
        m_base = one.value();
        m_over.reset();
        return batch;
    }
    m_base.reset();
    const auto over = Unbrought(m_datafile.connection()).unknownPushes();
    if (!over)
        return failure(over.error());
    m_over = *over;
    return m_datafile.outbox().first(most, m_after);
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

Result<> PushCourse::accepted(
    const Outbox::Batch &batch, const QList<wire::PushAnswer::NotKept> &notKept, qint64 number)
{
    QHash<QByteArray, const wire::PushAnswer::NotKept *> kept;
    for (const wire::PushAnswer::NotKept &record : notKept)
        kept.insert(record.syncOutId, &record);
    QList<QByteArray> taken;
    QList<RecordKey> keys;
    for (const QueuedRecord &record : batch.records) {
        const wire::PushAnswer::NotKept *const said = kept.value(record.syncOutId);
        if (!said) {
            taken.append(record.syncOutId);
            keys.append({record.record.table, record.record.id});
        } else if (const Result<> done = setAside(record, ErrorCode::RecordNotKept, said->message, said->code); !done) {
            return done;
        }
    }
    const Result<> gone = m_datafile.connection().transact([&]() -> Result<> {
        return m_datafile.outbox()
            .acknowledge(taken)
            .and_then([&] { return Unbrought(m_datafile.connection()).has(keys); })
            .and_then([&](qint64) { return number > 0 ? m_datafile.state().notePushAnswered(number) : Result<>(); })
            .and_then([&] { return m_base ? forgetBase() : Result<>(); });
    });
    if (!gone)
        return gone;
    m_taken += taken.size();
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
