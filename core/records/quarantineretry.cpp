// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/quarantineretry.h"

#include "core/domain/dialect.h"
#include "core/domain/mobiledialect.h"
#include "core/records/integrator.h"
#include "core/records/recordwriter.h"
#include "core/records/satelliterecords.h"
#include "core/sql/connection.h"
#include "core/store/namesakes.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

Result<QList<Quarantine::Entry>> entriesOf(const Quarantine &quarantine, const std::optional<qint64> &number)
{
    if (!number)
        return quarantine.heads();
    return quarantine.entry(*number).map([](const std::optional<Quarantine::Entry> &found) {
        return found ? QList {*found} : QList<Quarantine::Entry> {};
    });
}

/// Whether the program at a site can read a record now, as Outgoing judges when it serves it.
Result<bool> isReadAt(Store &store, SyncId site, const Record &record)
{
    const auto anyZone = [] { return QTimeZone::utc(); };
    const Result<SiteApp> app = store.peerStates().app(site);
    if (!app)
        return failure(app.error());
    if (app->isMobile())
        return adaptedForMobile(record, anyZone).has_value();
    if (!asOpenMSupplyReads(record, anyZone))
        return false;
    return Namesakes(store.connection()).of(record.id).map([](const QList<RecordKey> &sharing) {
        return sharing.size() < 2;
    });
}

/// What sites could not read is on its way again where one of them can: another program runs there, or another record of its ID
/// has gone. Else it stays.
Result<bool> retryWithheld(Store &store, RecordWriter &writer, const Quarantine::Entry &entry)
{
    const RecordKey key {entry.record.table, entry.record.id};
    const Result<std::optional<StoredRecord>> stored = RecordTable(store.connection()).find(key);
    if (!stored)
        return failure(stored.error());
    bool isRead = !*stored;
    for (const SyncId site : Quarantine::sitesWithout(entry)) {
        if (isRead)
            break;
        const Result<bool> reads = isReadAt(store, site, {key.table, key.id, Action::Update, (*stored)->data});
        if (!reads)
            return reads;
        isRead = *reads;
    }
    if (!isRead)
        return false;
    return writer.sendAgain(key).and_then([&](bool) { return writer.finish(); }).map([] { return true; });
}

/// What is here instead of it would go, or the ends would differ.
bool isForPerson(ErrorCode reason)
{
    return reason == ErrorCode::FormOlder || reason == ErrorCode::FormReplaced || reason == ErrorCode::NotBrought;
}

/// At a satellite: what the primary has replaced, or has no more, as a change of this site's own, which goes there with the next
/// push. Taken here alone it would differ from the primary's for good: where this site may not write it, it is refused.
Result<qint64> writeAnew(Store &store, RecordWriter &writer, const Quarantine::Entry &entry)
{
    const Result<RecordWriter::Verdict> verdict = writer.take(entry.record, writer.here());
    if (!verdict)
        return failure(verdict.error());
    if (verdict->refused)
        return failure(ErrorCode::ActionNotPossible,
            {{QStringLiteral("why"),
                QCoreApplication::translate("mailboat",
                    "this site may not write the record, and would differ from its primary for good; have it entered "
                    "again where it is written (the primary's administrator knows), then discard it here")}});
    return writer.finish().and_then([&] { return store.quarantine().discard(entry.number); }).map([] {
        return qint64 {1};
    });
}

/// How many have left.
Result<qint64> retryOne(Store &store, const Quarantine::Entry &entry)
{
    return store.connection().transact([&]() -> Result<qint64> {
        RecordWriter writer(store);
        if (const Result<> begun = writer.begin(); !begun)
            return failure(begun.error());
        const RecordKey key {entry.record.table, entry.record.id};
        const bool isWithheld
            = entry.reason.code == ErrorCode::RecordUnreadable || entry.reason.code == ErrorCode::RecordFieldMissing;
        if (isWithheld && writer.here().isPrimary()) {
            const Result<bool> again = retryWithheld(store, writer, entry);
            if (!again || !*again)
                return again.map([](bool) { return qint64 {0}; });
            return store.quarantine().discard(entry.number).map([] { return qint64 {1}; });
        }
        if (entry.source == writer.here()) { // nothing is wrong with it here: the primary is to judge again
            const Result<bool> again = SatelliteRecords(store).tryAgain(key);
            if (!again || *again)
                return again.map([](bool) { return qint64 {1}; });
        }
        if (isForPerson(entry.reason.code) && !writer.here().isPrimary())
            return writeAnew(store, writer, entry);
        if (entry.reason.code == ErrorCode::JoinsTooMany) // whoever tries it again lets it in
            writer.liftLimitOfJoins();
        if (entry.source == writer.here() || writer.here().isPrimary()) {
            const auto verdict = writer.take(entry.record, entry.source);
            if (!verdict)
                return failure(verdict.error());
            if (verdict->refused) // for another reason, or for another person, perhaps
                return store.quarantine().stay(entry.number, *verdict->refused, verdict->waitsFor).map([] {
                    return qint64 {0};
                });
            // Whose it is has the form that stood here meanwhile.
            if (isForPerson(entry.reason.code))
                if (const Result<> sent = writer.sendBack(entry.source, key); !sent)
                    return failure(sent.error());
            if (const Result<> finished = writer.finish(); !finished)
                return failure(finished.error());
        } else {
            const Result<std::optional<Error>> refused = Integrator(store).take(entry.record);
            if (!refused)
                return failure(refused.error());
            if (*refused)
                return 0;
        }
        if (const Result<> gone = store.quarantine().discard(entry.number); !gone)
            return failure(gone.error());
        return 1 + writer.takenLate().size();
    });
}

} // namespace

