// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/testrecords.h"

#include "core/domain/dialect.h"
#include "core/domain/jsonmerge.h"
#include "core/prefs/draftcommit.h"
#include "core/records/recordwriter.h"
#include "core/records/testsiterecords.h"
#include "core/security/passwordhash.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <limits>

namespace mailboat {

namespace {

QByteArray newId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

QString newPassword()
{
    QByteArray bytes(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return QString::fromLatin1(bytes.toHex());
}

int orderOf(const QByteArray &table)
{
    return Routing::builtIn().rule(table).order;
}

Result<> putWhole(RecordWriter &writer, const RecordTable &stored, const Record &given)
{
    const Result<std::optional<StoredRecord>> before = stored.find({given.table, given.id});
    if (!before)
        return failure(before.error());
    const QByteArray data = withDefaults(given.table, *before ? mergedObject((*before)->data, given.data) : given.data);
    const Result<RecordWriter::Verdict> verdict
        = writer.put({given.table, given.id, Action::Update, data}, writer.here());
    if (!verdict)
        return failure(verdict.error());
    return verdict->refused ? Result<>(failure(*verdict->refused)) : Result<>();
}

} // namespace

TestRecords::TestRecords(Store &store)
    : m_store(store)
{
}

Result<> TestRecords::checkForTests() const
{
    return Authoriser(m_store.settings(), m_store.clock()).forTests().map([](const Authorisation &) {});
}

Result<TestSite> TestRecords::createSite(const QList<QByteArray> &visibleNames)
{
    return m_store.connection().transact([&]() -> Result<TestSite> {
        const Result<TestSite> site = addSite();
        if (!site)
            return failure(site.error());
        return addMissing(commonTestRecords() + testSiteRecords(*site, visibleNames)).map([&site] { return *site; });
    });
}

/// Above all that have a row or a store here: a store without a row waits for the site that it was meant for.
Result<SyncId> TestRecords::freeSyncId() const
{
    const auto highestPeer = m_store.connection().value("SELECT MAX(sync_id) FROM peer"_sql);
    if (!highestPeer)
        return failure(highestPeer.error());
    const auto highestStore
        = m_store.connection().value("SELECT MAX(store_site) FROM record WHERE store_site IS NOT NULL"_sql);
    if (!highestStore)
        return failure(highestStore.error());
    const qint64 highest = std::max({highestPeer->toLongLong(), highestStore->toLongLong(), qint64(1)});
    // Where none is left the highest is in use, and refused as that.
    return SyncId {static_cast<int>(std::min<qint64>(highest + 1, std::numeric_limits<int>::max()))};
}

Result<TestSite> TestRecords::addSite()
{
    SettingsTable &settings = m_store.settings();
    const Result<Authorisation> by = Authoriser(settings, m_store.clock()).forTests();
    if (!by)
        return failure(by.error());
    const Result<SyncId> free = freeSyncId();
    if (!free)
        return failure(free.error());
    const Result<std::unique_ptr<Draft>> draft = openDraft(settings);
    if (!draft)
        return failure(draft.error());
    Peer peer;
    peer.syncId = *free;
    peer.userName = QStringLiteral("test_site_%1").arg(free->value());
    const QString password = newPassword();
    if (const Result<> added = (*draft)->peers.add(peer, password); !added)
        return failure(added.error());
    if (const Result<> saved = commitDraft(**draft, settings, *by); !saved)
        return failure(saved.error());
    const Peer *const made = (*draft)->peers.find(*free);
    const QString siteUuid = made ? made->siteUuid : QString();
    return TestSite {*free, siteUuid, peer.userName, wirePassword(password), newId(), newId()};
}

Result<> TestRecords::addMissing(const QList<Record> &records)
{
    const RecordTable stored(m_store.connection());
    QList<Record> missing;
    for (const Record &record : records) {
        const Result<bool> isThere = stored.contains({record.table, record.id});
        if (!isThere)
            return failure(isThere.error());
        if (!*isThere)
            missing.append(record);
    }
    return upsert(missing);
}

Result<> TestRecords::upsert(const QList<Record> &records)
{
    QList<Record> sorted = records;
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const Record &left, const Record &right) { return orderOf(left.table) < orderOf(right.table); });
    return m_store.connection().transact([&]() -> Result<> {
        RecordWriter writer(m_store);
        if (const Result<> begun = checkForTests().and_then([&] { return writer.begin(); }); !begun)
            return begun;
        const RecordTable stored(m_store.connection());
        for (const Record &record : sorted) {
            if (const Result<> put = putWhole(writer, stored, record); !put)
                return put;
        }
        return writer.finish();
    });
}

Result<> TestRecords::remove(const QList<RecordKey> &keys)
{
    QList<RecordKey> sorted = keys;
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const RecordKey &left, const RecordKey &right) { return orderOf(left.table) > orderOf(right.table); });
    return m_store.connection().transact([&]() -> Result<> {
        RecordWriter writer(m_store);
        if (const Result<> begun = checkForTests().and_then([&] { return writer.begin(); }); !begun)
            return begun;
        for (const RecordKey &key : sorted) {
            const Result<RecordWriter::Verdict> verdict = writer.remove(key, writer.here());
            if (!verdict)
                return failure(verdict.error());
            if (verdict->refused)
                return failure(*verdict->refused);
        }
        return writer.finish();
    });
}

} // namespace mailboat
