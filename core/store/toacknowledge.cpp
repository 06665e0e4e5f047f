// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/toacknowledge.h"

#include "core/domain/jsontext.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <QSet>

namespace mailboat {

namespace {

const auto listKey = QStringLiteral("to-acknowledge"); // a JSON array

QSet<QByteArray> setOf(const QList<QByteArray> &ids)
{
    return {ids.cbegin(), ids.cend()};
}

} // namespace

ToAcknowledge::ToAcknowledge(Connection &connection)
    : m_connection(connection)
{
}

Result<QList<QByteArray>> ToAcknowledge::ids() const
{
    QList<QByteArray> ids;
    // What an earlier build has left stands in rows.
    const Result<> read = m_connection.each(
        "SELECT {bytes sync_out_id} FROM to_acknowledge ORDER BY number"_sql, {}, [&ids](const Row &row) -> Result<> {
            ids.append(row.value(0).toByteArray());
            return {};
        });
    if (!read)
        return failure(read.error());
    return StateTable(m_connection).get(listKey).and_then([&ids](const QVariant &list) -> Result<QList<QByteArray>> {
        const QByteArray json = list.toByteArray();
        return forEachElement(valueOf(json), [&ids](const JsonValue &id) -> Result<> {
            ids.append(id.toString().value_or(QByteArray()));
            return {};
        }).map([&ids] { return ids; });
    });
}

Result<> ToAcknowledge::add(const QList<QByteArray> &added)
{
    return m_connection.transact([&]() -> Result<> {
        Result<QList<QByteArray>> all = ids();
        if (!all)
            return failure(all.error());
        QSet<QByteArray> known = setOf(*all);
        for (const QByteArray &id : added) {
            if (!known.contains(id))
                all->append(id);
            known.insert(id);
        }
        return write(*all);
    });
}

Result<bool> ToAcknowledge::remove(const QList<QByteArray> &removed)
{
    return m_connection.transact([&]() -> Result<bool> {
        const Result<QList<QByteArray>> all = ids();
        if (!all)
            return failure(all.error());
        const QSet<QByteArray> gone = setOf(removed);
        QList<QByteArray> left;
        for (const QByteArray &id : *all) {
            if (!gone.contains(id))
                left.append(id);
        }
        return write(left).map([&left] { return left.isEmpty(); });
    });
}

Result<> ToAcknowledge::clear()
{
    return m_connection.transact([&] { return write({}); });
}

Result<> ToAcknowledge::write(const QList<QByteArray> &ids)
{
    QByteArray json;
    for (const QByteArray &id : ids)
        json += (json.isEmpty() ? '[' : ',') + quoted(id);
    return m_connection.apply("DELETE FROM to_acknowledge"_sql).and_then([&] {
        return StateTable(m_connection).set(listKey, ids.isEmpty() ? QVariant() : QVariant(json + ']'));
    });
}

} // namespace mailboat
