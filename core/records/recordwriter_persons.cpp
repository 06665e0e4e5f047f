// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What waits in quarantine for a person, and joins by which sites come to see one.
#include "core/records/recordwriter.h"
#include "core/records/refusalreason.h"
#include "core/store/quarantine.h"
#include "core/store/store.h"
#include "core/store/synclog.h"

#include <QJsonObject>

#include <algorithm>

namespace mailboat {

Result<RecordWriter::Verdict> RecordWriter::judge(SyncId from, const RecordHead *before, const RecordHead &after)
{
    Result<std::optional<Error>> refusal = m_ownership->refusal(from, before, &after);
    if (!refusal)
        return failure(refusal.error());
    if (*refusal && (*refusal)->code == ErrorCode::PatientNotVisible) {
        return awaitedBy(from, before, after).map([&refusal](const RecordKey &person) {
            return Verdict {std::move(*refusal), false, person};
        });
    }
    if (*refusal)
        return Verdict {std::move(*refusal)};
    return m_delivery && from != m_here ? judgeJoin(from, before, after) : Verdict {};
}

/// Of the two persons that a change may concern the one whom the site does not see, the old one first.
Result<RecordKey> RecordWriter::awaitedBy(SyncId from, const RecordHead *before, const RecordHead &after)
{
    const RecordKey now = Ownership::personOf(after);
    if (!before || Ownership::personOf(*before) == now)
        return now;
    const RecordKey was = Ownership::personOf(*before);
    const Result<std::optional<RecordHead>> known = m_records.head(was);
    if (!known)
        return failure(known.error());
    const Result<bool> isHeld = *known ? m_ownership->holds(from, **known) : before->origin == from;
    return isHeld.map([&](bool held) { return held ? now : was; });
}

Result<RecordWriter::Verdict> RecordWriter::judgeJoin(SyncId from, const RecordHead *before, const RecordHead &after)
{
    const Result<std::optional<RecordKey>> opened = m_ownership->personOpenedBy(before, after);
    if (!opened)
        return failure(opened.error());
    if (!*opened)
        return Verdict {};
    const Result<bool> isExempt = m_sites.isOmsCentral(from);
    if (!isExempt)
        return failure(isExempt.error());
    return m_joinBook.enter(from, after, **opened, *isExempt ? JoinBook::Limit::Lifted : m_limitOfJoins)
        .map([](std::optional<Error> tooMany) { return Verdict {std::move(tooMany)}; });
}

Result<bool> RecordWriter::keep(const Record &record, SyncId from, const Verdict &refused)
{
    m_hasQuarantine = true;
    return m_store.quarantine().addWithinShare({0, record, from, {}, refusalReason(record, *refused.refused),
        m_store.clock().utcNow(), true, 1, refused.waitsFor});
}

Result<> RecordWriter::sortWhatCameBefore(const RecordHead &record)
{
    if (!m_delivery)
        return {};
    return sendAwayStrangers(record).and_then([&] { return sendAwayJoins(record); });
}

Result<> RecordWriter::sendAwayJoins(const RecordHead &person)
{
    const Result<QList<RecordHead>> joins = m_ownership->joinsAhead(person);
    if (!joins)
        return failure(joins.error());
    QHash<SyncId, std::optional<Error>> judged; // one opens as much as many
    for (const RecordHead &join : *joins) {
        if (!judged.contains(join.origin)) {
            const auto tooMany = m_joinBook.enter(join.origin, join, person.key, JoinBook::Limit::Applies);
            if (!tooMany)
                return failure(tooMany.error());
            judged.insert(join.origin, *tooMany);
        }
        const std::optional<Error> tooMany = judged.value(join.origin);
        if (!tooMany)
            continue;
        if (const Result<> gone = sendAway(join.key, *tooMany); !gone)
            return gone;
    }
    return {};
}

Result<> RecordWriter::noteArrival(const RecordHead *before, const RecordHead &after)
{
    if (!m_delivery || !m_hasQuarantine)
        return {};
    const RecordLinks &now = after.links;
    const TableRule &rule = Routing::builtIn().rule(after.key.table);
    const bool showsNothing = before && before->links.category == now.category && before->links.store == now.store
        && before->links.other == now.other;
    if (showsNothing || !(rule.isJoin() || Ownership::isPerson(after)))
        return {};
    const RecordKey person = rule.isJoin() ? RecordKey {rule.joins, now.other} : after.key;
    return m_store.quarantine().isAwaited(person).map([&](bool isAwaited) {
        if (isAwaited)
            m_arrivals.append({person, rule.isJoin() ? now.store : QByteArray()});
    });
}

Result<> RecordWriter::judgeWaiting()
{
    while (!m_arrivals.isEmpty()) { // what is taken may bring more
        const Arrival arrival = m_arrivals.takeFirst();
        const Result<QList<SyncId>> sites = sitesSeeing(arrival);
        if (!sites)
            return failure(sites.error());
        for (const SyncId site : *sites) {
            if (const Result<> judged = judgeWaiting(site, arrival.person); !judged)
                return judged;
        }
    }
    return {};
}

/// Sites to which the arrival may have shown the person, in order.
Result<QList<SyncId>> RecordWriter::sitesSeeing(const Arrival &arrival)
{
    if (!arrival.store.isEmpty())
        return m_sites.ofStore(arrival.store).map([](SyncId site) { return QList {site}; });
    const Result<std::optional<RecordHead>> person = m_records.head(arrival.person);
    if (!person)
        return failure(person.error());
    if (!*person)
        return QList<SyncId> {};
    return m_sites.seeing(arrival.person).map([&person](SiteSet seeing) {
        seeing.insert((*person)->origin);
        QList<SyncId> sites = seeing.values();
        std::ranges::sort(sites);
        return sites;
    });
}

Result<> RecordWriter::judgeWaiting(SyncId site, const RecordKey &person)
{
    const Result<std::optional<RecordHead>> known = m_records.head(person);
    if (!known)
        return failure(known.error());
    // They are looked for only once they can be taken: otherwise every further join would go through all that wait.
    const Result<bool> isHeld = *known ? m_ownership->holds(site, **known) : false;
    if (!isHeld || !*isHeld)
        return isHeld.map([](bool) {});
    const Result<QList<qint64>> numbers = m_store.quarantine().waiting(site, person);
    if (!numbers)
        return failure(numbers.error());
    for (const qint64 number : *numbers) {
        const Result<std::optional<Quarantine::Entry>> entry = m_store.quarantine().entry(number);
        if (!entry)
            return failure(entry.error());
        if (!*entry)
            continue;
        const Result<Verdict> verdict = put((*entry)->record, site);
        if (!verdict)
            return failure(verdict.error());
        if (!verdict->refused) {
            m_takenLate.append({site, {(*entry)->record.table, (*entry)->record.id}});
        } else {
            const Result<> stays = m_store.quarantine().stay(number, *verdict->refused, verdict->waitsFor);
            if (!stays)
                return stays;
        }
    }
    return {};
}

Result<> RecordWriter::logExempted()
{
    const QHash<SyncId, qint64> &exempted = m_ownership->exempted();
    for (auto it = exempted.cbegin(); it != exempted.cend(); ++it) {
        const QJsonObject details {
            {QStringLiteral("syncId"), it.key().value()}, {QStringLiteral("records"), it.value()}};
        if (const Result<> noted = m_store.log().addContact(QStringLiteral("site-as-oms-central"), details); !noted)
            return noted;
    }
    return {};
}

} // namespace mailboat
