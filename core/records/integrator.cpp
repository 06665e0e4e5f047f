// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/integrator.h"

#include "core/records/integrationpass.h"
#include "core/sql/database.h"
#include "core/sql/transaction.h"
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
    return pass.take(record);
}

Result<Integrator::Outcome> Integrator::step(int most)
{
    constexpr int pageSize = 200;
    Database &database = m_store.database();
    Transaction transaction(database);
    if (const Result<> begun = transaction.begin(); !begun)
        return failure(begun.error());
    IntegrationPass pass(m_store);
    if (const Result<> begun = pass.begin(); !begun)
        return failure(begun.error());
    Outcome outcome;
    qint64 last = 0;
    for (int left = most; left > 0;) {
        QList<std::pair<qint64, Record>> page;
        const Result<> read = database.each(
            QStringLiteral("SELECT number, CAST(table_name AS BLOB), CAST(record_id AS BLOB), CAST(action AS BLOB),"
                           " CAST(data AS BLOB) FROM landed WHERE number > ? ORDER BY number LIMIT ?"),
            {last, std::min(left, pageSize)}, [&page](const QSqlQuery &row) -> Result<> {
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
            const Result<std::optional<Error>> refused = pass.take(record);
            if (!refused)
                return failure(refused.error());
            if (*refused) {
                if (const Result<> kept = pass.quarantine(record, **refused); !kept)
                    return failure(kept.error());
            }
            ++(*refused ? outcome.quarantined : outcome.integrated);
        }
        last = page.constLast().first;
        left -= static_cast<int>(page.size());
    }
    if (const Result<> gone = database.apply(QStringLiteral("DELETE FROM landed WHERE number <= ?"), {last}); !gone)
        return failure(gone.error());
    const Result<qint64> left = m_store.landing().waiting();
    if (!left)
        return failure(left.error());
    outcome.left = *left;
    if (const Result<> committed = transaction.commit(); !committed)
        return failure(committed.error());
    return outcome;
}

} // namespace mailboat
