// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/upgradetosix.h"

#include "core/domain/peer.h"
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

Result<> logOfPatients(Connection &connection, const TableRule &rule)
{
    const Routing &routing = Routing::builtIn();
    const QByteArray patients = routing.patientTable();
    return connection.apply(
        "INSERT INTO v6_log (table_name, record_id, reach, patient, author)"
        " SELECT r.table_name, r.record_id, CASE WHEN r.name IS NULL THEN 0 WHEN coalesce(r.author, r.origin) = 1"
        " OR EXISTS (SELECT 1 FROM record j {by record_other} {ordered} JOIN record s ON s.table_name = {text ?}"
        " AND s.record_id = j.store AND s.store_site = r.origin WHERE j.other = r.name AND j.table_name = {text ?})"
        " OR EXISTS (SELECT 1 FROM record n {ordered} JOIN record s ON s.table_name = {text ?}"
        " AND s.record_id = n.store AND s.store_site = r.origin WHERE n.table_name = {text ?} AND n.record_id = r.name"
        " AND n.category = ?) THEN 3 ELSE 0 END, r.name, coalesce(r.author, r.origin) FROM record r"
        " WHERE r.table_name = {text ?} ORDER BY r.record_id"_sql,
        {routing.storeTable(), routing.joinTable(patients), routing.storeTable(), patients,
            categoryNumber(Category::Patient), rule.table});
}

/// As V6Log::To has the numbers. Until now any site could push anything under these names, which nobody else was given: so what the
/// primary alone writes, or what names another site's store or a patient whom its site does not see, stays with its author unless that
/// is the primary.
Result<> logRecords(Connection &connection, const TableRule &rule)
{
    switch (rule.reach) {
    case Reach::Nobody:
        return {};
    case Reach::Everybody:
    case Reach::StoreOrAll:
        return connection.apply("INSERT INTO v6_log (table_name, record_id, reach, store, author)"
                                " SELECT r.table_name, r.record_id, CASE WHEN ? AND coalesce(r.author, r.origin) <> 1"
                                " THEN 0 WHEN r.store IS NULL THEN 1"
                                " WHEN coalesce(r.author, r.origin) = 1 OR s.store_site = r.origin THEN 2 ELSE 0 END,"
                                " r.store, coalesce(r.author, r.origin) FROM record r"
                                " LEFT JOIN record s ON s.table_name = {text ?} AND s.record_id = r.store"
                                " WHERE r.table_name = {text ?} ORDER BY r.record_id"_sql,
            {rule.isPrimarysOwn ? 1 : 0, Routing::builtIn().storeTable(), rule.table});
    case Reach::Store:
        return connection.apply(
            "INSERT INTO v6_log (table_name, record_id, reach, store, author)"
            " SELECT r.table_name, r.record_id,"
            " CASE WHEN s.record_id IS NOT NULL AND (coalesce(r.author, r.origin) = 1"
            " OR s.store_site = r.origin) THEN 2 ELSE 0 END,"
            " coalesce(p.store, r.store), coalesce(r.author, r.origin) FROM record r"
            " LEFT JOIN record p ON p.table_name = {text ?} AND p.record_id = r.parent"
            " LEFT JOIN record s ON s.table_name = {text ?} AND s.record_id = coalesce(p.store, r.store)"
            " WHERE r.table_name = {text ?} ORDER BY r.record_id"_sql,
            {rule.parentTable, Routing::builtIn().storeTable(), rule.table});
    case Reach::Patient:
        return logOfPatients(connection, rule);
    case Reach::Bearer:
    case Reach::Attached:
        return connection.apply("INSERT INTO v6_log (table_name, record_id, reach, author)"
                                " SELECT table_name, record_id, 0, coalesce(author, origin) FROM record"
                                " WHERE table_name = {text ?} ORDER BY record_id"_sql,
            {rule.table});
    }
    Q_UNREACHABLE();
}

/// Until now a queue was filled in one transaction: what waits for a site whose last fill has failed is whole, and from now on would
/// be filled again whenever that site asks for it.
Result<> unblockFilledSites(Connection &connection)
{
    return connection.apply("UPDATE peer SET status = ? WHERE status = ?"
                            " AND EXISTS (SELECT 1 FROM queue WHERE queue.site = peer.sync_id)"_sql,
        {static_cast<int>(PeerStatus::Ready), static_cast<int>(PeerStatus::Blocked)});
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
    const Result<> unblocked = isPrimary ? unblockFilledSites(connection) : Result<>();
    return unblocked ? PersonTable(connection).fill() : unblocked;
}

} // namespace mailboat
