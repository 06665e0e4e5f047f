// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of CopiesWorld that says whether all is as it should be.
#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/syncqueue.h"
#include "tests/core/engine/copiesworld.h"
#include "tests/support/sites/expected.h"

#include <stdexcept>

namespace mailboat::test {

namespace {

constexpr int everything = 100'000;
constexpr int mostRounds = 16;

template<class T>
T read(Result<T> result)
{
    if (!result)
        throw std::runtime_error(codeOf(result.error().code).toStdString());
    return *std::move(result);
}

qint64 count(TestSite &end, const Statement &statement)
{
    return read(end.datafile().connection().value(statement)).toLongLong();
}

/// What others have not heard of yet that it is deleted.
void addLeaving(QSet<RecordKey> &leaving, Datafile &datafile)
{
    const auto add = [&leaving](const Record &record) {
        if (record.action == Action::Delete)
            leaving.insert({record.table, record.id});
    };
    for (const QueuedRecord &waiting : read(datafile.outbox().first(everything)).records)
        add(waiting.record);
    for (const int site : {2, 3}) {
        for (const QueuedRecord &waiting : read(datafile.queue().first(SyncId {site}, everything)).records)
            add(waiting.record);
    }
    for (const LoggedRecord &logged : read(datafile.changeLog().after(0, everything)).records)
        add(logged.record);
    const Result<> landed = datafile.connection().each(
        "SELECT {bytes table_name}, {bytes record_id} FROM landed WHERE action = 'delete'"_sql, {},
        [&leaving](const Row &row) -> Result<> {
            leaving.insert({row.value(0).toByteArray(), row.value(1).toByteArray()});
            return {};
        });
    if (!landed)
        throw std::runtime_error("what has landed");
}

} // namespace

QSet<RecordKey> CopiesWorld::leaving()
{
    QSet<RecordKey> all;
    for (TestSite *end : ends())
        addLeaving(all, end->datafile());
    return all;
}

/// What the change log of the primary says is deleted.
QList<RecordKey> CopiesWorld::deletedThere()
{
    QList<RecordKey> deleted;
    for (const LoggedRecord &logged : read(m_primary.datafile().changeLog().after(0, everything)).records) {
        if (logged.record.action == Action::Delete)
            deleted.append({logged.record.table, logged.record.id});
    }
    return deleted;
}

CopiesDues::Living CopiesWorld::living()
{
    CopiesDues::Living all;
    all.named = m_namedAtRetired;
    all.leaving = leaving();
    for (TestSite *end : ends()) {
        addHeld(all, *end);
        for (const Quarantine::Entry &entry : read(end->datafile().quarantine().entries()))
            all.named.insert({entry.record.table, entry.record.id});
    }
    return all;
}

/// Whether anything was there to do.
bool CopiesWorld::synchroniseAll()
{
    bool moved = false;
    for (TestSite *end : ends())
        moved = choose(*end) || moved;
    for (Satellite &one : m_satellites) {
        const CycleReport report = synchronise(one);
        moved = moved || !report.ok || report.pushed + report.pulledCentral + report.pulledRemote > 0;
    }
    return moved;
}

/// A clone goes once it has synchronised.
void CopiesWorld::retire()
{
    for (int round = 0; m_satellites.size() > 2; ++round) {
        if (round == mostRounds)
            throw std::runtime_error("the clone cannot synchronise");
        for (TestSite *end : ends())
            (void)choose(*end);
        if (!synchronise(m_satellites.back()).ok)
            continue;
        for (const Quarantine::Entry &entry : read(m_satellites.back().site->datafile().quarantine().entries()))
            m_namedAtRetired.insert({entry.record.table, entry.record.id});
        tell(QStringLiteral("%1: is taken out of use").arg(m_satellites.back().name));
        m_satellites.pop_back();
    }
}

QStringList CopiesWorld::settle()
{
    tell(QStringLiteral("at the end:"));
    retire();
    for (int round = 0; synchroniseAll(); ++round) {
        if (round == mostRounds)
            return {QStringLiteral("the ends do not come to rest")};
    }
    return m_dues.unmet(living()) + differences();
}

QStringList CopiesWorld::differences()
{
    QStringList wrong;
    const Holdings primary = m_primary.holdings();
    for (const Satellite &one : m_satellites) {
        const QByteArray differs = difference(expectedAt(one.site->id(), primary), one.site->holdings());
        if (!differs.isEmpty())
            wrong.append(QStringLiteral("primary and %1: %2").arg(one.name, QString::fromUtf8(differs)));
    }
    for (TestSite *end : ends()) {
        const QStringList left = leftOver(*end);
        for (const QString &what : left)
            wrong.append(nameOf(*end) + QStringLiteral(": ") + what);
    }
    return wrong;
}

QStringList CopiesWorld::leftOver(TestSite &end)
{
    QStringList left;
    const std::initializer_list<std::pair<const char *, const Statement *>> empty {
        {"the outbox is not empty", &"SELECT COUNT(*) FROM outbox"_sql},
        {"a queue is not empty", &"SELECT COUNT(*) FROM queue"_sql},
        {"something has only landed", &"SELECT COUNT(*) FROM landed"_sql},
        {"what waits is counted wrongly", &"SELECT COUNT(*) FROM kept_count WHERE kind IN (1, 2) AND records <> 0"_sql},
        {"quarantine is counted wrongly",
            &"SELECT (SELECT COUNT(*) FROM quarantine) <> (SELECT COALESCE(SUM(records), 0) FROM kept_count WHERE kind = 3)"_sql}};
    for (const auto &[words, statement] : empty) {
        if (count(end, *statement) != 0)
            left.append(QString::fromLatin1(words));
    }
    for (const Quarantine::Entry &entry : read(end.datafile().quarantine().entries())) {
        if (entry.reason.code != ErrorCode::FormOlder && entry.reason.code != ErrorCode::FormReplaced
            && entry.reason.code != ErrorCode::NotBrought)
            left.append(QStringLiteral("%1/%2 stands in quarantine: %3")
                            .arg(QString::fromUtf8(entry.record.table), QString::fromUtf8(entry.record.id),
                                codeOf(entry.reason.code)));
    }
    return left;
}

} // namespace mailboat::test
