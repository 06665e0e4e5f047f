// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/toacknowledge.h"

#include "core/domain/jsontext.h"
#include "core/sql/connection.h"
#include "core/store/statetable.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

const auto listKey = QStringLiteral("to-acknowledge"); // a JSON array

/// What stands between the brackets.
QByteArray listed(const QList<QByteArray> &ids)
{
    QByteArray json;
    for (const QByteArray &id : ids) {
        if (!json.isEmpty())
            json += ',';
        appendQuoted(json, id);
    }
    return json;
}

/// As it stands there, with its quotes.
QByteArrayView firstOf(QByteArrayView listed)
{
    qsizetype at = 1;
    while (at < listed.size() && listed.at(at) != '"')
        at += listed.at(at) == '\\' ? 2 : 1;
    return listed.first(std::min(at + 1, listed.size()));
}

} // namespace

ToAcknowledge::ToAcknowledge(Connection &connection)
    : m_connection(connection)
{
}

Result<QList<QByteArray>> ToAcknowledge::ids() const
{
    QList<QByteArray> ids;
    QSet<QByteArray> known;
    const auto take = [&](const QByteArray &id) {
        if (!known.contains(id))
            ids.append(id);
        known.insert(id);
    };
    // What an earlier build has left stands in rows.
    const Result<> read = m_connection.each(
        "SELECT {bytes sync_out_id} FROM to_acknowledge ORDER BY number"_sql, {}, [&take](const Row &row) -> Result<> {
            take(row.value(0).toByteArray());
            return {};
        });
    if (!read)
        return failure(read.error());
    return text().and_then([&](const QByteArray &json) -> Result<QList<QByteArray>> {
        const QByteArray list = '[' + json + ']';
        return forEachElement(valueOf(list), [&take](const JsonValue &id) -> Result<> {
            take(id.toString().value_or(QByteArray()));
            return {};
        }).map([&ids] { return ids; });
    });
}

Result<> ToAcknowledge::add(const QList<QByteArray> &ids)
{
    return m_connection.transact([&] {
        return text().and_then([&](QByteArray json) -> Result<> {
            const QByteArray added = listed(ids);
            const QByteArray behind = ',' + added;
            if (added.isEmpty() || json == added || json.endsWith(behind)) // the same batch has come again
                return {};
            json += json.isEmpty() ? added : behind;
            return write(json);
        });
    });
}

Result<> ToAcknowledge::remove(const QList<QByteArray> &ids)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<QByteArray> json = text();
        const Result<QVariant> rows = m_connection.value("SELECT EXISTS (SELECT 1 FROM to_acknowledge)"_sql);
        if (!json || !rows)
            return failure(json ? rows.error() : json.error());
        const QByteArray gone = listed(ids);
        if (!rows->toBool() && json->startsWith(gone)) { // it is the front, nearly always
            if (json->size() == gone.size())
                return write({});
            const QByteArrayView left = QByteArrayView(*json).sliced(gone.size() + 1);
            if (json->at(gone.size()) == ',' && !gone.contains(firstOf(left))) // else a batch has come once more
                return write(left.toByteArray());
        }
        return removeAnywhere(ids);
    });
}

Result<> ToAcknowledge::removeAnywhere(const QList<QByteArray> &removed)
{
    return ids().and_then([&](const QList<QByteArray> &all) {
        const QSet<QByteArray> gone(removed.cbegin(), removed.cend());
        QList<QByteArray> left;
        std::copy_if(all.cbegin(), all.cend(), std::back_inserter(left),
            [&gone](const QByteArray &id) { return !gone.contains(id); });
        return clear().and_then([&] { return write(listed(left)); });
    });
}

Result<> ToAcknowledge::clear()
{
    return m_connection.transact(
        [&] { return m_connection.apply("DELETE FROM to_acknowledge"_sql).and_then([this] { return write({}); }); });
}

/// Without the brackets.
Result<QByteArray> ToAcknowledge::text() const
{
    return StateTable(m_connection).get(listKey).map([](const QVariant &list) {
        const QByteArray json = list.toByteArray();
        return json.mid(1, json.size() - 2);
    });
}

Result<> ToAcknowledge::write(const QByteArray &json)
{
    return StateTable(m_connection).set(listKey, json.isEmpty() ? QVariant() : QVariant('[' + json + ']'));
}

} // namespace mailboat
