// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/ownership.h"

#include <algorithm>

namespace mailboat {

namespace {

constexpr int deepestFamily = 8; // deeper than any chain of parents in protocol.md §5.2; a ring ends here

/// Who writes a kind of record, apart from the primary.
enum class Writers { Nobody, SiteOfStore, Owner, Holders, Bearers, WritersOfParent, Everybody };

/// Of a table of version 6.
Writers writersOf(const TableRule &rule)
{
    if (rule.isPrimarysOwn)
        return Writers::Nobody;
    switch (rule.reach) {
    case Reach::Everybody:
        return Writers::Nobody;
    case Reach::Patient:
        return Writers::Holders;
    case Reach::Bearer:
        return Writers::Bearers;
    case Reach::Nobody:
    case Reach::Store:
    case Reach::StoreOrAll:
        return Writers::Owner;
    case Reach::Attached:
        return Writers::WritersOfParent;
    }
    Q_UNREACHABLE();
}

Writers writersOf(const TableRule &rule, Category category)
{
    switch (category) {
    case Category::Central:
        return Writers::Nobody;
    case Category::CentralRemote:
        return rule.isJoin() ? Writers::SiteOfStore : Writers::Nobody;
    case Category::Patient:
        return rule.isJoin() ? Writers::SiteOfStore : Writers::Holders;
    case Category::Shared:
        return Writers::Everybody;
    case Category::Remote:
    case Category::Transfer:
    case Category::Unknown:
        return Writers::Owner;
    case Category::Version6:
        return writersOf(rule);
    }
    Q_UNREACHABLE();
}

Writers writersOf(const RecordHead &record)
{
    return writersOf(Routing::builtIn().rule(record.key.table), record.links.category);
}

QList<Category> categoriesOf(std::initializer_list<Writers> writers)
{
    QList<Category> categories;
    for (const Category category : {Category::Central, Category::CentralRemote, Category::Remote, Category::Transfer,
             Category::Shared, Category::Patient, Category::Unknown}) {
        if (std::ranges::find(writers, writersOf(TableRule {}, category)) != writers.end())
            categories.append(category);
    }
    return categories;
}

bool isOfPersons(const RecordHead *record)
{
    if (!record)
        return true;
    const Writers writers = writersOf(*record);
    return writers == Writers::SiteOfStore || writers == Writers::Holders || writers == Writers::Bearers;
}

} // namespace

Ownership::Ownership(RecordTable &records, Sites &sites, SyncId here, OwnChanges own)
    : m_records(records)
    , m_sites(sites)
    , m_here(here)
    , m_own(own)
{
}

Error Ownership::refused(ErrorCode code, const RecordKey &key, SyncId owner, const QByteArray &field)
{
    QVariantMap values {
        {QStringLiteral("table"), QString::fromUtf8(key.table)}, {QStringLiteral("id"), QString::fromUtf8(key.id)}};
    if (code == ErrorCode::RecordNotOwned || (code == ErrorCode::PatientElsewhere && !owner.isOff()))
        values.insert(QStringLiteral("owner"), owner.value());
    if (!field.isEmpty())
        values.insert(QStringLiteral("field"), QString::fromUtf8(field));
    return Error {code, values};
}

Result<Ownership::Owner> Ownership::ownerOf(const RecordHead &record)
{
    const Writers writers = writersOf(record);
    return writers == Writers::Owner || writers == Writers::WritersOfParent ? ownerOf(record, 0) : Owner {};
}

Result<Ownership::Owner> Ownership::ownerOf(const RecordHead &record, int depth)
{
    const TableRule &rule = Routing::builtIn().rule(record.key.table);
    const RecordLinks &links = record.links;
    const RecordKey parentKey = Routing::builtIn().parentOf(record.key, links);
    if (!parentKey.id.isEmpty() && !parentKey.table.isEmpty() && depth < deepestFamily) {
        const Result<std::optional<RecordHead>> parent = m_records.head(parentKey);
        if (!parent)
            return failure(parent.error());
        if (*parent) {
            Result<Owner> owner = ownerOf(**parent, depth + 1);
            if (!owner || owner->isKnown) {
                if (owner)
                    owner->field = rule.parentKey;
                return owner;
            }
        }
    }
    if (links.store.isEmpty())
        return Owner {};
    return m_sites.ofStore(links.store).map([&rule](SyncId site) { return Owner {site, true, rule.storeKey}; });
}

bool Ownership::mayWriteAll(SyncId from) const
{
    return from == m_here && (m_here.isPrimary() || m_own == OwnChanges::Kept);
}

Result<std::optional<Error>> Ownership::refusal(SyncId from, const RecordHead *before, const RecordHead *after)
{
    if (mayWriteAll(from))
        return std::nullopt;
    Result<std::optional<Error>> why = refusalOfChange(from, before, after);
    if (!why || !*why || !m_here.isPrimary() || !isOfPersons(before) || !isOfPersons(after))
        return why;
    const Result<bool> isExempt = m_sites.isOmsCentral(from);
    if (!isExempt)
        return failure(isExempt.error());
    if (!*isExempt)
        return why;
    ++m_exempted[from];
    return std::nullopt;
}

Result<std::optional<Error>> Ownership::refusalOfChange(SyncId from, const RecordHead *before, const RecordHead *after)
{
    if (before) {
        Result<std::optional<Error>> why = refusalOf(from, *before, Side::Before);
        if (!why || *why)
            return why;
    }
    if (m_here.isPrimary()) {
        Result<std::optional<Error>> why = unlessHomeStays(from, before, after);
        if (!why || *why)
            return why;
    }
    return after ? refusalOf(from, *after, Side::After) : std::nullopt;
}

std::optional<Error> Ownership::refusalOfDelete(const RecordKey &key)
{
    const TableRule &rule = Routing::builtIn().rule(key.table);
    if (writersOf(rule, rule.category) != Writers::Nobody || rule.mayBePatient())
        return std::nullopt;
    return refused(ErrorCode::RecordCentral, key);
}

Result<QList<std::pair<RecordKey, Error>>> Ownership::strangersUnder(const RecordHead &parent)
{
    QList<std::pair<RecordKey, Error>> strangers;
    if (Routing::builtIn().childTables(parent.key.table).isEmpty())
        return strangers;
    const Result<Owner> owner = ownerOf(parent);
    if (!owner)
        return failure(owner.error());
    if (!owner->isKnown)
        return strangers;
    const Result<QList<RecordHead>> children = m_records.childrenOf(parent.key);
    if (!children)
        return failure(children.error());
    for (const RecordHead &child : *children) {
        if (child.origin == owner->site || !child.origin.isSatellite())
            continue;
        const Result<std::optional<Error>> why = refusal(child.origin, nullptr, &child);
        if (!why)
            return failure(why.error());
        if (*why)
            strangers.append({child.key, **why});
    }
    return strangers;
}

Result<SyncId> Ownership::actingSite(SyncId from, const RecordHead *before, const RecordHead *after)
{
    if (from != m_here || !m_here.isPrimary())
        return from;
    for (const RecordHead *record : {before, after}) {
        if (!record)
            continue;
        const Result<Owner> owner = ownerOf(*record);
        if (!owner)
            return failure(owner.error());
        if (owner->isKnown && !owner->site.isOff())
            return owner->site;
    }
    return from;
}

SyncId Ownership::originOf(SyncId from, SyncId acting, const RecordHead *before, Category category) const
{
    if (from != m_here || !m_here.isPrimary() || acting != m_here)
        return acting;
    const bool isPrimarysOwn = category == Category::Central || category == Category::CentralRemote;
    return before && !isPrimarysOwn ? before->origin : acting;
}

SyncId Ownership::originOfPulled(Category category) const
{
    // A primary sends records of unknown tables, and by version 5 those of version 6, to the site alone that made them.
    return category == Category::Unknown || category == Category::Version6 ? m_here : primarySyncId;
}

Result<std::optional<Error>> Ownership::refusalOf(SyncId from, const RecordHead &record, Side side)
{
    switch (writersOf(record)) {
    case Writers::Nobody:
        return refused(ErrorCode::RecordCentral, record.key);
    case Writers::SiteOfStore:
        return unlessStoreOf(from, record);
    case Writers::Owner:
        return unlessOwn(from, record, side);
    case Writers::Holders:
        return unlessHeld(from, record, side);
    case Writers::Bearers:
        return unlessBearer(from, record);
    case Writers::WritersOfParent:
        return unlessWriterOfParent(from, record, side);
    case Writers::Everybody:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

Result<std::optional<Error>> Ownership::unlessStoreOf(SyncId from, const RecordHead &record)
{
    const QByteArray &key = Routing::builtIn().rule(record.key.table).storeKey;
    if (record.links.store.isEmpty() && m_here.isPrimary())
        return refused(ErrorCode::RecordStoreMissing, record.key, {}, key);
    const Result<SyncId> site = m_sites.ofStore(record.links.store);
    if (!site)
        return failure(site.error());
    if (*site == from)
        return std::nullopt;
    return refused(ErrorCode::RecordNotOwned, record.key, *site, key);
}

Result<std::optional<Error>> Ownership::unlessOwn(SyncId from, const RecordHead &record, Side side)
{
    const Result<Owner> owner = ownerOf(record);
    if (!owner)
        return failure(owner.error());
    if (!owner->isKnown) {
        // Whom it is addressed to would get it, from nobody. (What goes to nobody may lack a store: Open mSupply logs so.)
        const QByteArray &storeKey = Routing::builtIn().rule(record.key.table).storeKey;
        if (side == Side::After && m_here.isPrimary() && record.links.category == Category::Transfer
            && !storeKey.isEmpty())
            return refused(ErrorCode::RecordStoreMissing, record.key, {}, storeKey);
        // A line before its parent, a table nobody knows: whoever brought it goes on.
        if (side == Side::After || record.origin == from)
            return std::nullopt;
        return refused(ErrorCode::RecordNotOwned, record.key, record.origin);
    }
    if (owner->site != from)
        return refused(ErrorCode::RecordNotOwned, record.key, owner->site, owner->field);
    // A line may name a store besides its parent: then that must be its own, too.
    return record.links.store.isEmpty() ? std::nullopt : unlessStoreOf(from, record);
}

Result<std::optional<Error>> Ownership::unlessWriterOfParent(SyncId from, const RecordHead &record, Side side)
{
    const Routing &routing = Routing::builtIn();
    const RecordKey key = routing.parentOf(record.key, record.links);
    // Nothing is attached to what is attached itself: there may be a ring of that.
    const bool mayHave = !key.id.isEmpty() && key.table != routing.attachedTable();
    const Result<std::optional<RecordHead>> parent
        = mayHave ? m_records.head(key) : Result<std::optional<RecordHead>>(std::nullopt);
    if (!parent)
        return failure(parent.error());
    const QByteArray &field = routing.rule(record.key.table).parentKey;
    if (!*parent) {
        const bool isOwn = side == Side::After || record.origin == from;
        return isOwn ? std::nullopt : std::optional(refused(ErrorCode::RecordNotOwned, record.key, record.origin));
    }
    const Result<std::optional<Error>> why = refusalOf(from, **parent, Side::Before);
    const Result<Owner> owner = ownerOf(**parent);
    if (!why || !owner)
        return failure(why ? owner.error() : why.error());
    if (!*why)
        return std::nullopt;
    const SyncId whose = owner->isKnown && !owner->site.isOff() ? owner->site : primarySyncId;
    return refused(ErrorCode::RecordNotOwned, record.key, whose, field);
}

QList<Category> Ownership::ownedCategories()
{
    return categoriesOf({Writers::Owner});
}

QList<Category> Ownership::keptCategories()
{
    return categoriesOf({Writers::Owner, Writers::Holders});
}

QList<QByteArray> Ownership::tablesOfSeveral()
{
    QList<QByteArray> tables;
    for (const TableRule &rule : Routing::builtIn().rules()) {
        const Writers writers = writersOf(rule, rule.category);
        if (!rule.isVersion6() && ((writers != Writers::Nobody && writers != Writers::Owner) || rule.mayBePatient()))
            tables.append(rule.table);
    }
    return tables;
}

} // namespace mailboat
