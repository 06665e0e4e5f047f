// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/unbrought.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto unbroughtRoundKey = QStringLiteral("reconciliation");
const auto restoredPrimaryKey = QStringLiteral("reconciliation-with-restored-primary");
const auto lastUnbroughtRoundKey = QStringLiteral("last-reconciliation");

} // namespace

Unbrought::Unbrought(Connection &connection)
    : m_connection(connection)
{
}

Result<qint64> Unbrought::round() const
{
    return StateTable(m_connection).number(unbroughtRoundKey);
}

Result<std::optional<Unbrought::Restored>> Unbrought::restored() const
{
    const Result<qint64> current = round();
    if (!current || *current == 0)
        return current ? Result<std::optional<Restored>>(std::nullopt) : failure(current.error());
    return StateTable(m_connection).number(restoredPrimaryKey).map([](qint64 isPrimary) {
        return std::optional(isPrimary != 0 ? Restored::Primary : Restored::Satellite);
    });
}

Result<> Unbrought::begin(Restored which)
{
    return m_connection.transact([&]() -> Result<> {
        StateTable state(m_connection);
        const Result<qint64> last = state.number(lastUnbroughtRoundKey);
        const Result<std::optional<Restored>> running = restored();
        if (!last)
            return failure(last.error());
        if (!running)
            return failure(running.error());
        const bool isPrimary = which == Restored::Primary || *running == Restored::Primary;
        return m_connection.apply("DELETE FROM unbrought"_sql)
            .and_then([this] {
                return m_connection.apply("INSERT INTO unbrought SELECT table_name, record_id FROM record"_sql);
            })
            .and_then([&] { return state.set(restoredPrimaryKey, isPrimary ? 1 : 0); })
            .and_then([&] { return state.set(lastUnbroughtRoundKey, *last + 1); })
            .and_then([&] { return state.set(unbroughtRoundKey, *last + 1); });
    });
}

Result<qint64> Unbrought::has(const QList<RecordKey> &keys)
{
    const Result<qint64> current = round();
    if (!current || *current == 0)
        return current;
    return m_connection.transact([&]() -> Result<qint64> {
        qint64 listed = 0;
        for (const RecordKey &key : keys) {
            const Result<qint64> had = m_connection.change(
                "DELETE FROM unbrought WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id});
            if (!had)
                return had;
            listed += *had;
        }
        return listed;
    });
}

Result<> Unbrought::leaveToOutbox()
{
    static const Statement sql(
        QStringLiteral("DELETE FROM unbrought WHERE EXISTS (SELECT 1 FROM outbox o"
                       " WHERE o.table_name = unbrought.table_name AND o.record_id = unbrought.record_id)"));
    return m_connection.apply(sql);
}

Result<QList<RecordKey>> Unbrought::first(int most) const
{
    QList<RecordKey> keys;
    return m_connection
        .each("SELECT {bytes table_name}, {bytes record_id} FROM unbrought ORDER BY table_name, record_id LIMIT ?"_sql,
            {most},
            [&keys](const Row &row) -> Result<> {
                keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
                return {};
            })
        .map([&keys] { return keys; });
}

Result<> Unbrought::end()
{
    return m_connection.transact([&] {
        return m_connection.apply("DELETE FROM unbrought"_sql).and_then([this] {
            return StateTable(m_connection).set(unbroughtRoundKey, {});
        });
    });
}

} // namespace mailboat
