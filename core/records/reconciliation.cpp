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
#include "core/store/statetable.h"
#include "core/store/store.h"

namespace mailboat {

namespace {

const auto roundKey = QStringLiteral("reconciliation");
const auto lastRoundKey = QStringLiteral("last-reconciliation");
constexpr int piece = 500; ///< records that go into quarantine in one transaction

} // namespace

Reconciliation::Reconciliation(Store &store)
    : m_store(store)
{
}

Result<qint64> Reconciliation::round() const
{
    return StateTable(m_store.connection()).number(roundKey);
}

Result<> Reconciliation::begin()
{
    Connection &connection = m_store.connection();
    return connection.transact([&]() -> Result<> {
        for (qint64 left = 1; left > 0;) {
            const Result<Integrator::Outcome> merged = Integrator(m_store).step();
            if (!merged)
                return failure(merged.error());
            left = merged->left;
        }
        StateTable state(connection);
        const Result<qint64> last = state.number(lastRoundKey);
        if (!last)
            return failure(last.error());
        return connection.apply("DELETE FROM unbrought"_sql)
            .and_then(
                [&] { return connection.apply("INSERT INTO unbrought SELECT table_name, record_id FROM record"_sql); })
            .and_then([&] { return state.set(lastRoundKey, *last + 1); })
            .and_then([&] { return state.set(roundKey, *last + 1); });
    });
}

Result<> Reconciliation::has(const QList<RecordKey> &keys)
{
    const Result<qint64> current = round();
    if (!current || *current == 0)
        return current ? Result<>() : failure(current.error());
    return m_store.connection().transact([&]() -> Result<> {
        for (const RecordKey &key : keys) {
            const Result<> had = m_store.connection().apply(
                "DELETE FROM unbrought WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id});
            if (!had)
                return had;
        }
        return {};
    });
}

Result<> Reconciliation::drop()
{
    Connection &connection = m_store.connection();
    return connection.transact([&] {
        return connection.apply("DELETE FROM unbrought"_sql).and_then([&] {
            return StateTable(connection).set(roundKey, {});
        });
    });
}

Result<Reconciliation::Outcome> Reconciliation::finish(qint64 round)
{
    return m_store.connection().transact([&]() -> Result<Outcome> {
        Outcome outcome;
        const Result<qint64> current = this->round();
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
        if (const Result<> over = outcome.isDone ? drop() : Result<>(); !over)
            return failure(over.error());
        return outcome;
    });
}

/// What waits in the outbox goes without this. Returns how many are put there besides.
Result<qint64> Reconciliation::sendOwn()
{
    static const Statement dropWaiting(
        QStringLiteral("DELETE FROM unbrought WHERE EXISTS (SELECT 1 FROM outbox o"
                       " WHERE o.table_name = unbrought.table_name AND o.record_id = unbrought.record_id)"));
    Connection &connection = m_store.connection();
    const Result<SyncId> here = m_store.settings().ownSite();
    if (!here)
        return failure(here.error());
    SiteFill own(connection);
    const Result<qint64> missing
        = connection.apply(dropWaiting)
              .and_then([&] { return own.gatherOwnedBy(*here); })
              .and_then([&](qint64) {
                  return connection.apply(
                      "DELETE FROM {temporary fill} WHERE row NOT IN (SELECT {row r} FROM unbrought u"
                      " {ordered} JOIN record r ON r.table_name = u.table_name AND r.record_id = u.record_id)"_sql);
              })
              .and_then([&own] { return own.count(); });
    if (!missing || *missing == 0)
        return missing;
    return own.intoOutbox(m_store.clock().utcNow())
        .and_then([&] { return connection.apply(dropWaiting); })
        .map([&missing] { return *missing; });
}

/// Returns how many of the list this has dealt with.
Result<qint64> Reconciliation::quarantineSome()
{
    Connection &connection = m_store.connection();
    QList<RecordKey> keys;
    const Result<> read = connection.each("SELECT {bytes table_name}, {bytes record_id} FROM unbrought"
                                          " ORDER BY table_name, record_id LIMIT ?"_sql,
        {piece}, [&keys](const Row &row) -> Result<> {
            keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
            return {};
        });
    if (!read)
        return failure(read.error());
    RecordTable records(connection);
    for (const RecordKey &key : std::as_const(keys)) {
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
    return has(keys).map([&keys] { return keys.size(); });
}

} // namespace mailboat
