// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has been taken, and is withheld from sites that cannot read it. Its fingerprint sets it apart from what was refused of the
// same record.
#include "core/domain/syncstatus.h"
#include "core/sql/connection.h"
#include "core/store/quarantine.h"
#include "core/store/statetable.h"

namespace mailboat {

namespace {

const auto siteValue = QStringLiteral("site");
const auto betweenSites = QStringLiteral(", ");
constexpr qsizetype mostSitesNamed = 20;

QStringList sitesIn(const Error &reason)
{
    return reason.values.value(siteValue).toString().split(betweenSites, Qt::SkipEmptyParts);
}

} // namespace

Result<std::optional<Quarantine::Entry>> Quarantine::withheld(SyncId source, const RecordKey &key) const
{
    return read(
        "SELECT number, source, {bytes table_name}, {bytes record_id}, {bytes action}, '', field, reason, since,"
        " is_kept, 1 FROM quarantine WHERE source = ? AND table_name = {text ?} AND record_id = {text ?}"
        " AND fingerprint = 'withheld'"_sql,
        {source.value(), key.table, key.id})
        .map([](const QList<Entry> &found) { return found.isEmpty() ? std::nullopt : std::optional(found.first()); });
}

Result<bool> Quarantine::isWithheld(SyncId source, const RecordKey &key, SyncId site) const
{
    return withheld(source, key).map([site](const std::optional<Entry> &entry) {
        return entry && sitesIn(entry->reason).contains(QString::number(site.value()));
    });
}

QList<SyncId> Quarantine::sitesWithout(const Entry &withheld)
{
    QList<SyncId> sites;
    for (const QString &site : sitesIn(withheld.reason))
        sites.append(SyncId {site.toInt()});
    return sites;
}

Result<> Quarantine::addWithheld(const Entry &entry, SyncId site)
{
    return m_connection.transact([&]() -> Result<> {
        const RecordKey key {entry.record.table, entry.record.id};
        const Result<std::optional<Entry>> known = withheld(entry.source, key);
        if (!known)
            return failure(known.error());
        Error reason = *known ? (*known)->reason : entry.reason;
        QStringList sites = *known ? sitesIn(reason) : QStringList();
        const QString added = QString::number(site.value());
        if (sites.contains(added) || sites.size() >= mostSitesNamed)
            return {};
        sites.append(added);
        reason.values.insert(siteValue, sites.join(betweenSites));
        if (*known)
            return m_connection.apply("UPDATE quarantine SET reason = ? WHERE number = ?"_sql,
                {storedJson(toJson(reason)), (*known)->number});
        const Result<bool> isListed = mayList(entry.source);
        if (!isListed)
            return failure(isListed.error());
        if (!*isListed) // it stands among the records, and would be counted at every look
            return {};
        return m_connection
            .apply("INSERT INTO quarantine"
                   " (source, table_name, record_id, fingerprint, action, data, field, reason, since, is_kept)"
                   " VALUES (?, {text ?}, {text ?}, 'withheld', 'update', '', '', ?, ?, 1)"_sql,
                {entry.source.value(), key.table, key.id, storedJson(toJson(reason)), storedTime(entry.since)})
            .and_then([&] {
                return subtract(entry.source, {-1, -1, -(key.table.size() + key.id.size())});
            });
    });
}

Result<> Quarantine::dropWithheld(SyncId source, const RecordKey &key)
{
    static const Statement withheldOne(
        erasing("source = ? AND table_name = {text ?} AND record_id = {text ?} AND fingerprint = 'withheld'"));
    return m_connection.transact([&]() -> Result<> {
        const Result<Gone> gone = erase(withheldOne, {source.value(), key.table, key.id});
        if (!gone)
            return failure(gone.error());
        if (gone->records == 0)
            return {};
        return subtract(source, *gone).and_then([&] { return forgetCounted(source); });
    });
}

} // namespace mailboat
