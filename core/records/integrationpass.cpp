// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/integrationpass.h"

#include "core/domain/recorddata.h"
#include "core/records/refusalreason.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

#include <utility>

namespace mailboat {

namespace {

const auto keepKey = QByteArrayLiteral("mergeIdToKeep");
const auto deleteKey = QByteArrayLiteral("mergeIdToDelete");

Error named(Error error, const Record &record)
{
    error.values.insert(QStringLiteral("table"), QString::fromUtf8(record.table));
    error.values.insert(QStringLiteral("id"), QString::fromUtf8(record.id));
    return error;
}

} // namespace

IntegrationPass::IntegrationPass(Store &store)
    : m_store(store)
    , m_records(store.connection())
    , m_sites(store.connection(), m_records)
{
}

Result<> IntegrationPass::begin()
{
    const Result<SyncId> here = m_store.settings().ownSite();
    if (!here)
        return failure(here.error());
    m_here = *here;
    m_ownership.emplace(m_records, m_sites, m_here);
    const Result<qint64> waiting = m_store.outbox().waiting();
    if (!waiting)
        return failure(waiting.error());
    m_hasOutbox = *waiting > 0;
    const Result<bool> hasNone = m_store.quarantine().isEmpty();
    if (!hasNone)
        return failure(hasNone.error());
    m_hasQuarantine = !*hasNone;
    return Unbrought(m_store.connection()).restored().map([this](const std::optional<Unbrought::Restored> &restored) {
        m_restored = restored;
    });
}

Result<std::optional<Error>> IntegrationPass::take(const Record &record)
{
    if (const Result<> table = checkTableName(record.table); !table)
        return named(table.error(), record);
    if (record.action == Action::Merge)
        return merge(record);
    if (const Result<> id = checkRecordId(record.id); !id)
        return named(id.error(), record);
    const RecordKey key {record.table, record.id};
    const Result<bool> isFirst = comesFirst(key);
    if (!isFirst)
        return failure(isFirst.error());
    if (record.action == Action::Delete)
        return settle(key, nullptr, *isFirst).map([] { return std::optional<Error>(); });
    const Result<RecordData> data = RecordData::read(record.data);
    if (!data)
        return named(data.error(), record);
    const Routing &routing = Routing::builtIn();
    if (const Result<> identity = routing.checkIdentity(key, data->fields()); !identity)
        return identity.error();
    const StoredRecord landed {{key, routing.links(key, data->fields()), primarySyncId, primarySyncId}, data->bytes()};
    return settle(key, &landed, *isFirst).map([] { return std::optional<Error>(); });
}

Result<bool> IntegrationPass::takeOrQuarantine(const Record &record)
{
    const Result<std::optional<Error>> refused = take(record);
    if (!refused || !*refused)
        return refused.map([](const std::optional<Error> &) { return true; });
    return quarantine(record, **refused).map([] { return false; });
}

Result<> IntegrationPass::end()
{
    return Unbrought(m_store.connection()).noteNewcomers(std::exchange(m_newcomers, {}));
}

/// Whether it is the first that the primary brings of this record since everything comes anew.
Result<bool> IntegrationPass::comesFirst(const RecordKey &key)
{
    if (!m_restored)
        return false;
    return Unbrought(m_store.connection()).has({key}).map([](qint64 listed) { return listed > 0; });
}

/// What has passed all checks; no `landed`: it is deleted. `isFirst`: comesFirst().
Result<> IntegrationPass::settle(const RecordKey &key, const StoredRecord *landed, bool isFirst)
{
    if (m_hasQuarantine) {
        if (const Result<> dropped = m_store.quarantine().drop(primarySyncId, key); !dropped)
            return dropped;
    }
    const Result<bool> yields = m_hasOutbox ? yieldsToOurs(key, landed) : false;
    if (!yields)
        return failure(yields.error());
    return *yields ? Result<>() : write(key, landed, isFirst);
}

Result<std::optional<Error>> IntegrationPass::merge(const Record &record)
{
    if (!Routing::builtIn().rule(record.table).isMergeable)
        return named({ErrorCode::ActionInvalid, {{QStringLiteral("value"), QStringLiteral("merge")}}}, record);
    const Result<RecordData> data = RecordData::read(record.data);
    if (!data)
        return named(data.error(), record);
    const JsonFields &ids = data->fields();
    const RecordKey gone {record.table, ids.value(deleteKey).scalarText()};
    for (const QByteArray &key : {keepKey, deleteKey}) {
        if (const Result<> id = checkRecordId(ids.value(key).scalarText()); !id) {
            Error error = named(id.error(), record);
            error.values.insert(QStringLiteral("field"), QString::fromLatin1(key));
            return error;
        }
    }
    if (gone.id == ids.value(keepKey).scalarText()) // would take away what is to stay
        return std::nullopt;
    const Result<bool> waits = m_store.outbox().contains(gone);
    if (!waits)
        return failure(waits.error());
    if (*waits) {
        const Result<std::optional<StoredRecord>> ours = m_records.find(gone);
        if (!ours)
            return failure(ours.error());
        const Error reason {ErrorCode::RecordMissing,
            {{QStringLiteral("table"), QString::fromUtf8(gone.table)},
                {QStringLiteral("id"), QString::fromUtf8(gone.id)}},
            QStringLiteral("merged into another record at the primary")};
        if (const Result<> given = giveUpOurs(gone, *ours, reason); !given)
            return failure(given.error());
    }
    const Result<bool> isFirst = comesFirst(gone);
    if (!isFirst)
        return failure(isFirst.error());
    return write(gone, nullptr, *isFirst && !*waits).map([] { return std::optional<Error>(); });
}

Result<bool> IntegrationPass::yieldsToOurs(const RecordKey &key, const StoredRecord *landed)
{
    const Result<bool> waits = m_store.outbox().contains(key);
    if (!waits || !*waits)
        return waits;
    const Result<std::optional<StoredRecord>> ours = m_records.find(key);
    if (!ours)
        return failure(ours.error());
    // Where ours is a delete, the landed record says whose it is; where both are, nothing is left to decide.
    if (!*ours && !landed)
        return false;
    Result<std::optional<Error>> refusal = m_ownership->refusal(m_here, nullptr, *ours ? &**ours : landed);
    if (refusal && !*refusal && landed) // nor may ours claim what is another's
        refusal = m_ownership->refusal(m_here, nullptr, landed);
    if (!refusal)
        return failure(refusal.error());
    if (!*refusal)
        return true;
    if (const Result<> given = giveUpOurs(key, *ours, **refusal); !given)
        return failure(given.error());
    return false;
}

Result<> IntegrationPass::giveUpOurs(const RecordKey &key, const std::optional<StoredRecord> &ours, const Error &reason)
{
    const Record record {key.table, key.id, ours ? Action::Update : Action::Delete, ours ? ours->data : QByteArray()};
    m_hasQuarantine = true;
    return m_store.quarantine().add({0, record, m_here, {}, reason, m_store.clock().utcNow()}).and_then([&] {
        return m_store.outbox().remove(key);
    });
}

Result<> IntegrationPass::write(const RecordKey &key, const StoredRecord *landed, bool isFirst)
{
    const bool mayReplace = isFirst && m_restored == Unbrought::Restored::Primary;
    if (const Result<> kept = mayReplace ? keepReplaced(key, landed) : Result<>(); !kept)
        return kept;
    if (!landed)
        return m_records.erase(key).map([](bool) {});
    const bool isNewcomer = !isFirst && m_restored == Unbrought::Restored::Primary;
    if (const Result<> noted = isNewcomer ? noteNewcomer(key) : Result<>(); !noted)
        return noted;
    StoredRecord stored = *landed;
    stored.origin = m_ownership->originOfPulled(stored.links.category);
    return m_records.put(stored).map([](bool) {});
}

/// A restored primary may have lost what is newer here. What this site owns has been sent before, and comes back as it is.
Result<> IntegrationPass::keepReplaced(const RecordKey &key, const StoredRecord *landed)
{
    const Result<std::optional<StoredRecord>> here = m_records.find(key);
    if (!here || !*here)
        return here ? Result<>() : failure(here.error());
    if (landed && (*here)->data == landed->data)
        return {};
    m_hasQuarantine = true;
    const Record replaced {key.table, key.id, Action::Update, (*here)->data};
    const Error reason {landed ? ErrorCode::FormReplaced : ErrorCode::NotBrought};
    return m_store.quarantine().add( // whatever the share: it exists nowhere else
        {0, replaced, primarySyncId, {}, refusalReason(replaced, reason), m_store.clock().utcNow()});
}

/// What is new here may have been deleted since the copy of the primary was made.
Result<> IntegrationPass::noteNewcomer(const RecordKey &key)
{
    const Result<std::optional<RecordHead>> here = m_records.head(key);
    if (!here)
        return failure(here.error());
    if (!*here)
        m_newcomers.add(key);
    return {};
}

Result<> IntegrationPass::quarantine(const Record &record, const Error &reason)
{
    m_hasQuarantine = true;
    return m_store.quarantine()
        .addWithinShare({0, record, primarySyncId, {}, refusalReason(record, reason), m_store.clock().utcNow()})
        .map([](bool) {});
}

} // namespace mailboat
