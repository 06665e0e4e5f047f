// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Persons and what belongs to them: several sites write these, each as far as it sees the person.
#include "core/records/ownership.h"

namespace mailboat {

namespace {

Error notVisible(const RecordKey &key, const QByteArray &person)
{
    return {ErrorCode::PatientNotVisible,
        {{QStringLiteral("table"), QString::fromUtf8(key.table)}, {QStringLiteral("id"), QString::fromUtf8(key.id)},
            {QStringLiteral("patient"), QString::fromUtf8(person)}}};
}

} // namespace

bool Ownership::isPerson(const RecordHead &record)
{
    return record.links.category == Category::Patient && !Routing::builtIn().joinTable(record.key.table).isEmpty();
}

RecordKey Ownership::personOf(const RecordHead &record)
{
    return isPerson(record) ? record.key : RecordKey {Routing::builtIn().patientTable(), record.links.name};
}

Result<bool> Ownership::holds(SyncId site, const RecordHead &person)
{
    // Of a person without a home, whoever has written it is all that is known.
    if (person.links.store.isEmpty() && person.origin == site)
        return true;
    return m_sites.sees(site, person);
}

Result<std::optional<Error>> Ownership::unlessHeld(SyncId from, const RecordHead &record, Side side)
{
    if (from == m_here) // a satellite holds whatever it has
        return std::nullopt;
    if (!isPerson(record))
        return unlessOfHeld(from, record, side);
    if (side == Side::After) // new ones any site makes; what was there has been asked for
        return std::nullopt;
    return holds(from, record).map([&record](bool isHeld) {
        return isHeld ? std::nullopt : std::optional(notVisible(record.key, record.key.id));
    });
}

Result<std::optional<Error>> Ownership::unlessOfHeld(SyncId from, const RecordHead &record, Side side)
{
    const RecordLinks &links = record.links;
    const QByteArray &storeKey = Routing::builtIn().rule(record.key.table).storeKey;
    if (!storeKey.isEmpty() && (side == Side::After || !links.store.isEmpty())) {
        Result<std::optional<Error>> why = unlessStoreOf(from, record);
        if (!why || *why || side == Side::Before)
            return why;
    }
    const bool isOwn = side == Side::Before && record.origin == from;
    if (links.name.isEmpty()) { // it goes to nobody else
        if (side == Side::After || isOwn)
            return std::nullopt;
        return refused(ErrorCode::RecordNotOwned, record.key, record.origin);
    }
    const Result<std::optional<RecordHead>> patient = m_records.head(personOf(record));
    if (!patient)
        return failure(patient.error());
    const Result<bool> isHeld = *patient ? holds(from, **patient) : isOwn;
    return isHeld.map(
        [&](bool held) { return held ? std::nullopt : std::optional(notVisible(record.key, links.name)); });
}

/// Of what adds to a name.
Result<std::optional<Error>> Ownership::unlessBearer(SyncId from, const RecordHead &record)
{
    if (from == m_here)
        return std::nullopt;
    const Result<std::optional<RecordHead>> name = m_records.head(personOf(record));
    if (!name)
        return failure(name.error());
    if (*name && !isPerson(**name)) {
        return m_sites.ofName(record.links.name).map([&](const SiteSet &sites) -> std::optional<Error> {
            if (sites.isEmpty() || sites.contains(from)) // a supplier's say, any site's users may edit
                return std::nullopt;
            return refused(ErrorCode::RecordNotOwned, record.key, *sites.begin());
        });
    }
    const Result<bool> isHeld = *name ? holds(from, **name) : Result<bool>(false);
    return isHeld.map(
        [&](bool held) { return held ? std::nullopt : std::optional(notVisible(record.key, record.links.name)); });
}

Result<std::optional<Error>> Ownership::unlessHomeStays(SyncId from, const RecordHead *before, const RecordHead *after)
{
    if ((before && !isPerson(*before)) || (after && !isPerson(*after)))
        return std::nullopt;
    if (before && !after)
        return unlessAtHome(from, *before, ErrorCode::PatientElsewhere);
    const QByteArray was = before ? before->links.store : QByteArray(); // a new one need not have a home
    if (!after || was == after->links.store)
        return std::nullopt;
    if (!before)
        return unlessAtHome(from, *after, ErrorCode::RecordNotOwned);
    Result<std::optional<Error>> why = unlessAtHome(from, *before, ErrorCode::RecordNotOwned);
    // Open mSupply empties a clinician's; a patient is always at home somewhere.
    const bool isLetGo = after->links.store.isEmpty() && !Routing::builtIn().rule(after->key.table).mayBePatient();
    return !why || *why || isLetGo ? why : unlessAtHome(from, *after, ErrorCode::RecordNotOwned);
}

/// `code`: what it is called where the person's home is no store of the site's.
Result<std::optional<Error>> Ownership::unlessAtHome(SyncId from, const RecordHead &person, ErrorCode code)
{
    const TableRule &rule = Routing::builtIn().rule(person.key.table);
    const QByteArray &homeKey = rule.mayBePatient() ? rule.patientStoreKey : rule.storeKey;
    return m_sites.ofStore(person.links.store).map([&](SyncId home) {
        return home == from ? std::nullopt : std::optional(refused(code, person.key, home, homeKey));
    });
}

Result<std::optional<RecordKey>> Ownership::personOpenedBy(const RecordHead *before, const RecordHead &join)
{
    const TableRule &rule = Routing::builtIn().rule(join.key.table);
    const bool leadsWhereItDid
        = before && before->links.store == join.links.store && before->links.other == join.links.other;
    if (!rule.isJoin() || leadsWhereItDid)
        return std::nullopt;
    const Result<SyncId> site = m_sites.ofStore(join.links.store);
    if (!site)
        return failure(site.error());
    const Result<std::optional<RecordHead>> person = m_records.head({rule.joins, join.links.other});
    if (!person)
        return failure(person.error());
    if (!site->isSatellite() || !*person || !isPerson(**person))
        return std::nullopt;
    return holds(*site, **person).map([&person](bool isHeld) {
        return isHeld ? std::nullopt : std::optional((*person)->key);
    });
}

Result<QList<RecordHead>> Ownership::joinsAhead(const RecordHead &person)
{
    QList<RecordHead> ahead;
    if (!isPerson(person))
        return ahead;
    const Result<SyncId> home = m_sites.ofStore(person.links.store);
    if (!home)
        return failure(home.error());
    const Result<QList<RecordHead>> joins = m_records.joinsTo(person.key);
    if (!joins)
        return joins;
    for (const RecordHead &join : *joins) {
        const Result<SyncId> site = m_sites.ofStore(join.links.store);
        if (!site)
            return failure(site.error());
        const bool isOwn = person.links.store.isEmpty() ? person.origin == *site : *home == *site;
        if (join.origin == *site && site->isSatellite() && !isOwn)
            ahead.append(join);
    }
    return ahead;
}

} // namespace mailboat
