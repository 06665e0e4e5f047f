// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/primaryrecords.h"

#include "core/domain/peer.h"
#include "core/records/recordwriter.h"
#include "core/records/refusalreason.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

#include <algorithm>
#include <chrono>

namespace mailboat {

namespace {

// Others who want to write wait for one transaction of a push, not for all of it. Finishing what belongs together comes on top.
constexpr qsizetype mostTakenAtOnce = 1000;
constexpr std::chrono::milliseconds longestAtOnce {100};
constexpr qsizetype mostTogether = 4000;

/// Before which records of a batch others may write: not between those of one transfer, which its receiver has to get together
/// (protocol.md §4.7), or its program makes a mirror of the first lines alone.
QList<bool> cutsOf(const QList<Record> &batch)
{
    const Routing &routing = Routing::builtIn();
    QList<bool> mayCut(batch.size(), true);
    QHash<RecordKey, qsizetype> last;
    for (qsizetype at = 0; at < batch.size(); ++at) {
        const Record &record = batch.at(at);
        const TableRule &rule = routing.rule(record.table);
        if (rule.category != Category::Transfer)
            continue;
        const RecordKey family = rule.parentTable.isEmpty()
            ? RecordKey {record.table, record.id}
            : RecordKey {rule.parentTable, routing.links(record).parent};
        const qsizetype before = last.value(family, at);
        std::fill(mayCut.begin() + before + 1, mayCut.begin() + std::max(at, before) + 1, false);
        last.insert(family, at);
    }
    return mayCut;
}

} // namespace

PrimaryRecords::PrimaryRecords(Store &store)
    : m_store(store)
{
}

Result<PrimaryRecords::PushOutcome> PrimaryRecords::acceptPush(SyncId from, const QList<Record> &batch)
{
    PushOutcome outcome;
    QSet<RecordKey> waiting;
    const QList<bool> mayCut = cutsOf(batch);
    for (qsizetype next = 0; next < batch.size();) {
        const Result<Stored> stored
            = m_store.connection().transact([&]() -> Result<Stored> { return store(from, batch, next, mayCut); });
        if (!stored)
            return failure(stored.error());
        next = stored->next;
        outcome.taken += stored->outcome.taken;
        outcome.unchanged += stored->outcome.unchanged;
        outcome.quarantined += stored->outcome.quarantined;
        outcome.notKept += stored->outcome.notKept;
        waiting.unite(stored->waiting);
        for (const auto &[site, key] : stored->takenLate) {
            const bool isOfThese = site == from && waiting.remove(key);
            outcome.quarantined -= isOfThese ? 1 : 0;
            ++(isOfThese ? outcome.taken : outcome.takenLate);
        }
    }
    return outcome;
}

Result<PrimaryRecords::Stored> PrimaryRecords::store(
    SyncId from, const QList<Record> &batch, qsizetype next, const QList<bool> &mayCut)
{
    RecordWriter writer(m_store);
    if (const Result<> begun = writer.begin(); !begun)
        return failure(begun.error());
    const auto since = std::chrono::steady_clock::now();
    Stored stored {.next = next};
    while (stored.next < batch.size()) {
        if (const Result<> taken = take(writer, from, batch.at(stored.next), stored); !taken)
            return failure(taken.error());
        ++stored.next;
        const qsizetype done = stored.next - next;
        const bool isMuch = done >= mostTakenAtOnce || std::chrono::steady_clock::now() - since > longestAtOnce;
        if (done >= mostTogether || (isMuch && mayCut.value(stored.next, true)))
            break;
    }
    if (const Result<> finished = writer.finish(); !finished)
        return failure(finished.error());
    stored.takenLate = writer.takenLate();
    return stored;
}

Result<> PrimaryRecords::take(RecordWriter &writer, SyncId from, const Record &record, Stored &stored)
{
    PushOutcome &outcome = stored.outcome;
    const auto verdict
        = record.action == Action::Delete ? writer.remove({record.table, record.id}, from) : writer.put(record, from);
    if (!verdict)
        return failure(verdict.error());
    if (!verdict->refused) {
        ++(verdict->hasChanged ? outcome.taken : outcome.unchanged);
        return {};
    }
    const Result<bool> isKept = writer.keep(record, from, *verdict);
    if (!isKept)
        return failure(isKept.error());
    if (!*isKept)
        outcome.notKept.append({stored.next, refusalReason(record, *verdict->refused)});
    else if (verdict->waitsFor)
        stored.waiting.insert({record.table, record.id});
    ++outcome.quarantined;
    return {};
}

Result<qint64> PrimaryRecords::initialise(SyncId site)
{
    return fillQueue(site, false, true);
}

Result<qint64> PrimaryRecords::generate(SyncId site)
{
    return fillQueue(site, true, false);
}

Result<qint64> PrimaryRecords::fillQueue(SyncId site, bool withCentral, bool afresh)
{
    return m_store.connection().transact([&]() -> Result<qint64> {
        const Result<QVariant> peer
            = m_store.connection().value("SELECT 1 FROM peer WHERE sync_id = ?"_sql, {site.value()});
        if (!peer)
            return failure(peer.error());
        if (!peer->isValid())
            return failure(ErrorCode::PeerUnknown, {{QStringLiteral("syncId"), site.value()}});
        SiteFill fill(m_store.connection());
        const Result<qint64> gathered = fill.gatherFor(site, withCentral);
        if (!gathered)
            return gathered;
        if (afresh) {
            if (const Result<> dropped = m_store.queue().drop(site); !dropped)
                return failure(dropped.error());
            if (const Result<> set = m_store.peerStates().setStatus(site, PeerStatus::Ready); !set)
                return failure(set.error());
        }
        if (const Result<> queued = fill.intoQueue(site); !queued)
            return failure(queued.error());
        return gathered;
    });
}

Result<qint64> PrimaryRecords::countFor(SyncId site) const
{
    return SiteFill(m_store.connection()).gatherFor(site, true);
}

Result<qint64> PrimaryRecords::countOwnedBy(SyncId site) const
{
    return SiteFill(m_store.connection()).gatherOwnedBy(site);
}

} // namespace mailboat
