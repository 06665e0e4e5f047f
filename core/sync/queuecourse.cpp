// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/queuecourse.h"

#include "core/sync/noprogress.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mailboat {

namespace {

/// How often the same batch may come back although it was acknowledged.
constexpr int mostRepeats = 3;
/// Of some 60 bytes each; where a disk is slow many become stored at once.
constexpr int mostTokens = 20;

QList<QByteArray> idsOf(const wire::QueueBatch &batch)
{
    QList<QByteArray> ids;
    ids.reserve(batch.records.size() + batch.nameless.syncOutIds.size());
    for (const QueuedRecord &record : batch.records) {
        if (!record.syncOutId.isEmpty())
            ids.append(record.syncOutId);
    }
    return ids + batch.nameless.syncOutIds;
}

} // namespace

QueueCourse::Question QueueCourse::next(int stored)
{
    m_asked = {{}, {}, m_nameless};
    m_askedFor = std::clamp(stored - m_gone, 0, std::min(static_cast<int>(m_given.size()), mostTokens));
    QByteArrayList tokens;
    for (int at = 0; at < m_askedFor; ++at)
        tokens.append(m_given.at(at).token);
    m_asked.acknowledge = tokens.join(',');
    if (m_given.size() > m_askedFor)
        m_asked.after = m_given.constLast().token;
    return m_asked;
}

/// An answer that begins with what has come already shows that the question was not understood.
bool QueueCourse::comesAgain(const QList<QByteArray> &ids) const
{
    if (ids == m_last)
        return true;
    return !ids.isEmpty() && std::any_of(m_given.cbegin(), m_given.cend(), [&ids](const Given &given) {
        return given.ids.contains(ids.constFirst());
    });
}

Result<QueueCourse::Turn> QueueCourse::answered(const wire::QueueBatch &batch, bool isMailboat, bool isFull)
{
    Turn turn;
    for (; m_askedFor > 0; --m_askedFor) {
        turn.acknowledged += m_given.takeFirst().ids;
        ++m_gone;
    }
    // What is on its way here may have been queued anew meanwhile: queueLength counts it once, and it is to come again.
    const bool isExact = std::exchange(m_asked, {}).after.isEmpty();
    turn.isLast = batch.records.isEmpty();
    if (turn.isLast)
        return turn;
    const QList<QByteArray> ids = idsOf(batch);
    const qint64 records = batch.count();
    const bool isAllThereIs = ids.isEmpty() && records <= m_nameless;
    m_nameless = static_cast<int>(records - ids.size());
    m_repeats = comesAgain(ids) ? m_repeats + 1 : 0;
    m_isUnderstood = m_isUnderstood && m_repeats == 0;
    if (m_repeats >= mostRepeats)
        return failure(noProgress(Step::PullQueued, m_repeats));
    m_last = ids;
    const qint64 waiting = std::accumulate(m_given.cbegin(), m_given.cend(), qint64 {0},
        [](qint64 sum, const Given &given) { return sum + given.records; });
    turn.left = std::max<qint64>(batch.queueLength - waiting - records, 0);
    turn.isLast = isAllThereIs || (isMailboat && turn.left == 0 && (isExact || !isFull));
    // a batch that comes back shows that its token was not understood: then the ids are named
    turn.token = isMailboat && m_repeats == 0 ? batch.token : QByteArray();
    m_given.append({turn.token, ids, records});
    return turn;
}

void QueueCourse::acknowledgedAll()
{
    m_gone += static_cast<int>(m_given.size());
    m_given.clear();
}

} // namespace mailboat
