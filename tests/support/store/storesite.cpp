// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/store/storesite.h"

#include "tests/support/store/testdatabase.h"

namespace mailboat::test {

namespace {

QByteArray shown(const Record &record)
{
    return (record.action == Action::Delete ? "-" : "") + record.table + '/' + record.id;
}

} // namespace

StoreSite::StoreSite(int syncId)
    : m_file(valueOf(Datafile::create(address(), m_clock, testDatabase())))
{
    if (syncId != 0)
        setSyncId(syncId);
    if (syncId > 1)
        require(m_file->state().setInitialised(true));
}

std::unique_ptr<Datafile> StoreSite::another()
{
    return valueOf(Datafile::open(address(), m_clock, testDatabase()));
}

void StoreSite::reopen()
{
    close();
    m_file = another();
}

void StoreSite::setSyncId(int syncId)
{
    setPreference(QStringLiteral("sync-id"), QString::number(syncId));
}

void StoreSite::setPreference(const QString &name, const QString &value)
{
    SettingsChange change;
    change.preferences.insert(name, value);
    require(m_file->settings().commit(change, {}, valueOf(m_file->settings().read()).revision));
}

void StoreSite::addPeer(int syncId, PeerStatus status)
{
    Peer peer;
    peer.syncId = SyncId {syncId};
    peer.userName = QStringLiteral("site %1").arg(syncId);
    SettingsChange change;
    change.peers.append({{}, peer});
    require(m_file->settings().commit(change, {}, valueOf(m_file->settings().read()).revision));
    require(m_file->peerStates().setStatus(peer.syncId, status));
}

void StoreSite::put(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    require(m_file->records().put(upsert(table, id, data)));
}

void StoreSite::remove(const QByteArray &table, const QByteArray &id)
{
    require(m_file->records().remove(table, id));
}

ErrorCode StoreSite::refusalOfPut(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    return codeOfFailure(m_file->records().put(upsert(table, id, data)));
}

void StoreSite::addStore(const QByteArray &id, int site)
{
    put("store", id, "{\"name_ID\":\"name_" + id + "\",\"sync_id_remote_site\":" + QByteArray::number(site) + '}');
}

PrimaryRecords::PushOutcome StoreSite::push(int from, const QList<Record> &records)
{
    return valueOf(m_file->primaryRecords().acceptPush(SyncId {from}, records));
}

PrimaryRecords::PushOutcome StoreSite::push(
    int from, const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    return push(from, {upsert(table, id, data)});
}

PrimaryRecords::PushOutcome StoreSite::pushDelete(int from, const QByteArray &table, const QByteArray &id)
{
    return push(from, {deletion(table, id)});
}

QByteArray StoreSite::data(const QByteArray &table, const QByteArray &id)
{
    return valueOf(m_file->records().get(table, id)).value_or(Record {}).data;
}

Texts StoreSite::queue(int site)
{
    Texts texts;
    for (const QueuedRecord &queued : valueOf(m_file->queue().first(SyncId {site}, 10000)).records)
        texts.append(shown(queued.record));
    return texts;
}

Texts StoreSite::drain(int site)
{
    Texts texts = queue(site);
    require(m_file->queue().drop(SyncId {site}));
    return texts;
}

Texts StoreSite::changeLog(qint64 after)
{
    Texts texts;
    for (const LoggedRecord &logged : valueOf(m_file->changeLog().after(after, 10000)).records)
        texts.append(shown(logged.record));
    return texts;
}

Texts StoreSite::outbox()
{
    Texts texts;
    for (const QueuedRecord &queued : valueOf(m_file->outbox().first(10000)).records)
        texts.append(shown(queued.record));
    return texts;
}

Texts StoreSite::quarantine()
{
    Texts texts;
    for (const Quarantine::Entry &entry : valueOf(m_file->quarantine().entries()))
        texts.append(QByteArray::number(entry.source.value()) + ' ' + shown(entry.record) + ' '
            + codeOf(entry.reason.code).toUtf8());
    return texts;
}

void StoreSite::sql(const char *statement)
{
    require(m_file->connection().execute(QString::fromLatin1(statement)));
}

} // namespace mailboat::test
