// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recordtable.h"

#include "core/sql/connection.h"
#include "core/store/persontable.h"
#include "core/store/recordtable_rows.h"

namespace mailboat {

namespace {

const QString recordHeads = recordrows::headColumns() + QStringLiteral(" FROM record ");
const QString wholeRecords = recordrows::headColumns() + QStringLiteral(", {bytes data} FROM record ");
const auto recordByKey = QStringLiteral("WHERE table_name = {text ?} AND record_id = {text ?}");
constexpr int pageSize = 500;
constexpr qsizetype mostHeads = 10'000; // some MB; an import asks for more

QByteArray idOf(const Row &row)
{
    return row.value(0).toByteArray();
}

template<class T>
Result<QList<T>> collect(
    Connection &connection, T (*made)(const Row &), const Statement &sql, const QVariantList &values)
{
    QList<T> found;
    const Result<> read = connection.each(sql, values, [&](const Row &row) -> Result<> {
        found.append(made(row));
        return {};
    });
    if (!read)
        return failure(read.error());
    return found;
}

template<class T>
std::optional<T> firstOf(const QList<T> &found)
{
    return found.isEmpty() ? std::nullopt : std::optional(found.constFirst());
}

QVariant linkOrNull(const QByteArray &link)
{
    return link.isEmpty() ? QVariant() : QVariant(link);
}

} // namespace

StoredRecord storedForm(const Record &record, SyncId origin)
{
    return {{{record.table, record.id}, Routing::builtIn().links(record), origin, origin}, record.data};
}

RecordTable::RecordTable(Connection &connection)
    : m_connection(connection)
{
}

Result<std::optional<StoredRecord>> RecordTable::find(const RecordKey &key) const
{
    static const Statement sql(wholeRecords + recordByKey);
    const auto ahead = m_ahead.constFind(key);
    if (ahead != m_ahead.constEnd())
        return *ahead;
    return collect(m_connection, recordrows::recordOf, sql, {key.table, key.id}).map(firstOf<StoredRecord>);
}

Result<std::optional<RecordHead>> RecordTable::head(const RecordKey &key)
{
    static const Statement sql(recordHeads + recordByKey);
    const auto known = m_heads.constFind(key);
    if (known != m_heads.constEnd())
        return *known;
    if (const auto read = m_ahead.constFind(key); read != m_ahead.constEnd())
        return *read ? std::optional((*read)->head()) : std::nullopt;
    return collect(m_connection, recordrows::headOf, sql, {key.table, key.id}).map([&](const QList<RecordHead> &found) {
        remember(key, firstOf(found));
        return firstOf(found);
    });
}

/// Where nobody has asked for a head there is none that could be an old one.
void RecordTable::noteChange(const RecordKey &key, const std::optional<RecordHead> &head)
{
    if (!m_heads.isEmpty() || !m_ahead.isEmpty())
        remember(key, head);
    m_changesOfStores += key.table == Routing::builtIn().storeTable() ? 1 : 0;
}

void RecordTable::remember(const RecordKey &key, const std::optional<RecordHead> &head)
{
    if (m_heads.size() >= mostHeads)
        m_heads.clear();
    m_heads.insert(key, head);
    m_ahead.remove(key);
}

Result<bool> RecordTable::contains(const RecordKey &key) const
{
    static const Statement sql(QStringLiteral("SELECT 1 FROM record ") + recordByKey);
    return m_connection.value(sql, {key.table, key.id}).map([](const QVariant &found) { return found.isValid(); });
}

Result<bool> RecordTable::put(const StoredRecord &record, qint64 push)
{
    const RecordLinks &links = record.links;
    const QVariant storeSite = links.site != 0 ? QVariant(links.site) : QVariant();
    const QVariant author = record.author != record.origin ? QVariant(record.author.value()) : QVariant();
    const Result<qint64> changed = m_connection.change(
        "INSERT INTO record (table_name, record_id, data, category, store, parent, name, other, store_site,"
        " origin, author, push) VALUES ({text ?}, {text ?}, {text ?}, ?, {text ?},"
        " {text ?}, {text ?}, {text ?}, ?, ?, ?, ?)"
        " ON CONFLICT (table_name, record_id) DO UPDATE SET data = excluded.data,"
        " category = excluded.category, store = excluded.store, parent = excluded.parent,"
        " name = excluded.name, other = excluded.other, store_site = excluded.store_site,"
        " origin = excluded.origin, author = excluded.author, push = CASE WHEN excluded.push IS NULL"
        " AND record.origin = excluded.origin THEN record.push ELSE excluded.push END"
        " WHERE data <> excluded.data"_sql,
        {record.key.table, record.key.id, record.data, categoryNumber(links.category), linkOrNull(links.store),
            linkOrNull(links.parent), linkOrNull(links.name), linkOrNull(links.other), storeSite, record.origin.value(),
            author, push > 0 ? QVariant(push) : QVariant()});
    if (!changed || *changed == 0)
        return changed.map([](qint64) { return false; });
    noteChange(record.key, record.head());
    return PersonTable(m_connection).note(record.key, links.category, record.author, record.data).map([] {
        return true;
    });
}

Result<qint64> RecordTable::pushOf(const RecordKey &key, SyncId origin) const
{
    static const Statement sql(
        QStringLiteral("SELECT coalesce((SELECT r.push FROM repeated_push r WHERE r.table_name = record.table_name"
                       " AND r.record_id = record.record_id AND r.origin = record.origin"
                       " AND r.push > coalesce(record.push, 0)), record.push) FROM record ")
        + recordByKey + QStringLiteral(" AND origin = ?"));
    return m_connection.value(sql, {key.table, key.id, origin.value()}).map([](const QVariant &push) {
        return push.toLongLong();
    });
}

Result<bool> RecordTable::erase(const RecordKey &key)
{
    static const Statement sql(QStringLiteral("DELETE FROM record ") + recordByKey);
    const Result<qint64> gone = m_connection.change(sql, {key.table, key.id});
    if (!gone)
        return failure(gone.error());
    noteChange(key, std::nullopt);
    return forgetRepeated(key).and_then([&] { return PersonTable(m_connection).forget(key); }).map([&gone] {
        return *gone > 0;
    });
}

Result<> RecordTable::setOrigin(const RecordHead &record, SyncId origin)
{
    static const Statement sql(QStringLiteral("UPDATE record SET origin = ?, author = ?, push = NULL ") + recordByKey);
    noteChange(record.key, RecordHead {record.key, record.links, origin, record.author});
    return m_connection.apply(sql, {origin.value(), record.author.value(), record.key.table, record.key.id})
        .and_then([&] { return forgetRepeated(record.key); });
}

Result<> RecordTable::forgetRepeated(const RecordKey &key)
{
    static const Statement sql(QStringLiteral("DELETE FROM repeated_push ") + recordByKey);
    return m_connection.apply(sql, {key.table, key.id});
}

Result<> RecordTable::moveSite(Connection &connection, SyncId from, SyncId to)
{
    return connection
        .apply("UPDATE record SET origin = CASE WHEN origin = ? THEN ? ELSE origin END,"
               " author = CASE WHEN author = ? THEN ? ELSE author END WHERE origin = ? OR author = ?"_sql,
            {from.value(), to.value(), from.value(), to.value(), from.value(), from.value()})
        .and_then([&] {
            return connection.apply(
                "UPDATE repeated_push SET origin = ? WHERE origin = ?"_sql, {to.value(), from.value()});
        });
}

Result<> RecordTable::dropSite(Connection &connection, SyncId site)
{
    return connection
        .apply("UPDATE record SET author = ? WHERE author = ? OR (author IS NULL AND origin = ?)"_sql,
            {primarySyncId.value(), site.value(), site.value()})
        .and_then([&] { // whoever has its Sync ID later counts anew
            return connection.apply(
                "UPDATE record SET push = NULL WHERE push IS NOT NULL AND origin = ?"_sql, {site.value()});
        })
        .and_then([&] { return connection.apply("DELETE FROM repeated_push WHERE origin = ?"_sql, {site.value()}); });
}

Result<QList<RecordHead>> RecordTable::childrenOf(const RecordKey &parent) const
{
    static const Statement sql(recordHeads
        + QStringLiteral("{by record_parent} WHERE parent = {text ?} AND table_name = {text ?}"
                         " ORDER BY record_id"));
    QList<RecordHead> found;
    for (const QByteArray &table : Routing::builtIn().childTables(parent.table)) {
        const Result<QList<RecordHead>> children = collect(m_connection, recordrows::headOf, sql, {parent.id, table});
        if (!children)
            return children;
        found.append(*children);
    }
    return found;
}

Result<QList<RecordHead>> RecordTable::attachedTo(const RecordKey &parent) const
{
    static const Statement sql(recordHeads
        + QStringLiteral("{by record_parent} WHERE parent = {text ?} AND table_name = {text ?} AND other = {text ?}"
                         " ORDER BY record_id"));
    return collect(
        m_connection, recordrows::headOf, sql, {parent.id, Routing::builtIn().attachedTable(), parent.table});
}

Result<bool> RecordTable::hasAttached() const
{
    return m_connection
        .value("SELECT 1 FROM record WHERE table_name = {text ?} LIMIT 1"_sql, {Routing::builtIn().attachedTable()})
        .map([](const QVariant &found) { return found.isValid(); });
}

Result<QList<RecordHead>> RecordTable::patientDataOf(const QByteArray &name) const
{
    // Table by table: the invoices of a supplier, who is a name too, may be many. SQLite would rather read a table in order.
    static const Statement sql(recordHeads
        + QStringLiteral("{by record_name} WHERE name = {text ?} AND table_name = {text ?} AND category = ?"
                         " ORDER BY record_id"));
    QList<RecordHead> found;
    for (const QByteArray &table : Routing::builtIn().patientTables()) {
        const Result<QList<RecordHead>> data
            = collect(m_connection, recordrows::headOf, sql, {name, table, categoryNumber(Category::Patient)});
        if (!data)
            return data;
        found.append(*data);
    }
    return found;
}

Result<QList<RecordHead>> RecordTable::joinsTo(const RecordKey &person) const
{
    static const Statement sql(recordHeads
        + QStringLiteral("{by record_other} WHERE other = {text ?} AND table_name = {text ?} ORDER BY record_id"));
    return collect(m_connection, recordrows::headOf, sql, {person.id, Routing::builtIn().joinTable(person.table)});
}

Result<QList<QByteArray>> RecordTable::idsByName(const QByteArray &table, const QByteArray &name, int most) const
{
    return collect(m_connection, idOf,
        "SELECT {bytes record_id} FROM record {by record_name} WHERE name = {text ?} AND table_name = {text ?}"
        " ORDER BY record_id LIMIT ?"_sql,
        {name, table, most});
}

Result<QList<QByteArray>> RecordTable::idsByParent(const QByteArray &table, const QByteArray &parent, int most) const
{
    return collect(m_connection, idOf,
        "SELECT {bytes record_id} FROM record {by record_parent} WHERE parent = {text ?} AND table_name = {text ?}"
        " ORDER BY record_id LIMIT ?"_sql,
        {parent, table, most});
}

Result<QList<QByteArray>> RecordTable::storesOf(SyncId site) const
{
    return collect(m_connection, idOf,
        "SELECT {bytes record_id} FROM record WHERE store_site = ? ORDER BY record_id"_sql, {site.value()});
}

Result<QList<QByteArray>> RecordTable::tables() const
{
    QList<QByteArray> found {QByteArray()};
    while (true) { // from one to the next, by the key
        const Result<QList<QByteArray>> next = collect(m_connection, idOf,
            "SELECT {bytes table_name} FROM record WHERE table_name > {text ?} ORDER BY table_name LIMIT 1"_sql,
            {found.last()});
        if (!next)
            return next;
        if (next->isEmpty())
            return found.mid(1);
        found += next->first();
    }
}

Result<qint64> RecordTable::count(const std::optional<QByteArray> &table) const
{
    const Result<QVariant> count = table
        ? m_connection.value("SELECT COUNT(*) FROM record WHERE table_name = {text ?}"_sql, {*table})
        : m_connection.value("SELECT COUNT(*) FROM record"_sql);
    return count.map([](const QVariant &number) { return number.toLongLong(); });
}

Result<> RecordTable::forEach(
    const std::optional<QByteArray> &table, const std::function<Result<>(const StoredRecord &)> &take) const
{
    if (table)
        return forEachOf(*table, take);
    // Table by table: a page that compares both columns at once would be looked for from the table's first record.
    QByteArray last;
    for (;;) {
        const Result<QVariant> next
            = m_connection.value("SELECT {bytes MIN(table_name)} FROM record WHERE table_name > {text ?}"_sql, {last});
        if (!next)
            return failure(next.error());
        last = next->toByteArray();
        if (last.isEmpty())
            return {};
        if (const Result<> taken = forEachOf(last, take); !taken)
            return taken;
    }
}

Result<> RecordTable::forEachOf(
    const QByteArray &table, const std::function<Result<>(const StoredRecord &)> &take) const
{
    static const Statement sql(wholeRecords
        + QStringLiteral("WHERE table_name = {text ?} AND record_id > {text ?}"
                         " ORDER BY table_name, record_id LIMIT %1")
              .arg(pageSize));
    QByteArray last;
    for (;;) {
        const Result<QList<StoredRecord>> records = collect(m_connection, recordrows::recordOf, sql, {table, last});
        if (!records)
            return failure(records.error());
        for (const StoredRecord &record : *records) {
            if (const Result<> taken = take(record); !taken)
                return taken;
        }
        if (records->size() < pageSize)
            return {};
        last = records->constLast().key.id;
    }
}

} // namespace mailboat
