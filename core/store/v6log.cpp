// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/v6log.h"

#include "core/domain/routing.h"
#include "core/sql/connection.h"
#include "core/store/numbersever.h"
#include "core/store/recordtable.h"

namespace mailboat {

namespace {

const auto columns = QStringLiteral("SELECT l.serial, {bytes l.table_name}, {bytes l.record_id}, l.author,"
                                    " {bytes r.data} FROM v6_log l LEFT JOIN record r"
                                    " ON r.table_name = l.table_name AND r.record_id = l.record_id ");
const auto entries = QStringLiteral("SELECT {bytes table_name}, {bytes record_id}, reach, {bytes store},"
                                    " {bytes former_store}, {bytes patient}, author FROM v6_log ");
// Of the site :1, which sees the patient by a join of its stores, or by the patient's home.
const auto seesPatient
    = QStringLiteral("(EXISTS (SELECT 1 FROM record j {by record_other} {ordered} JOIN record s"
                     " ON s.table_name = {text ?} AND s.record_id = j.store AND s.store_site = ?"
                     " WHERE j.other = l.patient AND j.table_name = {text ?})"
                     " OR EXISTS (SELECT 1 FROM record n {ordered} JOIN record s"
                     " ON s.table_name = {text ?} AND s.record_id = n.store AND s.store_site = ?"
                     " WHERE n.table_name = {text ?} AND n.record_id = l.patient AND n.category = ?))");

QVariantList seesPatientValues(SyncId site)
{
    const Routing &routing = Routing::builtIn();
    const QByteArray patients = routing.patientTable();
    return {routing.storeTable(), site.value(), routing.joinTable(patients), routing.storeTable(), site.value(),
        patients, categoryNumber(Category::Patient)};
}

QVariant valueOrNull(const QByteArray &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

void take(const Row &row, const V6Log::Asked &asked, qint64 &bytes, V6Log::Page &page)
{
    if (page.entries.size() >= asked.limit || bytes >= asked.mostBytes)
        page.isLast = false;
    if (!page.isLast)
        return;
    const bool isGone = row.value(4).isNull();
    const QByteArray data = row.value(4).toByteArray();
    bytes += data.size();
    page.entries.append(
        {{row.value(0).toLongLong(),
             {row.value(1).toByteArray(), row.value(2).toByteArray(), isGone ? Action::Delete : Action::Update, data}},
            SyncId {row.value(3).toInt()}});
}

} // namespace

V6Log::V6Log(Connection &connection)
    : m_connection(connection)
{
}

Result<V6Log::Page> V6Log::read(const Asked &asked) const
{
    static const auto ofStores
        = QStringLiteral("(l.store IN (SELECT record_id FROM record WHERE store_site = ?)"
                         " OR l.former_store IN (SELECT record_id FROM record WHERE store_site = ?))");
    static const Statement all(columns
        + QStringLiteral("WHERE l.serial >= ? AND l.serial <= ? AND (? OR l.author <> ?)"
                         " AND (l.reach = 1 OR (l.reach = 2 AND %1) OR (l.reach = 3 AND %2) OR (? AND l.author = ?))"
                         " ORDER BY l.serial LIMIT ?")
              .arg(ofStores, seesPatient));
    static const Statement ofPatient(columns
        + QStringLiteral("WHERE l.patient = {text ?} AND l.serial >= ? AND l.serial <= ? AND l.reach = 3 AND %1"
                         " ORDER BY l.serial LIMIT ?")
              .arg(seesPatient));
    const int site = asked.site.value();
    // First: what comes meanwhile is behind it, and comes with the next pull.
    const Result<qint64> top = highest();
    if (!top)
        return failure(top.error());
    Page page {{}, true, *top};
    const qint64 last = std::min(*top, asked.upTo);
    const int withOwn = asked.withOwn ? 1 : 0;
    const int further = std::max(asked.limit, 0) + 1; // whether there is more
    const QVariantList values = asked.patient.isEmpty()
        ? QVariantList {asked.from, last, withOwn, site, site, site} + seesPatientValues(asked.site)
            + QVariantList {withOwn, site, further}
        : QVariantList {asked.patient, asked.from, last} + seesPatientValues(asked.site) + QVariantList {further};
    qint64 bytes = 0;
    const Result<> read
        = m_connection.each(asked.patient.isEmpty() ? all : ofPatient, values, [&](const Row &row) -> Result<> {
              take(row, asked, bytes, page);
              return {};
          });
    return read ? Result<Page>(page) : failure(read.error());
}

Result<qint64> V6Log::highest() const
{
    return m_connection.value("SELECT MAX(serial) FROM v6_log"_sql).map([](const QVariant &serial) {
        return serial.toLongLong();
    });
}

Result<qint64> V6Log::serialOf(const RecordKey &key) const
{
    return m_connection
        .value(
            "SELECT serial FROM v6_log WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id})
        .map([](const QVariant &serial) { return serial.toLongLong(); });
}

Result<std::optional<V6Log::Address>> V6Log::addressOf(const RecordKey &key) const
{
    std::optional<Address> found;
    return m_connection
        .each("SELECT reach, {bytes store}, {bytes former_store}, {bytes patient} FROM v6_log"
              " WHERE table_name = {text ?} AND record_id = {text ?}"_sql,
            {key.table, key.id},
            [&found](const Row &row) -> Result<> {
                found = Address {static_cast<To>(row.value(0).toInt()), row.value(1).toByteArray(),
                    row.value(2).toByteArray(), row.value(3).toByteArray()};
                return {};
            })
        .map([&found] { return found; });
}

Result<> V6Log::numberAnew()
{
    return mailboat::numberAnew(m_connection, QStringLiteral("v6_log"));
}

Result<> V6Log::add(const RecordKey &key, const Address &address, SyncId author)
{
    const Result<> removed = m_connection.apply(
        "DELETE FROM v6_log WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id});
    if (!removed)
        return removed;
    const Result<QVariant> serial
        = m_connection.value("INSERT INTO v6_log (table_name, record_id, reach, store, former_store, patient, author)"
                             " VALUES ({text ?}, {text ?}, ?, {text ?}, {text ?}, {text ?}, ?) RETURNING serial"_sql,
            {key.table, key.id, static_cast<int>(address.to), valueOrNull(address.store),
                valueOrNull(address.formerStore), valueOrNull(address.patient), author.value()});
    if (!serial)
        return failure(serial.error());
    return checkSerial(m_connection, serial->toLongLong());
}

Result<> V6Log::repeatStore(const QByteArray &store)
{
    static const Statement sql(entries + QStringLiteral("WHERE store = {text ?} ORDER BY serial"));
    return repeat(sql, {store});
}

Result<> V6Log::repeatPatient(const QByteArray &patient)
{
    static const Statement sql(entries + QStringLiteral("WHERE patient = {text ?} ORDER BY serial"));
    return repeat(sql, {patient});
}

Result<> V6Log::repeatPatientsOf(const QByteArray &store)
{
    static const Statement sql(entries
        + QStringLiteral("WHERE patient IN (SELECT j.other FROM record j WHERE j.store = {text ?}"
                         " AND j.table_name = {text ?} UNION SELECT n.record_id FROM record n"
                         " WHERE n.store = {text ?} AND n.table_name = {text ?} AND n.category = ?) ORDER BY serial"));
    const QByteArray patients = Routing::builtIn().patientTable();
    return repeat(
        sql, {store, Routing::builtIn().joinTable(patients), store, patients, categoryNumber(Category::Patient)});
}

Result<> V6Log::repeat(const Statement &statement, const QVariantList &values)
{
    struct Found {
        RecordKey key;
        Address address;
        SyncId author;
    };
    QList<Found> all;
    const Result<> read = m_connection.each(statement, values, [&all](const Row &row) -> Result<> {
        all.append({{row.value(0).toByteArray(), row.value(1).toByteArray()},
            {static_cast<To>(row.value(2).toInt()), row.value(3).toByteArray(), row.value(4).toByteArray(),
                row.value(5).toByteArray()},
            SyncId {row.value(6).toInt()}});
        return {};
    });
    if (!read)
        return read;
    for (const Found &found : std::as_const(all)) {
        if (const Result<> added = add(found.key, found.address, found.author); !added)
            return added;
    }
    return {};
}

Result<> V6Log::moveSite(SyncId from, SyncId to)
{
    return m_connection.apply("UPDATE v6_log SET author = ? WHERE author = ?"_sql, {to.value(), from.value()});
}

Result<> V6Log::dropSite(SyncId site)
{
    return moveSite(site, primarySyncId);
}

} // namespace mailboat
