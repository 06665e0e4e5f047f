// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/quarantineretry.h"

#include "core/domain/dialect.h"
#include "core/records/integrator.h"
#include "core/records/recordwriter.h"
#include "core/records/satelliterecords.h"
#include "core/sql/connection.h"
#include "core/store/namesakes.h"
#include "core/store/outbox.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

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

/// What sites could not read is on its way again where that has gone: another record of its ID. While its bytes are the same,
/// or there is such another one, it stays.
Result<bool> retryWithheld(Store &store, RecordWriter &writer, const RecordKey &key)
{
    const Result<std::optional<StoredRecord>> record = RecordTable(store.connection()).find(key);
    if (!record)
        return failure(record.error());
    const auto anyZone = [] { return QTimeZone::utc(); };
    if (*record && !asOpenMSupplyReads({key.table, key.id, Action::Update, (*record)->data}, anyZone))
        return false;
    const Result<QList<RecordKey>> sharing = Namesakes(store.connection()).of(key.id);
    if (!sharing)
        return failure(sharing.error());
    if (*record && sharing->size() > 1)
        return false;
    return writer.sendAgain(key).and_then([&](bool) { return writer.finish(); }).map([] { return true; });
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
            const Result<bool> again = retryWithheld(store, writer, key);
            if (!again || !*again)
                return again.map([](bool) { return qint64 {0}; });
            return store.quarantine().discard(entry.number).map([] { return qint64 {1}; });
        }
        if (entry.source == writer.here()) { // nothing is wrong with it here: the primary is to judge again
            const Result<bool> again = SatelliteRecords(store).tryAgain(key);
            if (!again || *again)
                return again.map([](bool) { return qint64 {1}; });
        }
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

Result<qint64> retryQuarantined(Store &store, const std::optional<qint64> &number)
{
    const Result<QList<Quarantine::Entry>> tried = entriesOf(store.quarantine(), number);
    if (!tried)
        return failure(tried.error());
    qint64 taken = 0;
    for (const Quarantine::Entry &head : *tried) {
        const Result<std::optional<Quarantine::Entry>> entry = store.quarantine().entry(head.number);
        if (!entry)
            return failure(entry.error());
        if (!*entry || !(*entry)->isKept) // nothing to try
            continue;
        const Result<qint64> left = retryOne(store, **entry);
        if (!left)
            return failure(left.error());
        taken += *left;
    }
    return taken;
}

Result<bool> dropQuarantined(Store &store, qint64 number)
{
Error notInQuarantine(qint64 number)
{
    return {ErrorCode::RecordMissing,
        {{QStringLiteral("number"), number},
            {QStringLiteral("list"), QStringLiteral("mailboatctl records quarantine")}}};
}

    return store.connection().transact([&]() -> Result<bool> {
        const Result<std::optional<Quarantine::Entry>> entry = store.quarantine().entry(number);
        if (!entry)
            return failure(entry.error());
        if (!*entry)
    if (number && tried->isEmpty())
        return failure(notInQuarantine(*number));
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
