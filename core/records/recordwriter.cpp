// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordwriter.h"

#include "core/domain/recorddata.h"
#include "core/sql/connection.h"
#include "core/store/outbox.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"
#include "core/store/syncstate.h"

namespace mailboat {

namespace {

Error named(Error error, const RecordKey &key)
{
    error.values.insert(QStringLiteral("table"), QString::fromUtf8(key.table));
    error.values.insert(QStringLiteral("id"), QString::fromUtf8(key.id));
    return error;
}

std::optional<Error> faultOf(const RecordKey &key)
{
    if (const Result<> table = checkTableName(key.table); !table)
        return named(table.error(), key);
    if (const Result<> id = checkRecordId(key.id); !id)
        return named(id.error(), key);
    return {};
}

std::optional<RecordHead> headOf(const std::optional<StoredRecord> &record)
{
    return record ? std::optional(record->head()) : std::nullopt;
}

} // namespace

RecordWriter::RecordWriter(Store &store)
    : m_store(store)
    , m_records(store.connection())
    , m_sites(store.connection(), m_records)
    , m_joinBook(store)
{
}

Result<> RecordWriter::begin()
{
    const Result<SyncId> here = m_store.settings().ownSite();
    if (!here)
        return failure(here.error());
    m_here = *here;
    const Result<bool> hasNone = m_store.quarantine().isEmpty();
    if (!hasNone)
        return failure(hasNone.error());
    m_hasQuarantine = !*hasNone;
    if (m_here.isPrimary()) {
        m_ownership.emplace(m_records, m_sites, m_here);
        m_delivery.emplace(m_store, m_records, m_sites, *m_ownership);
        m_v6.emplace(m_store, m_records, *m_ownership);
        return {};
    }
    const Result<bool> initialised = m_store.state().isInitialised();
    if (!initialised)
        return failure(initialised.error());
    const bool knowsStores = !m_here.isOff() && *initialised;
    m_ownership.emplace(
        m_records, m_sites, m_here, knowsStores ? Ownership::OwnChanges::Judged : Ownership::OwnChanges::Kept);
    return {};
}

Result<> RecordWriter::finish()
{
    if (!m_delivery)
        return {};
    return noteUnchanged()
        .and_then([this] { return judgeWaiting(); })
        .and_then([this] { return m_delivery->finish(); })
        .and_then([this] { return makeMirrors(); })
        .and_then([this] { return logExempted(); });
}

Result<> RecordWriter::expect(const QList<Record> &next, SyncId from)
{
    QList<RecordKey> keys;
    for (const Record &record : next) {
        if (checkRecordId(record.id))
            keys.append({record.table, record.id});
    }
    if (const Result<> read = m_records.readAhead(keys); !read)
        return read;
    m_expected.clear();
    m_nextExpected = 0;
    QSet<RecordKey> parents;
    for (const Record &record : next) {
        const RecordKey key {record.table, record.id};
        const std::optional<StoredRecord> *const there = m_records.ahead(key);
        const bool isPut = record.action == Action::Insert || record.action == Action::Update;
        if (!there || !isPut || (*there && (*there)->data == record.data))
            continue;
        m_expected.append({record.data, key, from, formOf(record, from)});
        const Result<StoredRecord> &form = m_expected.constLast().form;
        const RecordKey parent = form ? Routing::builtIn().parentOf(key, form->links) : RecordKey {};
        if (!parent.id.isEmpty())
            parents.insert(parent);
    }
    return m_records.readHeads(parents);
}

Result<RecordWriter::Verdict> RecordWriter::put(const Record &record, SyncId from, const PushMark &push)
{
    const RecordKey key {record.table, record.id};
    if (std::optional<Error> fault = faultOf(key))
        return Verdict {std::move(fault)};
    if (record.action != Action::Insert && record.action != Action::Update) {
        const QVariantMap values {{QStringLiteral("value"), QString::fromLatin1(actionName(record.action))}};
        return Verdict {named({ErrorCode::ActionInvalid, values}, key)};
    }
    Result<std::optional<StoredRecord>> found = m_records.find(key);
    if (!found)
        return failure(found.error());
    const StoredRecord *before = *found ? &**found : nullptr;
    const Result<StoredRecord> checked = formOf(record, from, before);
    if (!checked)
        return Verdict {checked.error()};
    const StoredRecord &after = *checked;
    if (Result<Verdict> judged = judge(from, before, after); !judged || judged->refused)
        return judged;
    const bool isSame = before && before->data == after.data;
    const Result<bool> isPast = !isSame && before ? isOlder(key, from, push) : false;
    if (!isPast)
        return failure(isPast.error());
    if (*isPast)
        return refuseOlder(key, from);
    const Result<bool> isKept = !isSame && before ? keepOvertaken(key, from, push) : true;
    if (!isKept)
        return failure(isKept.error());
    if (!*isKept)
        return refuseOlder(key, from);
    if (m_hasQuarantine) {
        if (const Result<> dropped = m_store.quarantine().drop(from, key); !dropped)
            return failure(dropped.error());
    }
    if (!isSame)
        return write(*found, after, from, push.number);
    const Result<> noted = noteUnchanged(key, from, push.number);
    return noted ? Result<Verdict>(Verdict {}) : failure(noted.error());
}

/// As it would be stored. Errors: why it cannot be. What is there already has been checked before, and its links are known.
Result<StoredRecord> RecordWriter::formOf(const Record &record, SyncId from, const StoredRecord *before)
{
    const RecordKey key {record.table, record.id};
    Expected *const next = m_nextExpected < m_expected.size() ? &m_expected[m_nextExpected] : nullptr;
    const bool isExpected
        = next && next->data.constData() == record.data.constData() && next->key == key && next->from == from;
    m_nextExpected += isExpected ? 1 : 0;
    if (before && before->data == record.data)
        return StoredRecord {{key, before->links, from, from}, before->data};
    return isExpected ? std::move(next->form) : formOf(record, from);
}

Result<StoredRecord> RecordWriter::formOf(const Record &record, SyncId from)
{
    const RecordKey key {record.table, record.id};
    const Result<RecordData> data = RecordData::read(record.data);
    if (!data)
        return failure(named(data.error(), key));
    const Routing &routing = Routing::builtIn();
    return routing.checkIdentity(key, data->fields()).map([&] {
        return StoredRecord {{key, routing.links(key, data->fields()), from, from}, data->bytes()};
    });
}

/// What has been judged, and is not there yet.
Result<RecordWriter::Verdict> RecordWriter::write(
    const std::optional<StoredRecord> &found, StoredRecord after, SyncId from, qint64 push)
{
    const StoredRecord *before = found ? &*found : nullptr;
    const Result<SyncId> acting = m_ownership->actingSite(from, before, &after);
    if (!acting)
        return failure(acting.error());
    after.origin = m_ownership->originOf(from, *acting, before, after.links.category);
    const Result<Delivery::Before> looked = lookAt(headOf(found), &after, *acting);
    if (!looked)
        return failure(looked.error());
    if (const Result<bool> written = m_records.put(after, after.origin == from ? push : 0); !written)
        return failure(written.error());
    if (const Result<> dropped = dropWithheld(before); !dropped)
        return failure(dropped.error());
    if (!before) {
        if (const Result<> sorted = sortWhatCameBefore(after); !sorted)
            return failure(sorted.error());
    }
    if (const Result<> noted = noteArrival(before, after); !noted)
        return failure(noted.error());
    const Result<> routed
        = routeVersion6(before, &after, from).and_then([&] { return route(*looked, &after, *acting); });
    return routed ? Result<Verdict>(Verdict {{}, true}) : failure(routed.error());
}

Result<RecordWriter::Verdict> RecordWriter::remove(const RecordKey &key, SyncId from, const PushMark &push)
{
    if (std::optional<Error> fault = faultOf(key))
        return Verdict {std::move(fault)};
    const Result<std::optional<RecordHead>> before = m_records.head(key);
    if (!before)
        return failure(before.error());
    if (!*before) { // a form of it that waits is void
        const Result<> dropped = m_hasQuarantine ? m_store.quarantine().drop(from, key) : Result<>();
        return dropped ? Result<Verdict>(Verdict {}) : failure(dropped.error());
    }
    Result<std::optional<Error>> refusal = m_ownership->refusal(from, &**before, nullptr);
    if (!refusal)
        return failure(refusal.error());
    if (*refusal) {
        // Whoever sees the patient, and has deleted it, gets it back.
        const bool isLost = m_delivery && (*refusal)->code == ErrorCode::PatientElsewhere;
        const Result<> sent = isLost ? m_delivery->sendBack(from, key) : Result<>();
        return sent ? Result<Verdict>(Verdict {std::move(*refusal)}) : failure(sent.error());
    }
    const Result<bool> isPast = isOlder(key, from, push);
    if (!isPast)
        return failure(isPast.error());
    if (*isPast)
        return refuseOlder(key, from);
    const Result<bool> isKept = keepOvertaken(key, from, push);
    if (!isKept)
        return failure(isKept.error());
    if (!*isKept)
        return refuseOlder(key, from);
    const Result<SyncId> acting = m_ownership->actingSite(from, &**before, nullptr);
    if (!acting)
        return failure(acting.error());
    const Result<Delivery::Before> looked = lookAt(*before, nullptr, *acting);
    if (!looked)
        return failure(looked.error());
    if (const Result<bool> erased = m_records.erase(key); !erased)
        return failure(erased.error());
    if (m_hasQuarantine) {
        if (const Result<> dropped = m_store.quarantine().drop(from, key); !dropped)
            return failure(dropped.error());
    }
    if (const Result<> dropped = dropWithheld(&**before); !dropped)
        return failure(dropped.error());
    const Result<> routed
        = routeVersion6(&**before, nullptr, from).and_then([&] { return route(*looked, nullptr, *acting); });
    return routed ? Result<Verdict>(Verdict {{}, true}) : failure(routed.error());
}

Result<RecordWriter::Verdict> RecordWriter::take(const Record &record, SyncId from, const PushMark &push)
{
    return record.action == Action::Delete ? remove({record.table, record.id}, from, push) : put(record, from, push);
}

Result<> RecordWriter::sendBack(SyncId site, const RecordKey &key)
{
    return m_delivery ? m_delivery->sendBack(site, key) : Result<>();
}

Result<bool> RecordWriter::sendAgain(const RecordKey &key)
{
    const Result<std::optional<RecordHead>> head = m_records.head(key);
    if (!head)
        return failure(head.error());
    if (!*head)
        return false;
    const SyncId author = (*head)->author;
    if (Routing::builtIn().rule(key.table).isVersion6())
        return routeVersion6(&**head, &**head, author).map([] { return true; });
    const Result<Delivery::Before> looked = lookAt(*head, &**head, author);
    if (!looked)
        return failure(looked.error());
    return route(*looked, &**head, author).map([] { return true; });
}

Result<> RecordWriter::show(SyncId site, const RecordKey &join, const RecordKey &person)
{
    return m_delivery ? m_delivery->show(site, join, person) : Result<>();
}

/// The form of the record that some sites could not read is no more.
Result<> RecordWriter::dropWithheld(const RecordHead *before)
{
    if (!before || !m_delivery || !m_hasQuarantine)
        return {};
    return m_store.quarantine().dropWithheld(before->origin, before->key);
}

Result<Delivery::Before> RecordWriter::lookAt(
    const std::optional<RecordHead> &before, const RecordHead *after, SyncId acting)
{
    return m_delivery ? m_delivery->lookAt(before, after, acting) : Delivery::Before {before, {}, {}, {}, false};
}

Result<> RecordWriter::route(const Delivery::Before &before, const RecordHead *after, SyncId acting)
{
    const RecordKey &key = after ? after->key : before.record->key;
    if (m_delivery && Routing::builtIn().rule(key.table).isVersion6()) // goes by its own log
        return {};
    if (m_delivery)
        return m_delivery->changed(before, after, acting);
    return m_store.outbox().add(key, m_store.clock().utcNow());
}

/// What a change means for version 6, be it of one of its own records or of another.
Result<> RecordWriter::routeVersion6(const RecordHead *before, const RecordHead *after, SyncId author)
{
    if (!m_v6)
        return {};
    if (Routing::builtIn().rule((after ? after : before)->key.table).isVersion6())
        return m_v6->changed(before, after, author);
    return after ? m_v6->noticed(before, *after) : Result<>();
}

Result<> RecordWriter::sendAwayStrangers(const RecordHead &parent)
{
    const auto strangers = m_ownership->strangersUnder(parent);
    if (!strangers)
        return failure(strangers.error());
    for (const auto &[key, reason] : *strangers) {
        if (const Result<> gone = sendAway(key, reason); !gone)
            return gone;
    }
    return {};
}

Result<> RecordWriter::sendAway(const RecordKey &key, const Error &reason)
{
    const Result<std::optional<StoredRecord>> found = m_records.find(key);
    if (!found)
        return failure(found.error());
    const StoredRecord stored = found->value_or(StoredRecord {});
    const Record record {key.table, key.id, Action::Update, stored.data};
    m_hasQuarantine = true;
    return m_store.quarantine()
        .add({0, record, stored.origin, {}, reason, m_store.clock().utcNow()})
        .and_then([&] { return m_records.erase(key); })
        .map([](bool) {});
}

} // namespace mailboat
