// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quarantine.h"

#include "core/domain/recordname.h"
#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"
#include "core/store/quarantine_row.h"
#include "core/store/statetable.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

const auto entryColumns = QStringLiteral(
    "SELECT number, source, {bytes table_name}, {bytes record_id}, {bytes action}, {bytes data}, field,"
    " reason, since, is_kept, 1 FROM quarantine ");

QString hashOf(const QByteArray &data)
{
    return QString::fromLatin1(QCryptographicHash::hash(data, QCryptographicHash::Sha256).first(16).toHex());
}

/// Tells records without a readable name apart; else the name does.
QString fingerprintOf(const Record &record)
{
    if (!record.table.isEmpty() && !record.id.isEmpty())
        return QStringLiteral(""); // NULL would be unlike any other
    return hashOf(record.data);
}

/// Besides, the losing form of a record stands for itself: what comes later of the record says nothing of it.
QString fingerprintOf(const Quarantine::Entry &entry)
{
    const bool isForm = entry.reason.code == ErrorCode::FormOlder || entry.reason.code == ErrorCode::FormReplaced;
    return isForm ? QStringLiteral("form ") + hashOf(entry.record.data) : fingerprintOf(entry.record);
}

/// As it is stored: an ID alone might be another's in another table.
QVariant awaited(const std::optional<RecordKey> &person)
{
    return person ? QVariant(person->table + '/' + person->id) : QVariant();
}

KeptCount counts(Connection &connection, KeptCount::Kind kind = KeptCount::Kind::Quarantine)
{
    return {connection, kind};
}

} // namespace

Quarantine::Entry quarantineEntryOf(const Row &row)
{
    Quarantine::Entry entry;
    entry.number = row.value(0).toLongLong();
    entry.source = SyncId {row.value(1).toInt()};
    entry.record = {row.value(2).toByteArray(), row.value(3).toByteArray(),
        actionFromName(row.value(4).toByteArray()).value_or(Action::Update), row.value(5).toByteArray()};
    entry.field = row.value(6).toString();
    entry.reason = errorFromJson(jsonFromStored(row.value(7))).value_or(Error {ErrorCode::NotedElsewhere});
    entry.since = timeFromStored(row.value(8));
    entry.isKept = row.value(9).toInt() != 0;
    entry.records = row.value(10).toLongLong();
    return entry;
}

Quarantine::Quarantine(Connection &connection)
    : m_connection(connection)
{
}

Result<> Quarantine::add(const Entry &entry)
{
    return m_connection.transact([&]() -> Result<> {
        return erase(entry).and_then([&](const Gone &gone) { return subtract(entry.source, gone); }).and_then([&] {
            return insert(entry, true);
        });
    });
}

Result<bool> Quarantine::addWithinShare(const Entry &entry)
{
    return m_connection.transact([&]() -> Result<bool> {
        const auto makeWay = [this](const Entry &one) {
            return erase(one).and_then([&](const Gone &gone) { return subtract(one.source, gone); });
        };
        Entry added = entry;
        if (const Result<> gone = makeWay(entry); !gone)
            return failure(gone.error());
        const Result<bool> isKept = hasRoom(entry);
        if (!isKept)
            return isKept;
        if (!*isKept) { // its name alone, which has no more bytes than any that is taken
            added.record.table.truncate(maxTableNameLength);
            added.record.id.truncate(maxRecordIdLength);
            if (const Result<> gone = makeWay(added); !gone)
                return failure(gone.error());
        }
        const Result<bool> isListed = *isKept ? true : mayList(entry.source);
        if (!isListed)
            return isListed;
        return (*isListed ? insert(added, *isKept) : countOnly(added, codeOf(added.reason.code))).map([&isKept] {
            return *isKept;
        });
    });
}