Error notInQuarantine(qint64 number)
{
    return {ErrorCode::RecordMissing,
        {{QStringLiteral("number"), number},
            {QStringLiteral("list"), QStringLiteral("mailboatctl records quarantine")}}};
}

Result<qint64> retryQuarantined(Store &store, const std::optional<qint64> &number)
{
    const Result<QList<Quarantine::Entry>> tried = entriesOf(store.quarantine(), number);
    if (!tried)
        return failure(tried.error());
    if (number && tried->isEmpty())
        return failure(notInQuarantine(*number));
    qint64 taken = 0;
    for (const Quarantine::Entry &head : *tried) {
        const Result<std::optional<Quarantine::Entry>> entry = store.quarantine().entry(head.number);
        if (!entry)
            return failure(entry.error());
        const bool isMeant = number || !isForPerson(head.reason.code);
        if (!*entry || !(*entry)->isKept || !isMeant) // nothing to try
            continue;
        const Result<qint64> left = retryOne(store, **entry);
        if (!left)
            return failure(left.error());
        taken += *left;
    }
    return taken;
}

Result<RetryOutcome> retryQuarantined(Store &store, const QList<qint64> &numbers, bool isAlone)
{
    const Result<SyncId> here = store.settings().ownSite();
    if (!here)
        return failure(here.error());
    RetryOutcome outcome;
    for (const qint64 number : numbers) {
        const Result<std::optional<Quarantine::Entry>> entry = store.quarantine().entry(number);
        if (!entry)
            return failure(entry.error());
        if (!*entry)
            continue;
        if (!isAlone && isForPerson((*entry)->reason.code)) {
            ++outcome.single;
            continue;
        }
        const Result<qint64> left = (*entry)->isKept ? retryOne(store, **entry) : 0;
        if (!left && left.error().code != ErrorCode::ActionNotPossible)
            return failure(left.error());
        if (!left)
            outcome.refusal = left.error();
        outcome.left += left.value_or(0);
        outcome.sent += left.value_or(0) > 0 && (*entry)->source == *here && !here->isPrimary() ? 1 : 0;
        outcome.stayed += left.value_or(0) > 0 ? 0 : 1;
    }
    return outcome;
}

Result<qint64> dropQuarantined(Store &store, const QList<qint64> &numbers)
{
    return store.connection().transact([&]() -> Result<qint64> {
        qint64 dropped = 0;
        for (const qint64 number : numbers) {
            const Result<bool> gone = dropQuarantined(store, number);
            if (!gone)
                return failure(gone.error());
            dropped += *gone ? 1 : 0;
        }
        return dropped;
    });
}

Result<bool> dropQuarantined(Store &store, qint64 number)
{
    return store.connection().transact([&]() -> Result<bool> {
        const Result<std::optional<Quarantine::Entry>> entry = store.quarantine().entry(number);
        if (!entry)
            return failure(entry.error());
        if (!*entry)
            return false;
        const Result<SyncId> here = store.settings().ownSite();
        if (!here)
            return failure(here.error());
        const RecordKey key {(*entry)->record.table, (*entry)->record.id};
        if ((*entry)->source == *here) {
            const Result<bool> wasAside = store.outbox().tryAgain(key);
            if (!wasAside)
                return wasAside;
            if (const Result<> gone = *wasAside ? store.outbox().remove(key) : Result<>(); !gone)
                return failure(gone.error());
        }
        return store.quarantine().discard(number).map([] { return true; });
    });
}

} // namespace mailboat
