// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/integrationpass.h"

#include "core/domain/jsontext.h"
#include "core/records/refusalreason.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

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
    const Result<qint64> listed = m_restored ? Unbrought(m_store.connection()).has({key}) : Result<qint64>(0);
    if (!listed)
        return failure(listed.error());
    Record landed = record;
    if (record.action != Action::Delete) {
        Result<QByteArray> data = normalisedObject(record.data);
        if (!data)
            return named(data.error(), record);
        landed.data = std::move(*data);
        if (const Result<> identity = Routing::builtIn().checkIdentity(landed); !identity)
            return identity.error();
    }
    if (m_hasQuarantine) {
        if (const Result<> dropped = m_store.quarantine().drop(primarySyncId, key); !dropped)
            return failure(dropped.error());
    }
    if (m_hasOutbox) {
        const Result<bool> yields = yieldsToOurs(landed);
        if (!yields)
            return failure(yields.error());
        if (*yields)
            return std::nullopt;
    }
    return write(landed, *listed > 0);
}

Result<std::optional<Error>> IntegrationPass::merge(const Record &record)
{
    if (!Routing::builtIn().rule(record.table).isMergeable)
        return named({ErrorCode::ActionInvalid, {{QStringLiteral("value"), QStringLiteral("merge")}}}, record);
    const Result<QByteArray> data = normalisedObject(record.data);
    if (!data)
        return named(data.error(), record);
    const auto ids = topLevelValues(*data, {keepKey, deleteKey});
    const RecordKey gone {record.table, ids.value(deleteKey)};
    for (const QByteArray &key : {keepKey, deleteKey}) {
        if (const Result<> id = checkRecordId(ids.value(key)); !id) {
            Error error = named(id.error(), record);
            error.values.insert(QStringLiteral("field"), QString::fromLatin1(key));
            return error;
        }
    }
    if (gone.id == ids.value(keepKey)) // would take away what is to stay
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
    if (const Result<bool> erased = m_records.erase(gone); !erased)
        return failure(erased.error());
    return std::nullopt;
}

Result<bool> IntegrationPass::yieldsToOurs(const Record &landed)
{
    const RecordKey key {landed.table, landed.id};
    const Result<bool> waits = m_store.outbox().contains(key);
    if (!waits || !*waits)
        return waits;
    const Result<std::optional<StoredRecord>> ours = m_records.find(key);
    if (!ours)
        return failure(ours.error());
    // Where ours is a delete, the landed record says whose it is; where both are, nothing is left to decide.
    const bool isDelete = landed.action == Action::Delete;
    if (!*ours && isDelete)
        return false;
    const StoredRecord landedForm = storedForm(landed, primarySyncId);
    Result<std::optional<Error>> refusal = m_ownership->refusal(m_here, nullptr, *ours ? &**ours : &landedForm);
    if (refusal && !*refusal && !isDelete) // nor may ours claim what is another's
        refusal = m_ownership->refusal(m_here, nullptr, &landedForm);
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

/// `isFirst`: it is the first that the primary brings of this record since everything comes anew.
Result<std::optional<Error>> IntegrationPass::write(const Record &landed, bool isFirst)
{
    const bool isDelete = landed.action == Action::Delete;
    const bool mayReplace = isFirst && m_restored == Unbrought::Restored::Primary;
    if (const Result<> kept = mayReplace ? keepReplaced(landed) : Result<>(); !kept)
        return failure(kept.error());
    if (isDelete)
        return m_records.erase({landed.table, landed.id}).map([](bool) { return std::optional<Error>(); });
    if (const Result<> noted
        = m_restored == Unbrought::Restored::Primary && !isFirst ? noteNewcomer(landed) : Result<>();
        !noted)
        return failure(noted.error());
    StoredRecord stored = storedForm(landed, primarySyncId);
    stored.origin = m_ownership->originOfPulled(stored.links.category);
    return m_records.put(stored).map([](bool) { return std::optional<Error>(); });
}

/// A restored primary may have lost what is newer here. What this site owns has been sent before, and comes back as it is.
Result<> IntegrationPass::keepReplaced(const Record &landed)
{
    const Result<std::optional<StoredRecord>> here = m_records.find({landed.table, landed.id});
    if (!here || !*here)
        return here ? Result<>() : failure(here.error());
    const bool isDelete = landed.action == Action::Delete;
    if (!isDelete && (*here)->data == landed.data)
        return {};
    m_hasQuarantine = true;
    const Record replaced {landed.table, landed.id, Action::Update, (*here)->data};
    const Error reason {isDelete ? ErrorCode::NotBrought : ErrorCode::FormReplaced};
    return m_store.quarantine().add( // whatever the share: it exists nowhere else
        {0, replaced, primarySyncId, {}, refusalReason(replaced, reason), m_store.clock().utcNow()});
}

/// What is new here may have been deleted since the copy of the primary was made.
Result<> IntegrationPass::noteNewcomer(const Record &landed)
{
    const RecordKey key {landed.table, landed.id};
    const Result<std::optional<RecordHead>> here = m_records.head(key);
    if (!here)
        return failure(here.error());
    return *here ? Result<>() : Unbrought(m_store.connection()).noteNewcomer(key);
}

Result<> IntegrationPass::quarantine(const Record &record, const Error &reason)
{
    m_hasQuarantine = true;
    return m_store.quarantine()
        .addWithinShare({0, record, primarySyncId, {}, refusalReason(record, reason), m_store.clock().utcNow()})
        .map([](bool) {});
}

} // namespace mailboat