Result<bool> Quarantine::hasRoom(const Entry &entry) const
{
    const bool waits = entry.waitsFor.has_value();
    const Record &record = entry.record;
    const qint64 bytes = record.data.size() + record.table.size() + record.id.size();
    const Result<qint64> whole = counts(m_connection, KeptCount::Kind::QuarantineWhole).of(entry.source);
    if (!whole)
        return failure(whole.error());
    if (*whole >= (waits ? mostWholeWaiting : mostWhole))
        return false;
    return counts(m_connection, KeptCount::Kind::QuarantineBytes).of(entry.source).map([bytes, waits](qint64 kept) {
        return kept + bytes <= (waits ? mostBytesWaiting : mostBytes);
    });
}

Result<> Quarantine::insert(const Entry &entry, bool isKept)
{
    const Record &record = entry.record;
    const QString field
        = entry.field.isEmpty() ? entry.reason.values.value(QStringLiteral("field")).toString() : entry.field;
    const QByteArray data = isKept ? record.data : QByteArray("");
    const QVariant waitsFor = isKept ? awaited(entry.waitsFor) : QVariant();
    return m_connection
        .apply("INSERT INTO quarantine"
               " (source, table_name, record_id, fingerprint, action, data, field, reason, since, is_kept, waits_for)"
               " VALUES (?, {text ?}, {text ?}, ?, {text ?}, {text ?}, ?, ?, ?, ?, {text ?})"_sql,
            {entry.source.value(), record.table, record.id, fingerprintOf(entry), actionName(record.action), data,
                field, storedJson(toJson(entry.reason)), storedTime(entry.since), isKept ? 1 : 0, waitsFor})
        .and_then([&] {
            const Gone more {-1, isKept ? -1 : 0, -(data.size() + record.table.size() + record.id.size())};
            return subtract(entry.source, more);
        });
}

Result<QList<Quarantine::Entry>> Quarantine::read(const Statement &statement, const QVariantList &values) const
{
    QList<Entry> found;
    const Result<> read = m_connection.each(statement, values, [&found](const Row &row) -> Result<> {
        found.append(quarantineEntryOf(row));
        return {};
    });
    if (!read)
        return failure(read.error());
    return found;
}

Result<QList<Quarantine::Entry>> Quarantine::entries() const
{
    static const Statement all(entryColumns + QStringLiteral("ORDER BY number"));
    return read(all, {});
}

Result<QList<Quarantine::Entry>> Quarantine::heads() const
{
    Result<QList<Entry>> listed
        = read("SELECT number, source, {bytes table_name}, {bytes record_id}, {bytes action},"
               " CASE WHEN LENGTH(data) <= ? THEN {bytes data} ELSE '' END, field, reason, since, is_kept, 1"
               " FROM quarantine ORDER BY number"_sql,
            {mostDataForName});
    if (!listed)
        return listed;
    return read("SELECT 0, source, {bytes table_name}, {bytes record_id}, '', '', '', reason, since, 0, records"
                " FROM quarantine_more ORDER BY source, code"_sql,
        {})
        .map([&](const QList<Entry> &counted) { return *listed + counted; });
}

