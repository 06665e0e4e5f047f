// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/primaryrecords.h"

#include "core/domain/datafilefault.h"
#include "core/domain/peer.h"
#include "core/records/log.h"
#include "core/records/queuefill.h"
#include "core/records/recordwriter.h"
#include "core/records/refusalreason.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/sitepositions.h"
#include "core/store/store.h"
#include "core/store/syncqueue.h"

#include <algorithm>
#include <chrono>

namespace mailboat {

namespace {

// Others who want to write wait for one transaction of a push, not for all of it. Finishing what belongs together comes on top.
// What has not changed costs nearly nothing, and counts by its time alone.
constexpr qsizetype mostChangedAtOnce = 1000;
constexpr std::chrono::milliseconds longestAtOnce {100};
constexpr qsizetype mostTogether = 4000;
constexpr qsizetype readAtOnce = 500; // some MB at most (RecordTable::readAhead())

/// Before which records of a batch others may write: not between those of one transfer, which its receiver has to get together
/// (protocol.md §4.7), or its program makes a mirror of the first lines alone.
QList<bool> cutsOf(const QList<Record> &batch)
{
    const Routing &routing = Routing::builtIn();
    QList<int> families(batch.size() + 1, 0); // that begin here, less those that ended before
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
        ++families[before + 1];
        --families[at + 1];
        last.insert(family, at);
    }
    QList<bool> mayCut(batch.size(), true);
    for (qsizetype at = 0, open = 0; at < batch.size(); ++at) {
        open += families.at(at);
        mayCut[at] = open == 0;
    }
    return mayCut;
}

} // namespace

PrimaryRecords::PrimaryRecords(Store &store)
    : m_store(store)
{
}

