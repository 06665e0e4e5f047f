// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/reconciliation.h"

#include "core/records/integrator.h"
#include "core/records/sitefill.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/recordtable.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"
#include "core/store/synclog.h"

namespace mailboat {

namespace {

constexpr int piece = 500; ///< records that go into quarantine in one transaction

} // namespace

Reconciliation::Reconciliation(Store &store)
    : m_store(store)
{
}

Result<> Reconciliation::begin(Unbrought::Restored which, const SatellitePositions &known)
{
    for (qint64 left = 1; left > 0;) {
        const Result<Integrator::Outcome> merged = Integrator(m_store).step();
        if (!merged)
            return failure(merged.error());
        left = merged->left;
    }
    return Unbrought(m_store.connection()).begin(which, known);
}

Result<Reconciliation::Outcome> Reconciliation::finish(qint64 round)
{
    return m_store.connection().transact([&]() -> Result<Outcome> {
        Outcome outcome;
        const Result<qint64> current = Unbrought(m_store.connection()).round();
        if (!current)
            return failure(current.error());
        outcome.isDone = *current != round || round == 0;
        if (outcome.isDone)
            return outcome;
        const Result<qint64> sent = m_hasSentOwn ? Result<qint64>(0) : sendOwn();
        if (!sent)
            return failure(sent.error());
        m_hasSentOwn = true;
        const Result<qint64> quarantined = quarantineSome();
        if (!quarantined)
            return failure(quarantined.error());
        outcome.sentAgain = *sent;
        outcome.quarantined = *quarantined;
        outcome.isDone = *quarantined < piece;
        if (const Result<> over = outcome.isDone ? end() : Result<>(); !over)
            return failure(over.error());
        return outcome;
    });
}

Result<> Reconciliation::end()
{
    Unbrought unbrought(m_store.connection());
    const Result<Unbrought::Newcomers> newcomers = unbrought.newcomers();
    if (!newcomers)
        return failure(newcomers.error());
    const Result<> told = newcomers->records == 0
        ? Result<>()
        : m_store.log().addAudit(QStringLiteral("records-came-back"), {},
            {{QStringLiteral("records"), newcomers->records},
                {QStringLiteral("first"), newcomers->names.join(QStringLiteral(", "))}});
    return told.and_then([&] { return unbrought.end(); });
}

/// Returns how many this puts into the outbox.
Result<qint64> Reconciliation::sendOwn()
{
    Connection &connection = m_store.connection();
    const Result<SyncId> here = m_store.settings().ownSite();
    if (!here)
        return failure(here.error());
    Unbrought unbrought(connection);
    const Result<std::optional<Unbrought::Restored>> restored = unbrought.restored();
    if (!restored)
        return failure(restored.error());
    SiteFill own(connection);
    // Of what others wrote last, too: where the primary was restored, it may stand here alone.
    const auto alsoOthers = [&](qint64 gathered) {
        return *restored == Unbrought::Restored::Primary ? own.addWritableBy(*here) : Result<qint64>(gathered);
    };
    const Result<qint64> missing
        = unbrought.leaveToOutbox()
              .and_then([&] { return own.gatherOwnedBy(*here); })
              .and_then(alsoOthers)
              .and_then([&](qint64) {
                  return connection.apply(
                      "DELETE FROM {temporary fill} WHERE row NOT IN (SELECT {row r} FROM unbrought u"
                      " {ordered} JOIN record r ON r.table_name = u.table_name AND r.record_id = u.record_id)"_sql);
              })
              .and_then([&own] { return own.count(); });
    if (!missing || *missing == 0)
        return missing;
    return own.intoOutbox(m_store.clock().utcNow()).and_then([&] { return unbrought.leaveToOutbox(); }).map([&missing] {
        return *missing;
    });
}

/// Returns how many of the list this has dealt with.
Result<qint64> Reconciliation::quarantineSome()
{
    Connection &connection = m_store.connection();
    Unbrought unbrought(connection);
    const Result<QList<RecordKey>> keys = unbrought.first(piece);
    if (!keys)
        return failure(keys.error());
    RecordTable records(connection);
    for (const RecordKey &key : *keys) {
        const Result<std::optional<StoredRecord>> record = records.find(key);
        if (!record)
            return failure(record.error());
        if (!*record) // somebody has deleted it since
            continue;
        const Error reason {ErrorCode::NotBrought,
            {{QStringLiteral("table"), QString::fromUtf8(key.table)},
                {QStringLiteral("id"), QString::fromUtf8(key.id)}},
            {}};
        const Result<> moved = m_store.quarantine()
                                   .add({0, {key.table, key.id, Action::Update, (*record)->data}, primarySyncId, {},
                                       reason, m_store.clock().utcNow()})
                                   .and_then([&] { return records.erase(key); })
                                   .map([](bool) {});
        if (!moved)
            return failure(moved.error());
    }
    return unbrought.has(*keys).map([&keys](qint64) { return keys->size(); });
}

} // namespace mailboat
