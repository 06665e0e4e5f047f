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
    if (*refusal) {
        const bool waits = (*refusal)->code == ErrorCode::PatientNotVisible;
        const RecordHead &first = before ? *before : after; // was judged first
        return Verdict {std::move(*refusal), false, waits ? Ownership::personOf(first).id : QByteArray()};
    }
    return m_delivery && from != m_here ? judgeJoin(from, before, after) : Verdict {};
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
    return m_store.quarantine().isAwaited(person.id).map([&](bool isAwaited) {
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
        std::ranges::sort(sites, {}, &SyncId::value);
        return sites;
    });
}

Result<> RecordWriter::judgeWaiting(SyncId site, const RecordKey &person)
{
    const Result<QList<qint64>> numbers = m_store.quarantine().waiting(site, person.id);
    if (!numbers || numbers->isEmpty())
        return numbers ? Result<>() : failure(numbers.error());
    const Result<std::optional<RecordHead>> known = m_records.head(person);
    if (!known)
        return failure(known.error());
    // They are read only once they can be taken: otherwise every further join would go through all that wait.
    const Result<bool> isHeld = *known ? m_ownership->holds(site, **known) : false;
    if (!isHeld || !*isHeld)
        return isHeld.map([](bool) {});
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
        } else if (verdict->waitsFor.isEmpty()) {
            if (const Result<> settled = m_store.quarantine().waitNoMore(number, *verdict->refused); !settled)
                return settled;
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
