// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/ownership.h"

namespace mailboat {

namespace {

Error refused(ErrorCode code, const RecordHead &record, SyncId owner = {}, const QByteArray &field = {})
{
    QVariantMap values {{QStringLiteral("table"), QString::fromUtf8(record.key.table)},
        {QStringLiteral("id"), QString::fromUtf8(record.key.id)}};
    if (code == ErrorCode::RecordNotOwned)
        values.insert(QStringLiteral("owner"), owner.value());
    if (!field.isEmpty())
        values.insert(QStringLiteral("field"), QString::fromUtf8(field));
    return Error {code, values};
}

} // namespace

Ownership::Ownership(Sites &sites, Recipients &recipients, SyncId here)
    : m_sites(sites)
    , m_recipients(recipients)
    , m_here(here)
{
}

Result<std::optional<Error>> Ownership::refusal(SyncId from, const RecordHead *before, const RecordHead *after)
{
    if (from == m_here && from.isPrimary())
        return std::nullopt;
    if (before) {
        Result<std::optional<Error>> why = refusalOf(from, *before, Side::Before);
        if (!why || *why)
            return why;
    }
    return after ? refusalOf(from, *after, Side::After) : std::nullopt;
}

Result<std::optional<Error>> Ownership::refusalOf(SyncId from, const RecordHead &record, Side side)
{
    // Visibility: a site may join names to its own stores.
    const bool isJoin = Routing::builtIn().rule(record.key.table).isJoin();
    switch (record.links.category) {
    case Category::Central:
        return refused(ErrorCode::RecordCentral, record);
    case Category::CentralRemote:
        return isJoin ? unlessStoreOf(from, record) : refused(ErrorCode::RecordCentral, record);
    case Category::Patient:
        if (isJoin)
            return unlessStoreOf(from, record);
        return side == Side::Before ? unlessHeld(from, record) : std::nullopt;
    case Category::Shared:
        return std::nullopt;
    case Category::Remote:
    case Category::Transfer:
    case Category::Unknown:
        return unlessOwn(from, record, side);
    }
    Q_UNREACHABLE();
}

Result<std::optional<Error>> Ownership::unlessStoreOf(SyncId from, const RecordHead &record)
{
    const Result<SyncId> site = m_sites.ofStore(record.links.store);
    if (!site)
        return failure(site.error());
    if (*site == from)
        return std::nullopt;
    return refused(ErrorCode::RecordNotOwned, record, *site, Routing::builtIn().rule(record.key.table).storeKey);
}

Result<std::optional<Error>> Ownership::unlessOwn(SyncId from, const RecordHead &record, Side side)
{
    const Result<Sites::Owner> owner = m_sites.ownerOf(record.key, record.links);
    if (!owner)
        return failure(owner.error());
    if (!owner->isKnown) {
        // A line before its parent, a table nobody knows: whoever brought it goes on.
        if (side == Side::After || record.origin == from)
            return std::nullopt;
        return refused(ErrorCode::RecordNotOwned, record, record.origin);
    }
    if (owner->site != from)
        return refused(ErrorCode::RecordNotOwned, record, owner->site, owner->field);
    // A line may name a store besides its parent: then that must be its own, too.
    return record.links.store.isEmpty() ? std::nullopt : unlessStoreOf(from, record);
}

Result<std::optional<Error>> Ownership::unlessHeld(SyncId from, const RecordHead &record)
{
    if (from == m_here || record.origin == from)
        return std::nullopt;
    const Result<Recipients::Targets> targets = m_recipients.of(record);
    if (!targets)
        return failure(targets.error());
    if (targets->includes(from))
        return std::nullopt;
    return refused(ErrorCode::RecordNotOwned, record, record.origin);
}

} // namespace mailboat