Result<PrimaryRecords::PushOutcome> PrimaryRecords::acceptPush(
    SyncId from, const QList<Record> &batch, const PushMark &mark, const NamelessRecords &nameless)
{
    PushOutcome outcome {.quarantined = nameless.records};
    QSet<RecordKey> waiting;
    Push push {from, batch, mark};
    for (qsizetype next = 0; next < batch.size();) {
        const Result<Stored> stored = m_store.connection().transact([&]() -> Result<Stored> {
            Result<Stored> part = store(push, next);
            const bool isLast = part && part->next >= batch.size();
            if (isLast)
                if (const Result<> noted = end(from, mark, nameless); !noted)
                    return failure(noted.error());
            return part;
        });
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

/// With the last of its records.
Result<> PrimaryRecords::end(SyncId from, const PushMark &mark, const NamelessRecords &nameless)
{
    return m_store.quarantine().addNameless(from, nameless, m_store.clock().utcNow()).and_then([&]() -> Result<> {
        return mark.number > 0 ? SitePositions(m_store.connection()).noteTaken(from, mark.number) : Result<>();
    });
}

Result<PrimaryRecords::Stored> PrimaryRecords::store(Push &push, qsizetype next)
{
    const qsizetype size = push.batch.size();
    RecordWriter writer(m_store);
    if (const Result<> begun = writer.begin(); !begun)
        return failure(begun.error());
    const auto since = std::chrono::steady_clock::now();
    Stored stored {.next = next};
    while (stored.next < size) {
        if ((stored.next - next) % readAtOnce == 0)
            if (const Result<> read = writer.expect(push.batch.mid(stored.next, readAtOnce), push.from); !read)
                return failure(read.error());
        if (const Result<> taken = take(writer, push, stored); !taken)
            return failure(taken.error());
        ++stored.next;
        const qsizetype done = stored.next - next;
        const qsizetype changed = done - stored.outcome.unchanged;
        const bool isMuch = changed >= mostChangedAtOnce || std::chrono::steady_clock::now() - since > longestAtOnce;
        if (done >= mostTogether || (isMuch && push.mayCut(stored.next)))
            break;
    }
    if (const Result<> finished = writer.finish(); !finished)
        return failure(finished.error());
    stored.takenLate = writer.takenLate();
    return stored;
}

/// Most pushes are taken before it is asked.
bool PrimaryRecords::Push::mayCut(qsizetype before)
{
    if (cuts.isEmpty())
        cuts = cutsOf(batch);
    return cuts.value(before, true);
}

Result<> PrimaryRecords::take(RecordWriter &writer, const Push &push, Stored &stored)
{
    const Record &record = push.batch.at(stored.next);
    PushOutcome &outcome = stored.outcome;
    const auto verdict = writer.take(record, push.from, push.mark);
    if (!verdict)
        return failure(verdict.error());
    if (!verdict->refused) {
        ++(verdict->hasChanged ? outcome.taken : outcome.unchanged);
        return {};
    }
    const Result<bool> isKept = writer.keep(record, push.from, *verdict);
    if (!isKept)
        return failure(isKept.error());
    if (!*isKept)
        outcome.notKept.append({stored.next, refusalReason(record, *verdict->refused)});
    else if (verdict->waitsFor)
        stored.waiting.insert({record.table, record.id});
    ++outcome.quarantined;
    return {};
}

Result<qint64> PrimaryRecords::initialise(SyncId site, const SiteApp &app)
{
    QueueFill fill(m_store, site, app);
    const Result<> done = fill.run();
    if (done)
        return fill.queueLength();
    // A site that is unknown by now may have left its number to another one.
    const ErrorCode code = done.error().code;
    if (code != ErrorCode::DatafileBusy && code != ErrorCode::PeerUnknown && !isDatafileFault(code)) {
        if (const Result<> marked = m_store.peerStates().setStatus(site, PeerStatus::Blocked); !marked)
            qCWarning(recordsLog, "Site %d could not be marked as failed", site.value());
    }
    return failure(done.error());
}

Result<> PrimaryRecords::finishInitialise(SyncId site)
{
    std::optional<SiteApp> unfinished;
    const Result<> read = m_store.connection().each("SELECT status, app, app_version FROM peer WHERE sync_id = ?"_sql,
        {site.value()}, [&unfinished](const Row &row) -> Result<> {
            const auto status = static_cast<PeerStatus>(row.value(0).toInt());
            if (status == PeerStatus::Initialising || status == PeerStatus::Blocked)
                unfinished = SiteApp {row.value(1).toString(), row.value(2).toString()};
            return {};
        });
    if (!read || !unfinished)
        return read;
    return initialise(site, *unfinished).map([](qint64) {});
}

Result<qint64> PrimaryRecords::generate(SyncId site)
{
    QueueFill fill(m_store, site);
    return fill.run().map([&fill] { return fill.gathered(); });
}

Result<> PrimaryRecords::queueCentralNews(SyncId site)
{
    const auto isNew = [&]() -> Result<std::optional<std::pair<qint64, qint64>>> {
        const Result<std::optional<qint64>> cursor = m_store.peerStates().centralCursor(site);
        if (!cursor)
            return failure(cursor.error());
        if (!*cursor)
            return std::nullopt;
        return m_store.changeLog().highest().map([&](qint64 highest) {
            return highest > **cursor ? std::optional(std::pair(**cursor, highest)) : std::nullopt;
        });
    };
    const auto found = isNew(); // most often nothing is, and nobody waits for the writer
    if (!found || !*found)
        return found.map([](const auto &) {});
    return m_store.connection().transact([&]() -> Result<> {
        const auto news = isNew();
        if (!news || !*news)
            return news.map([](const auto &) {});
        const auto [from, to] = **news;
        return m_store.queue().addLogged(site, from).and_then([&, last = to] {
            return m_store.peerStates().setCentralCursor(site, last);
        });
    });
}

Result<qint64> PrimaryRecords::countFor(SyncId site) const
{
    SiteFill fill(m_store.connection());
    return QueueFill::gatherToGenerate(m_store, site, fill);
}

Result<qint64> PrimaryRecords::countOwnedBy(SyncId site) const
{
    return SiteFill(m_store.connection()).gatherOwnedBy(site);
}

} // namespace mailboat
