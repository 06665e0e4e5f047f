// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/integrator.h"

#include "core/records/integrationpass.h"
#include "core/sql/connection.h"
#include "core/store/landing.h"
#include "core/store/store.h"

namespace mailboat {

Integrator::Integrator(Store &store)
    : m_store(store)
{
}

Result<std::optional<Error>> Integrator::take(const Record &record)
{
    IntegrationPass pass(m_store);
    if (const Result<> begun = pass.begin(); !begun)
        return failure(begun.error());
    const Result<std::optional<Error>> refused = pass.take(record);
    const Result<> ended = refused ? pass.end() : Result<>();
    return ended ? refused : failure(ended.error());
}

Result<Integrator::Outcome> Integrator::step(int most)
{
    constexpr int pageSize = 200;
    Connection &connection = m_store.connection();
    return connection.transact([&]() -> Result<Integrator::Outcome> {
        IntegrationPass pass(m_store);
        if (const Result<> begun = pass.begin(); !begun)
            return failure(begun.error());
        Outcome outcome;
        qint64 last = 0;
        for (int left = most; left > 0;) {
            QList<std::pair<qint64, Record>> page;
            const Result<> read
                = connection.each("SELECT number, {bytes table_name}, {bytes record_id}, {bytes action},"
                                  " {bytes data} FROM landed WHERE number > ? ORDER BY number LIMIT ?"_sql,
                    {last, std::min(left, pageSize)}, [&page](const Row &row) -> Result<> {
                        const auto action = actionFromName(row.value(3).toByteArray());
                        page.append({row.value(0).toLongLong(),
                            {row.value(1).toByteArray(), row.value(2).toByteArray(), action.value_or(Action::Update),
                                row.value(4).toByteArray()}});
                        return {};
                    });
            if (!read)
                return failure(read.error());
            if (page.isEmpty())
                break;
            for (const auto &[number, record] : std::as_const(page)) {
                const Result<bool> taken = pass.takeOrQuarantine(record);
                if (!taken)
                    return failure(taken.error());
                ++(*taken ? outcome.integrated : outcome.quarantined);
            }
            last = page.constLast().first;
            left -= static_cast<int>(page.size());
        }
        if (const Result<> ended = pass.end(); !ended)
            return failure(ended.error());
        if (const Result<> gone = connection.apply("DELETE FROM landed WHERE number <= ?"_sql, {last}); !gone)
            return failure(gone.error());
        const Result<qint64> left = m_store.landing().waiting();
        if (!left)
            return failure(left.error());
        outcome.left = *left;
        return outcome;
    });
}

} // namespace mailboat
