// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/upgradetosix.h"

#include "core/sql/connection.h"
#include "core/store/persontable.h"
#include "core/store/recordtable.h"

#include <algorithm>

namespace mailboat {

namespace {

QList<TableRule> rulesOfVersion6()
{
    QList<TableRule> rules;
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (rule.isVersion6())
            rules.append(rule);
    }
    std::ranges::sort(rules, [](const TableRule &left, const TableRule &right) {
        return left.order != right.order ? left.order < right.order : left.table < right.table;
    });
    return rules;
}

QVariant linkOrNone(const QByteArray &link)
{
    return link.isEmpty() ? QVariant() : QVariant(link);
}

Result<> linkRecords(Connection &connection, const QByteArray &table)
{
    return RecordTable(connection).forEach(table, [&](const StoredRecord &record) -> Result<> {
        const RecordLinks links
            = Routing::builtIn().links({record.key.table, record.key.id, Action::Update, record.data});
        return connection.apply("UPDATE record SET category = ?, store = {text ?}, parent = {text ?}, name = {text ?},"
                                " other = {text ?} WHERE table_name = {text ?} AND record_id = {text ?}"_sql,
            {categoryNumber(links.category), linkOrNone(links.store), linkOrNone(links.parent), linkOrNone(links.name),
                linkOrNone(links.other), record.key.table, record.key.id});
    });
}

/// As V6Log::To has the numbers. Until now any site could push anything under these names, which nobody else was given: what the
/// primary alone writes stays with its author unless that is the primary.
Result<> logRecords(Connection &connection, const TableRule &rule)
{
    switch (rule.reach) {
    case Reach::Nobody:
        return {};
    case Reach::Everybody:
    case Reach::StoreOrAll:
        return connection.apply("INSERT INTO v6_log (table_name, record_id, reach, store, author)"
                                " SELECT table_name, record_id, CASE WHEN ? AND coalesce(author, origin) <> 1 THEN 0"
                                " WHEN store IS NULL THEN 1 ELSE 2 END, store, coalesce(author, origin) FROM record"
                                " WHERE table_name = {text ?} ORDER BY record_id"_sql,
            {rule.isPrimarysOwn ? 1 : 0, rule.table});
    case Reach::Store:
        return connection.apply("INSERT INTO v6_log (table_name, record_id, reach, store, author)"
                                " SELECT r.table_name, r.record_id,"
                                " CASE WHEN coalesce(p.store, r.store) IS NULL THEN 0 ELSE 2 END,"
                                " coalesce(p.store, r.store), coalesce(r.author, r.origin) FROM record r"
                                " LEFT JOIN record p ON p.table_name = {text ?} AND p.record_id = r.parent"
                                " WHERE r.table_name = {text ?} ORDER BY r.record_id"_sql,
            {rule.parentTable, rule.table});
    case Reach::Patient:
    case Reach::Bearer:
    case Reach::Attached:
        return connection.apply("INSERT INTO v6_log (table_name, record_id, reach, patient, author)"
                                " SELECT table_name, record_id, CASE WHEN ? AND name IS NOT NULL THEN 3 ELSE 0 END,"
                                " CASE WHEN ? THEN name END, coalesce(author, origin) FROM record"
                                " WHERE table_name = {text ?} ORDER BY record_id"_sql,
            {rule.reach == Reach::Patient ? 1 : 0, rule.reach == Reach::Patient ? 1 : 0, rule.table});
    }
    Q_UNREACHABLE();
}

} // namespace

Result<> upgradeToSix(Connection &connection)
{
    const Result<QVariant> site = connection.value("SELECT value FROM preference WHERE name = 'sync-id'"_sql);
    if (!site)
        return failure(site.error());
    const bool isPrimary = site->toString() == QLatin1String("1");
    for (const TableRule &rule : rulesOfVersion6()) {
        const Result<> done = linkRecords(connection, rule.table).and_then([&]() -> Result<> {
            return isPrimary ? logRecords(connection, rule) : Result<>();
        });
        if (!done)
            return done;
    }
    return PersonTable(connection).fill();
}

} // namespace mailboat