Result<std::optional<Quarantine::Entry>> Quarantine::entry(qint64 number) const
{
    static const Statement byNumber(entryColumns + QStringLiteral("WHERE number = ?"));
    return read(byNumber, {number}).map([](const QList<Entry> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<std::optional<Quarantine::Entry>> Quarantine::find(SyncId source, const RecordKey &key) const
{
    static const Statement byKey(entryColumns
        + QStringLiteral("WHERE source = ? AND table_name = {text ?} AND record_id = {text ?}"
                         " AND fingerprint <> 'withheld'"));
    return read(byKey, {source.value(), key.table, key.id}).map([](const QList<Entry> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<bool> Quarantine::isAwaited(const RecordKey &person) const
{
    return m_connection
        .value("SELECT EXISTS (SELECT 1 FROM quarantine WHERE waits_for = {text ?})"_sql, {awaited(person)})
        .map([](const QVariant &found) { return found.toBool(); });
}

Result<QList<qint64>> Quarantine::waiting(SyncId source, const RecordKey &person) const
{
    QList<qint64> numbers;
    const Result<> read = m_connection.each(
        "SELECT number FROM quarantine WHERE waits_for = {text ?} AND source = ? ORDER BY number"_sql,
        {awaited(person), source.value()}, [&numbers](const Row &row) -> Result<> {
            numbers.append(row.value(0).toLongLong());
            return {};
        });
    return read ? Result<QList<qint64>>(numbers) : failure(read.error());
}

Result<qint64> Quarantine::count() const
{
    return counts(m_connection).total();
}

Result<qint64> Quarantine::countWithoutData() const
{
    const Result<qint64> whole = counts(m_connection, KeptCount::Kind::QuarantineWhole).total();
    if (!whole)
        return whole;
    return count().map([&](qint64 all) { return all - *whole; });
}

Result<bool> Quarantine::isEmpty() const
{
    return m_connection.value("SELECT EXISTS (SELECT 1 FROM quarantine)"_sql).map([](const QVariant &found) {
        return !found.toBool();
    });
}

Result<> Quarantine::discard(qint64 number)
{
    static const Statement one(erasing("number = ?"));
    return m_connection.transact([&]() -> Result<> {
        const Result<QVariant> source
            = m_connection.value("SELECT source FROM quarantine WHERE number = ?"_sql, {number});
        if (!source)
            return failure(source.error());
        const SyncId site {source->toInt()};
        return erase(one, {number}).and_then([&](const Gone &gone) { return subtract(site, gone); }).and_then([&] {
            return forgetCounted(site);
        });
    });
}

Result<> Quarantine::stay(qint64 number, const Error &reason, const std::optional<RecordKey> &waitsFor)
{
    return m_connection.apply("UPDATE quarantine SET waits_for = {text ?}, reason = ?, field = ? WHERE number = ?"_sql,
        {awaited(waitsFor), storedJson(toJson(reason)), reason.values.value(QStringLiteral("field")).toString(),
            number});
}

Result<> Quarantine::drop(SyncId source, const RecordKey &key)
{
    return m_connection.transact([&]() -> Result<> {
        Entry dropped;
        dropped.record = {key.table, key.id, Action::Update, {}};
        dropped.source = source;
        const Result<Gone> gone = erase(dropped);
        if (!gone)
            return failure(gone.error());
        if (gone->records == 0)
            return {};
        return subtract(source, *gone).and_then([&] { return forgetCounted(source); });
    });
}

Statement Quarantine::erasing(const char *condition)
{
    return Statement(QStringLiteral("DELETE FROM quarantine WHERE %1 RETURNING is_kept, LENGTH({bytes data})"
                                    " + LENGTH({bytes table_name}) + LENGTH({bytes record_id})")
                         .arg(QLatin1String(condition)));
}

Result<Quarantine::Gone> Quarantine::erase(const Statement &erasing, const QVariantList &values)
{
    Gone gone;
    const Result<> erased = m_connection.each(erasing, values, [&gone](const Row &row) -> Result<> {
        ++gone.records;
        gone.whole += row.value(0).toLongLong();
        gone.bytes += row.value(1).toLongLong();
        return {};
    });
    if (!erased)
        return failure(erased.error());
    return gone;
}

Result<Quarantine::Gone> Quarantine::erase(const Entry &entry)
{
    static const Statement oneForm(
        erasing("source = ? AND table_name = {text ?} AND record_id = {text ?} AND fingerprint = ?"));
    return erase(oneForm, {entry.source.value(), entry.record.table, entry.record.id, fingerprintOf(entry)});
}

Result<> Quarantine::subtract(SyncId source, const Gone &gone)
{
    using Kind = KeptCount::Kind;
    return counts(m_connection)
        .add(source, -gone.records)
        .and_then([&] { return counts(m_connection, Kind::QuarantineWhole).add(source, -gone.whole); })
        .and_then([&] { return counts(m_connection, Kind::QuarantineBytes).add(source, -gone.bytes); });
}

} // namespace mailboat
