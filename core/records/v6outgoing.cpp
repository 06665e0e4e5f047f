// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/v6outgoing.h"

#include "core/domain/strictreader.h"
#include "core/records/log.h"
#include "core/sql/connection.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

/// Tables whose records may not share IDs, for an IN of SQL: all but those that add to a name, which have its ID.
QString tablesWithOwnIds()
{
    QStringList names;
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (rule.reach != Reach::Bearer)
            names.append(QLatin1Char('\'') + QString::fromUtf8(rule.table) + QLatin1Char('\''));
    }
    names.sort();
    return names.join(QStringLiteral(", "));
}

} // namespace

V6Outgoing::V6Outgoing(Store &store, SyncId site)
    : m_store(store)
    , m_site(site)
    , m_records(store.connection())
    , m_log(store.connection())
{
}

Result<V6Outgoing::Batch> V6Outgoing::after(V6Log::Asked asked)
{
    asked.site = m_site;
    Batch batch;
    for (;;) { // a page may be withheld as a whole
        Result<V6Log::Page> page = m_log.read(asked);
        if (!page)
            return failure(page.error());
        for (V6Log::Entry &entry : page->entries) {
            const Result<std::optional<Error>> reason = whyNot(entry);
            if (!reason)
                return failure(reason.error());
            if (!*reason)
                batch.records.append(std::move(entry.logged));
            else if (const Result<> named = name(entry.logged.record, **reason); !named) // at the next pull, then
                qCWarning(recordsLog, "What is withheld could not be named: %s", qPrintable(describe(named.error())));
        }
        batch.isLast = page->isLast;
        batch.end = page->isLast ? page->highest : page->entries.constLast().logged.serial;
        batch.total = batch.records.size() + (page->isLast ? 0 : page->highest - batch.end);
        if (batch.isLast || !batch.records.isEmpty())
            return batch;
        asked.from = batch.end + 1;
    }
}

Result<bool> V6Outgoing::isFor(const RecordKey &key)
{
    return m_log.serialOf(key).and_then([this](qint64 serial) -> Result<bool> {
        if (serial == 0)
            return false;
        V6Log::Asked asked;
        asked.site = m_site;
        asked.from = asked.upTo = serial;
        asked.withOwn = true;
        return m_log.read(asked).map([](const V6Log::Page &page) { return !page.entries.isEmpty(); });
    });
}

Result<std::optional<Error>> V6Outgoing::whyNot(const V6Log::Entry &entry)
{
    const Record &record = entry.logged.record;
    if (entry.author == m_site)
        return std::optional<Error>();
    const TableRule &rule = Routing::builtIn().rule(record.table);
    const auto fault = record.action == Action::Delete ? std::nullopt : strictFault(record.data, rule.freeKeys);
    const Result<bool> isShared
        = fault || rule.reach == Reach::Bearer ? Result<bool>(false) : hasNamesake({record.table, record.id});
    if (!isShared)
        return failure(isShared.error());
    if (!fault && !*isShared)
        return std::optional<Error>();
    const QString why
        = fault ? fault->words() : QCoreApplication::translate("mailboat", "a record of another table has the same ID");
    return std::optional(Error {ErrorCode::RecordUnreadable,
        {{QStringLiteral("site"), QString::number(m_site.value())}, {QStringLiteral("why"), why}}});
}

Result<bool> V6Outgoing::hasNamesake(const RecordKey &key)
{
    static const Statement sql(
        QStringLiteral("SELECT EXISTS (SELECT 1 FROM record WHERE record_id = {text ?} AND table_name IN (%1)"
                       " AND table_name <> {text ?})")
            .arg(tablesWithOwnIds()));
    return m_store.connection().value(sql, {key.id, key.table}).map([](const QVariant &found) {
        return found.toBool();
    });
}

/// What has changed since it was read is no longer withheld for that.
Result<> V6Outgoing::name(const Record &record, const Error &reason)
{
    if (record.action == Action::Delete)
        return {};
    const Result<std::optional<StoredRecord>> now = m_records.find({record.table, record.id});
    if (!now || !*now || (*now)->data != record.data)
        return now ? Result<>() : failure(now.error());
    const SyncId origin = (*now)->origin;
    const Result<bool> isNamed = m_store.quarantine().isWithheld(origin, (*now)->key, m_site);
    if (!isNamed || *isNamed)
        return isNamed.map([](bool) {});
    qCWarning(recordsLog, "A record is withheld from site %d, whose program cannot read it", m_site.value());
    return m_store.connection().transact([&] {
        return m_store.quarantine().addWithheld(
            {0, {record.table, record.id, Action::Update, {}}, origin, {}, reason, m_store.clock().utcNow()}, m_site);
    });
}

} // namespace mailboat
