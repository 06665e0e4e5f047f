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

/// Whether a form of a record may stand in quarantine at the end: an older one, one that was replaced, what the primary has lost; and
/// of a patient one that came to a restored primary before the patient was sent by the site of his or her home.
bool mayBeKept(const RecordKey &key, ErrorCode reason)
{
    return reason == ErrorCode::FormOlder || reason == ErrorCode::FormReplaced || reason == ErrorCode::NotBrought
        || (isPatient(key) && reason == ErrorCode::RecordNotOwned);
}

/// What a site should hold. Its lines whose transfer has gone are not expectedAt() any site, and stay with it: a line is deleted by
/// itself, and that may have been refused as of before a newer form.
Holdings expectedWithOrphans(SyncId site, const QByteArray &store, const Holdings &primary)
{
    Holdings expected = expectedAt(site, primary);
    for (const RecordKey &key : keysOf(primary)) {
        const RecordKey transfer = transferOf(key);
        if (!transfer.id.isEmpty() && storeOf(key) == store && !primary.contains({transfer.table, transfer.id}))
            expected.insert({key.table, key.id}, primary.value({key.table, key.id}));
    }
    return expected;
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
    for (const int site : {2, 3, CopiesForeign::id}) {
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
    return all.unite(m_foreign.leaving());
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

void CopiesWorld::addHeld(CopiesDues::Living &all, TestSite &end)
{
    const bool isPrimary = &end == &m_primary;
    const QByteArray store = isPrimary ? QByteArray() : storeAt(end);
    const Holdings held = end.holdings();
    for (const RecordKey &key : keysOf(held)) {
        all.held.insert(key);
        if (isPrimary || storeOf(key) == store)
            all.newest[key] = std::max(all.newest.value(key), versionOf(held.value({key.table, key.id})));
    }
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
    for (const RecordKey &key : keysOf(m_foreign.records())) {
        all.held.insert(key);
        if (storeOf(key) == "C")
            all.newest[key]
                = std::max(all.newest.value(key), versionOf(m_foreign.records().value({key.table, key.id})));
    }
    return all;
}

/// Of what several sites write the last push stays, whichever form it brings. So it is where two machines are one site when the
/// primary becomes an older copy: the one that comes first may have older forms than the other one had sent (RELIABILITY.md).
bool CopiesWorld::mayBeOfAnyForm(const RecordKey &key) const
{
    const bool hasOneForm = key.table == "name_store_join";
    return hasOneForm || isOfSeveral(key) || m_livesSinceClone.value(storeOf(key), 0) > 0;
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
    const bool isDone = synchroniseForeign();
    return moved || !isDone || m_foreign.moved() > 0;
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

bool CopiesWorld::comeToRest()
{
    for (int round = 0; synchroniseAll(); ++round) {
        if (round == mostRounds)
            return false;
    }
    return true;
}

QStringList CopiesWorld::settle()
{
    tell(QStringLiteral("at the end:"));
    retire();
    bool isAtRest = comeToRest();
    if (isAtRest && m_isForeignPast) {
        initialiseForeign();
        isAtRest = comeToRest();
    }
    if (!isAtRest)
        return {QStringLiteral("the ends do not come to rest")};
    return m_dues.unmet(living(), [this](const RecordKey &key) { return mayBeOfAnyForm(key); }) + differences();
}

QStringList CopiesWorld::differences()
{
    QStringList wrong = differencesOfForeign();
    const Holdings primary = m_primary.holdings();
    for (const Satellite &one : m_satellites) {
        const QByteArray differs
            = difference(expectedWithOrphans(one.site->id(), one.store, primary), one.site->holdings());
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

/// It has them as its program reads them: by version, then.
QStringList CopiesWorld::differencesOfForeign()
{
    const auto versions = [](Holdings held) {
        for (QByteArray &data : held)
            data = QByteArray::number(versionOf(data));
        return held;
    };
    const Holdings expected = expectedWithOrphans(SyncId {CopiesForeign::id}, "C", m_primary.holdings());
    const QByteArray differs = difference(versions(expected), versions(m_foreign.records()));
    if (differs.isEmpty())
        return {};
    return {QStringLiteral("primary and C: %1").arg(QString::fromUtf8(differs))};
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
        const RecordKey key {entry.record.table, entry.record.id};
        if (!mayBeKept(key, entry.reason.code))
            left.append(QStringLiteral("%1/%2 stands in quarantine: %3")
                            .arg(QString::fromUtf8(key.table), QString::fromUtf8(key.id), codeOf(entry.reason.code)));
    }
    return left;
}

} // namespace mailboat::test
