// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recordtable.h"

#include "core/store/database.h"

#include <array>

namespace mailboat {

namespace {

constexpr std::array categories {Category::Central, Category::CentralRemote, Category::Remote, Category::Transfer,
    Category::Shared, Category::Patient, Category::Unknown};

const auto recordColumns
    = QStringLiteral("SELECT CAST(table_name AS BLOB), CAST(record_id AS BLOB), CAST(data AS BLOB), category,"
                     " CAST(store AS BLOB), CAST(parent AS BLOB), CAST(name AS BLOB), CAST(other AS BLOB),"
                     " store_site, origin FROM record ");
const auto byKey = QStringLiteral("WHERE table_name = CAST(? AS TEXT) AND record_id = CAST(? AS TEXT)");
constexpr int pageSize = 500;

Category categoryFromNumber(int number)
{
    return number >= 0 && number < static_cast<int>(categories.size()) ? categories.at(static_cast<size_t>(number))
                                                                       : Category::Unknown;
}

StoredRecord recordOf(const QSqlQuery &row)
{
    StoredRecord record;
    record.key = {row.value(0).toByteArray(), row.value(1).toByteArray()};
    record.data = row.value(2).toByteArray();
    record.links = {row.value(4).toByteArray(), row.value(5).toByteArray(), row.value(6).toByteArray(),
        row.value(7).toByteArray(), categoryFromNumber(row.value(3).toInt()), row.value(8).toLongLong()};
    record.origin = SyncId {row.value(9).toInt()};
    return record;
}

QVariant linkOrNull(const QByteArray &link)
{
    return link.isEmpty() ? QVariant() : QVariant(link);
}

} // namespace

int categoryNumber(Category category)
{
    for (size_t i = 0; i < categories.size(); ++i) {
        if (categories.at(i) == category)
            return static_cast<int>(i);
    }
    Q_UNREACHABLE();
}

StoredRecord storedForm(const Record &record, SyncId origin)
{
    return {{record.table, record.id}, record.data, Routing::builtIn().links(record), origin};
}

RecordTable::RecordTable(Database &database)
    : m_database(database)
{
}

Result<std::optional<StoredRecord>> RecordTable::find(const RecordKey &key) const
{
    std::optional<StoredRecord> found;
    const Result<> read
        = m_database.each(recordColumns + byKey, {key.table, key.id}, [&found](const QSqlQuery &row) -> Result<> {
              found = recordOf(row);
              return {};
          });
    if (!read)
        return failure(read.error());
    return found;
}

Result<bool> RecordTable::contains(const RecordKey &key) const
{
    return m_database.value(QStringLiteral("SELECT 1 FROM record ") + byKey, {key.table, key.id})
        .map([](const QVariant &found) { return found.isValid(); });
}

Result<bool> RecordTable::put(const StoredRecord &record)
{
    const RecordLinks &links = record.links;
    const QVariant storeSite = links.site != 0 ? QVariant(links.site) : QVariant();
    const Result<qint64> changed = m_database.change(
        QStringLiteral(
            "INSERT INTO record (table_name, record_id, data, category, store, parent, name, other, store_site,"
            " origin) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT),"
            " CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)"
            " ON CONFLICT (table_name, record_id) DO UPDATE SET data = excluded.data,"
            " category = excluded.category, store = excluded.store, parent = excluded.parent,"
            " name = excluded.name, other = excluded.other, store_site = excluded.store_site,"
            " origin = excluded.origin WHERE data <> excluded.data"),
        {record.key.table, record.key.id, record.data, categoryNumber(links.category), linkOrNull(links.store),
            linkOrNull(links.parent), linkOrNull(links.name), linkOrNull(links.other), storeSite,
            record.origin.value()});
    return changed.map([](qint64 rows) { return rows > 0; });
}

Result<bool> RecordTable::erase(const RecordKey &key)
{
    return m_database.change(QStringLiteral("DELETE FROM record ") + byKey, {key.table, key.id}).map([](qint64 rows) {
        return rows > 0;
    });
}

Result<QList<StoredRecord>> RecordTable::collect(const QString &condition, const QVariantList &values) const
{
    QList<StoredRecord> found;
    const Result<> read
        = m_database.each(recordColumns + condition, values, [&found](const QSqlQuery &row) -> Result<> {
              found.append(recordOf(row));
              return {};
          });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<StoredRecord>> RecordTable::childrenOf(const RecordKey &parent) const
{
    QList<StoredRecord> found;
    for (const QByteArray &table : Routing::builtIn().childTables(parent.table)) {
        const Result<QList<StoredRecord>> rows
            = collect(QStringLiteral("INDEXED BY record_parent WHERE parent = CAST(? AS TEXT) AND table_name = CAST(? "
                                     "AS TEXT) ORDER BY record_id"),
                {parent.id, table});
        if (!rows)
            return rows;
        found.append(*rows);
    }
    return found;
}

Result<QList<StoredRecord>> RecordTable::patientDataOf(const QByteArray &name) const
{
    return collect(QStringLiteral("WHERE name = CAST(? AS TEXT) AND category = ? ORDER BY table_name, record_id"),
        {name, categoryNumber(Category::Patient)});
}

Result<qint64> RecordTable::count(const std::optional<QByteArray> &table) const
{
    const Result<QVariant> count = table
        ? m_database.value(QStringLiteral("SELECT COUNT(*) FROM record WHERE table_name = CAST(? AS TEXT)"), {*table})
        : m_database.value(QStringLiteral("SELECT COUNT(*) FROM record"));
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
        const Result<QVariant> next = m_database.value(
            QStringLiteral("SELECT CAST(MIN(table_name) AS BLOB) FROM record WHERE table_name > CAST(? AS TEXT)"),
            {last});
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
    QByteArray last;
    for (;;) {
        const Result<QList<StoredRecord>> records
            = collect(QStringLiteral("WHERE table_name = CAST(? AS TEXT) AND record_id > CAST(? AS TEXT)"
                                     " ORDER BY table_name, record_id LIMIT %1")
                          .arg(pageSize),
                {table, last});
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
