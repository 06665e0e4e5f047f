// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/v6delivery.h"

#include "core/store/store.h"

namespace mailboat {

namespace {

using Address = V6Log::Address;
using To = V6Log::To;

constexpr int deepestFamily = 8; // as for owners

const TableRule &ruleOf(const RecordHead &record)
{
    return Routing::builtIn().rule(record.key.table);
}

Address toStore(const QByteArray &store, To otherwise)
{
    return store.isEmpty() ? Address {otherwise} : Address {To::Stores, store};
}

Address toPatient(const QByteArray &patient)
{
    return patient.isEmpty() ? Address {} : Address {To::Patient, {}, {}, patient};
}

/// Whether what belongs to the record may go elsewhere than before.
bool isElsewhere(const RecordHead *before, const RecordHead &after)
{
    return !before || before->links.store != after.links.store || before->links.category != after.links.category;
}

} // namespace

V6Delivery::V6Delivery(Store &store, RecordTable &records, Ownership &ownership)
    : m_records(records)
    , m_ownership(ownership)
    , m_log(store.connection())
{
}

Result<> V6Delivery::logAll(Store &store)
{
    RecordTable records(store.connection());
    Sites sites(store.connection(), records);
    Ownership ownership(records, sites, primarySyncId);
    V6Delivery delivery(store, records, ownership);
    for (const TableRule &rule : Routing::builtIn().rules()) {
        if (!rule.isVersion6())
            continue;
        const Result<> logged = records.forEach(rule.table, [&](const StoredRecord &record) -> Result<> {
            return delivery.addressOf(record).and_then([&](const Address &address) {
                return rule.reach == Reach::Nobody ? Result<>()
                                                   : delivery.m_log.add(record.key, address, primarySyncId);
            });
        });
        if (!logged)
            return logged;
    }
    return {};
}

Result<> V6Delivery::changed(const RecordHead *before, const RecordHead *after, SyncId author)
{
    const RecordHead &either = after ? *after : *before;
    const TableRule &rule = ruleOf(either);
    if (rule.reach == Reach::Nobody)
        return {};
    if (rule.reach == Reach::Attached && after)
        m_hasAttached = true;
    Result<Address> address = after ? addressOf(*after) : lastAddressOf(*before);
    if (!address)
        return failure(address.error());
    if (before && after && before->links.store != after->links.store)
        address->formerStore = before->links.store;
    if (const Result<> added = m_log.add(either.key, *address, author); !added)
        return added;
    return after && isElsewhere(before, *after) ? repeatChildren(before, *after) : Result<>();
}

Result<> V6Delivery::noticed(const RecordHead *before, const RecordHead &after)
{
    const TableRule &rule = ruleOf(after);
    const bool isMoved = rule.isStore() && (!before || before->links.site != after.links.site);
    if (isMoved) {
        const Result<> repeated
            = m_log.repeatStore(after.key.id).and_then([&] { return m_log.repeatPatientsOf(after.key.id); });
        if (!repeated)
            return repeated;
    }
    const bool isJoin = rule.isJoin() && rule.joins == Routing::builtIn().patientTable();
    const bool showsPatient = isJoin || (rule.mayBePatient() && after.links.category == Category::Patient);
    if (showsPatient && (isElsewhere(before, after) || (before && before->links.other != after.links.other))) {
        const Result<> repeated = m_log.repeatPatient(isJoin ? after.links.other : after.key.id);
        if (!repeated)
            return repeated;
    }
    return isElsewhere(before, after) ? repeatChildren(before, after) : Result<>();
}

/// Its parent may have gone before it.
Result<Address> V6Delivery::lastAddressOf(const RecordHead &record)
{
    return m_log.addressOf(record.key).and_then([&](const std::optional<Address> &logged) {
        return logged ? Result<Address>(*logged) : addressOf(record);
    });
}

Result<> V6Delivery::repeatChildren(const RecordHead *before, const RecordHead &parent)
{
    QList<RecordHead> all;
    if (ruleOf(parent).isVersion6()) {
        const Result<QList<RecordHead>> children = m_records.childrenOf(parent.key);
        if (!children)
            return failure(children.error());
        all = *children;
    }
    const Result<bool> mayHave = hasAttached();
    const Result<QList<RecordHead>> attached
        = mayHave && *mayHave ? m_records.attachedTo(parent.key) : Result<QList<RecordHead>>(QList<RecordHead>());
    if (!mayHave || !attached)
        return failure(mayHave ? attached.error() : mayHave.error());
    all.append(*attached);
    for (const RecordHead &child : std::as_const(all)) {
        const Result<bool> strange = isStrange(before, child);
        if (!strange)
            return failure(strange.error());
        const Result<Address> address = *strange ? Result<Address>(Address {}) : addressOf(child);
        if (!address)
            return failure(address.error());
        if (const Result<> added = m_log.add(child.key, *address, child.author); !added)
            return added;
    }
    return {};
}

/// What was attached before its record came, by somebody who may attach nothing to that, stays with who did.
Result<bool> V6Delivery::isStrange(const RecordHead *before, const RecordHead &attached)
{
    if (ruleOf(attached).reach != Reach::Attached || !attached.origin.isSatellite())
        return false;
    if (before)
        return m_log.addressOf(attached.key).map([](const std::optional<Address> &logged) {
            return logged && logged->to == To::Author;
        });
    return m_ownership.refusal(attached.origin, nullptr, &attached).map([](const std::optional<Error> &why) {
        return why.has_value();
    });
}

/// Most records that come have nothing attached, and most datafiles nothing at all: these are not looked through each time.
Result<bool> V6Delivery::hasAttached()
{
    if (m_hasAttached)
        return *m_hasAttached;
    return m_records.hasAttached().map([this](bool has) {
        m_hasAttached = has;
        return has;
    });
}

Result<Address> V6Delivery::addressOf(const RecordHead &record, int depth)
{
    const TableRule &rule = ruleOf(record);
    if (!rule.isVersion6())
        return ofOther(record);
    switch (rule.reach) {
    case Reach::Nobody:
        return Address {};
    case Reach::Everybody:
        return Address {To::Everybody};
    case Reach::StoreOrAll:
        return toStore(record.links.store, To::Everybody);
    case Reach::Store:
        return rule.parentTable.isEmpty() ? toStore(record.links.store, To::Author) : ofParent(record, depth);
    case Reach::Patient:
        return toPatient(record.links.name);
    case Reach::Bearer:
        return ofBearer(record);
    case Reach::Attached:
        return ofParent(record, depth);
    }
    Q_UNREACHABLE();
}

Result<Address> V6Delivery::ofParent(const RecordHead &record, int depth)
{
    const Result<std::optional<RecordHead>> parent
        = m_records.head(Routing::builtIn().parentOf(record.key, record.links));
    if (!parent)
        return failure(parent.error());
    if (!*parent || depth >= deepestFamily)
        return Address {};
    return addressOf(**parent, depth + 1);
}

/// Of a name that is not here nobody knows whether it is a patient.
Result<Address> V6Delivery::ofBearer(const RecordHead &record)
{
    return m_records.head(Ownership::personOf(record)).map([&](const std::optional<RecordHead> &name) {
        const bool isNoPatient = name && name->links.category != Category::Patient;
        return isNoPatient ? Address {To::Everybody} : toPatient(record.links.name);
    });
}

/// Of a record that travels otherwise, for what is attached to it.
Address V6Delivery::ofOther(const RecordHead &record)
{
    const RecordLinks &links = record.links;
    switch (links.category) {
    case Category::Central:
    case Category::Shared:
        return Address {To::Everybody};
    case Category::CentralRemote:
        return toStore(links.store, To::Everybody);
    case Category::Patient:
        return toPatient(Ownership::isPerson(record) ? record.key.id : links.name);
    case Category::Remote:
    case Category::Transfer:
        return toStore(links.store, To::Author);
    case Category::Unknown:
    case Category::Version6:
        return Address {};
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
