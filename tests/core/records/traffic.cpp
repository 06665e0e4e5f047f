// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/records/traffic.h"

#include "core/records/queuefill.h"
#include "core/store/recordtable.h"

namespace mailboat::test {

const QList<int> &Traffic::sites()
{
    static const QList<int> all {2, 3, 4};
    return all;
}

Traffic::Traffic(quint32 seed)
    : StoreSite(1)
    , m_random(seed)
{
    for (const int site : sites())
        addPeer(site);
    addPeer(5, PeerStatus::New);
    setPreference(QStringLiteral("max-joins-per-day"), QString::number(seed % 2 ? 1000 : 3));
    for (int i = 0; i < 6; ++i)
        addStore("s" + QByteArray::number(i), 1 + i % 5);
}

QByteArray Traffic::object(const QByteArray &fields)
{
    return "{\"v\":" + QByteArray::number(++m_version) + fields + '}';
}

Record Traffic::ofStore()
{
    const QByteArray table
        = one({"Location", "Stock_take", "Stock_take_lines", "purchase_order", "purchase_order_line"});
    const QByteArray id = numbered(table.first(1).constData(), 3);
    if (table == "Stock_take_lines")
        return upsert(table, "line" + id, object(field("stock_take_ID", numbered("S", 3))));
    if (table == "purchase_order_line")
        return upsert(table, "line" + id, object(field("purchase_order_ID", numbered("p", 3))));
    return upsert(table, id, object(field("store_ID", store())));
}

Record Traffic::ofTransfer()
{
    switch (m_random.bounded(5)) {
    case 0:
        return upsert("trans_line", numbered("l", 4), object(field("transaction_ID", numbered("t", 3))));
    case 1:
        return upsert("requisition_line", numbered("l", 4), object(field("requisition_ID", numbered("r", 3))));
    case 2:
        return upsert("message", numbered("m", 3), object(field("fromStoreID", store()) + field("toStoreID", store())));
    case 3:
        return upsert(
            "requisition", numbered("r", 3), object(field("store_ID", store()) + field("name_ID", "name_" + store())));
    default:
        return upsert(
            "transact", numbered("t", 3), object(field("store_ID", store()) + field("name_ID", "name_" + store())));
    }
}

Record Traffic::ofPerson()
{
    switch (m_random.bounded(6)) {
    case 0:
        return upsert("name", person(), object(field("type", "patient") + field("supplying_store_id", store())));
    case 1:
        return upsert(
            "name_store_join", numbered("j", 8), object(field("store_ID", store()) + field("name_ID", person())));
    case 2:
        return upsert("om_document", numbered("d", 4), object(field("owner_name_ID", person())));
    case 3:
        return upsert(
            "om_encounter", numbered("e", 4), object(field("store_ID", store()) + field("name_ID", person())));
    case 4:
        return upsert(
            "clinician", numbered("c", 3), object(m_random.bounded(2) ? field("store_ID", store()) : QByteArray()));
    default:
        return upsert("clinician_store_join", numbered("k", 5),
            object(field("store_ID", store()) + field("prescriber_ID", numbered("c", 3))));
    }
}

Record Traffic::central()
{
    const QByteArray id = store();
    switch (m_random.bounded(5)) {
    case 0:
        return upsert("store", id,
            object(field("name_ID", "name_" + (m_random.bounded(4) ? id : store()))
                + field("sync_id_remote_site", numbered("", 6))));
    case 1:
        return upsert("item_store_join", numbered("i", 3), object(m_random.bounded(3) ? field("store_ID", id) : ""));
    case 2:
        return upsert("name", person(), object(field("type", "facility")));
    case 3:
        return upsert("unit", numbered("u", 3), object({}));
    default:
        return {"name", person(), Action::Merge, R"({"mergeIdToKeep":"p0","mergeIdToDelete":"p1"})"};
    }
}

Record Traffic::change(int by)
{
    switch (m_random.bounded(by == 1 ? 5 : 4)) {
    case 0:
        return ofStore();
    case 1:
        return ofTransfer();
    case 2:
        return upsert("barcode", numbered("b", 3), object({}));
    case 3:
        return ofPerson();
    default:
        return central();
    }
}

/// The site that owns a remote or transfer record; 0: none.
int Traffic::ownerOf(const QByteArray &table, const QByteArray &bytes)
{
    const Category category = Routing::builtIn().rule(table).category;
    if (bytes.isEmpty() || (category != Category::Remote && category != Category::Transfer))
        return 0;
    const RecordLinks links = Routing::builtIn().links(upsert(table, "-", bytes));
    const QByteArray parentTable = Routing::builtIn().rule(table).parentTable;
    if (!parentTable.isEmpty())
        return ownerOf(parentTable, data(parentTable, links.parent));
    const QByteArray stored = data("store", links.store);
    return stored.isEmpty() ? 0 : static_cast<int>(Routing::builtIn().links(upsert("store", links.store, stored)).site);
}

int Traffic::originOf(const RecordKey &key)
{
    RecordTable records((*this)->connection());
    const auto head = valueOf(records.head(key));
    return head ? head->origin.value() : 0;
}

void Traffic::apply(int by, const Record &record)
{
    m_told.append(QByteArray::number(by) + ' ' + actionName(record.action) + ' ' + record.table + '/' + record.id + ' '
        + record.data);
    while (m_told.size() > 40)
        m_told.removeFirst();
    const int before = ownerOf(record.table, data(record.table, record.id));
    const int actor = by != 1 ? by : before != 0 ? before : ownerOf(record.table, record.data);
    const QList<Quarantine::Entry> waiting = valueOf((*this)->quarantine().entries());
    QMap<RecordKey, int> makers {{{record.table, record.id}, originOf({record.table, record.id})}};
    for (const Quarantine::Entry &entry : waiting)
        makers.insert({entry.record.table, entry.record.id}, originOf({entry.record.table, entry.record.id}));
    m_makers = {{{record.table, record.id}, makers.value({record.table, record.id})}};
    const PrimaryRecords::PushOutcome outcome = push(by, {record});
    Holdings &held = m_held[actor];
    if (outcome.taken == 1 && record.action == Action::Update)
        held.insert({record.table, record.id}, record.data);
    else if (outcome.taken == 1)
        held.remove({record.table, record.id});
    noteLate(waiting, makers);
}

/// What had waited for a patient, and has been taken now: the site that had pushed it has it.
void Traffic::noteLate(const QList<Quarantine::Entry> &waiting, const QMap<RecordKey, int> &makers)
{
    for (const Quarantine::Entry &entry : waiting) {
        const RecordKey key {entry.record.table, entry.record.id};
        if (data(key.table, key.id) != entry.record.data) // each version is another
            continue;
        m_held[entry.source.value()].insert(key, entry.record.data);
        m_makers.insert(key, makers.value(key));
        ++m_late;
    }
}

void Traffic::step(int by)
{
    m_by = by;
    Record record = change(by);
    if (record.action == Action::Update && record.table != "store" && m_random.bounded(5) == 0)
        record = deletion(record.table, record.id);
    if (isLeftAlone(by, record))
        return;
    apply(by, record);
}

/// Where the two do not agree, and nobody goes there: a primary that changes what no store and no parent gives an owner, or
/// deletes it, and a parent deleted before its lines.
bool Traffic::isLeftAlone(int by, const Record &record)
{
    const Category category = Routing::builtIn().rule(record.table).category;
    if (category != Category::Remote && category != Category::Transfer)
        return false;
    if (record.action == Action::Delete) {
        const RecordTable records((*this)->connection());
        return by == 1 || !valueOf(records.childrenOf({record.table, record.id})).isEmpty();
    }
    const QByteArray before = data(record.table, record.id);
    return by == 1
        && (ownerOf(record.table, record.data) == 0 || (!before.isEmpty() && ownerOf(record.table, before) == 0));
}

/// What SiteFill gives a site, central data not among it; nothing is kept of that.
Traffic::Holdings Traffic::due(int site)
{
    Holdings all;
    const Result<> undone = (*this)->connection().transact([&]() -> Result<> {
        (void)valueOf((*this)->primaryRecords().initialise(SyncId {site}));
        for (const QueuedRecord &queued : valueOf((*this)->queue().first(SyncId {site}, 10000)).records)
            all.insert({queued.record.table, queued.record.id}, queued.record.data);
        return failure(ErrorCode::Cancelled);
    });
    CHECK_FALSE(undone);
    return all;
}

void Traffic::check()
{
    for (const int site : sites()) {
        CAPTURE(site);
        const Holdings due = this->due(site);
        Holdings &held = m_held[site];
        for (const QueuedRecord &queued : valueOf((*this)->queue().first(SyncId {site}, 10000)).records) {
            const RecordKey key {queued.record.table, queued.record.id};
            const bool isDelete = queued.record.action == Action::Delete;
            CAPTURE(key.table, key.id, isDelete);
            // Who made patient data is told what becomes of them, even where no join shows them to it.
            const bool isMaker
                = Routing::builtIn().rule(key.table).category == Category::Patient || key.table == "name";
            if (!isMaker || isDelete || m_makers.value(key) != site)
                CHECK(due.contains(key) != isDelete);
            if (isDelete)
                held.remove(key);
            else
                held.insert(key, queued.record.data);
        }
        require((*this)->queue().drop(SyncId {site}));
        for (auto it = due.cbegin(); it != due.cend(); ++it) {
            CAPTURE(it.key().table, it.key().id);
            CHECK(held.value(it.key()) == it.value());
        }
    }
}

/// A site that has lost everything is given it anew, and between the pieces the others and the primary go on.
void Traffic::fillInPieces(int site)
{
    CAPTURE(site);
    const Holdings atFirst = due(site);
    QueueFill fill(**this, SyncId {site}, SiteApp(), 3);
    while (valueOf(fill.step())) {
        if (const int by = m_random.bounded(1, 5); by != site)
            step(by);
    }
    INFO(m_told.join("; ").toStdString());
    const Holdings due = this->due(site);
    Holdings brought;
    for (const QueuedRecord &queued : valueOf((*this)->queue().first(SyncId {site}, 10000)).records) {
        const RecordKey key {queued.record.table, queued.record.id};
        CAPTURE(key.table, key.id);
        if (queued.record.action == Action::Delete) {
            CHECK_FALSE(due.contains(key));
            continue;
        }
        brought.insert(key, queued.record.data);
        const bool isOfPerson = Routing::builtIn().rule(key.table).category == Category::Patient || key.table == "name";
        CHECK((due.contains(key) || atFirst.contains(key) || isOfPerson)); // a maker hears of those, as always
    }
    for (auto it = due.cbegin(); it != due.cend(); ++it) {
        CAPTURE(it.key().table, it.key().id);
        CHECK(brought.value(it.key()) == it.value());
    }
    CHECK(valueOf((*this)->queue().length(SyncId {site})) == fill.queueLength());
}

} // namespace mailboat::test
