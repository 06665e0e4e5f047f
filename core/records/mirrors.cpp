// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/mirrors.h"

#include "core/domain/dialect.h"
#include "core/domain/jsontext.h"
#include "core/sql/connection.h"
#include "core/store/store.h"

#include <QDate>

namespace mailboat {

namespace {

constexpr int daysBeforeStore = 30; // as for Open mSupply, which makes none of what is older

QByteArray valueIn(const QByteArray &data, const QByteArray &key)
{
    return key.isEmpty() ? QByteArray() : topLevelValues(data, {key}).value(key);
}

QDate dayIn(const QByteArray &data, const QByteArray &key)
{
    constexpr qsizetype lengthOfDay = 10; // a time may stand behind it
    return QDate::fromString(QString::fromLatin1(valueIn(data, key).left(lengthOfDay)), Qt::ISODate);
}

} // namespace

Mirrors::Mirrors(Store &store, RecordTable &records, Sites &sites)
    : m_store(store)
    , m_records(records)
    , m_sites(sites)
    , m_zones(store)
{
}

Result<QList<Mirrors::Mirror>> Mirrors::of(const RecordKey &source, SyncId site)
{
    QList<Mirror> mirrors;
    const MirrorRule *rule = MirrorRules::builtIn().of(source.table);
    if (!rule)
        return mirrors;
    const Result<std::optional<StoredRecord>> found = m_records.find(source);
    if (!found)
        return failure(found.error());
    if (!*found || !rule->typeFor((*found)->data))
        return mirrors;
    const Result<std::optional<Made>> made = madeOf(source);
    if (!made)
        return failure(made.error());
    Result<std::optional<Place>> place = placeOf(**found, site);
    if (!place)
        return failure(place.error());
    if (!*place)
        return mirrors;
    if (*made) {
        const Result<std::optional<RecordHead>> there = m_records.head({source.table, (*made)->id});
        if (!there)
            return failure(there.error());
        // It has gone, or is the site's by now, or that of a store which got it first.
        if (!*there || !(*there)->author.isPrimary() || (*made)->store != (*place)->store)
            return mirrors;
        (*place)->parent = (*made)->id;
    } else {
        const Result<bool> isThere = hasOwn(**found, *rule, (*place)->store).and_then([&](bool own) {
            return own ? Result<bool>(true) : isBeforeStore(**found, *rule, (*place)->store);
        });
        if (!isThere)
            return failure(isThere.error());
        if (*isThere)
            return mirrors;
        Result<std::optional<Mirror>> mirror = mirrorOf(**found, *rule, **place);
        if (!mirror)
            return failure(mirror.error());
        if (!*mirror)
            return mirrors;
        (*place)->parent = (*mirror)->record.id;
        mirrors.append(std::move(**mirror));
    }
    return addLines(mirrors, source, **place).map([&mirrors] { return mirrors; });
}

Result<> Mirrors::addLines(QList<Mirror> &mirrors, const RecordKey &source, const Place &place)
{
    const Result<QList<RecordHead>> lines = m_records.childrenOf(source);
    if (!lines)
        return failure(lines.error());
    for (const RecordHead &line : *lines) {
        const MirrorRule *rule = MirrorRules::builtIn().of(line.key.table);
        const Result<std::optional<Made>> made = madeOf(line.key);
        if (!made)
            return failure(made.error());
        if (!rule || *made)
            continue;
        const Result<std::optional<StoredRecord>> found = m_records.find(line.key);
        if (!found)
            return failure(found.error());
        const Result<std::optional<Mirror>> mirror
            = *found ? mirrorOf(**found, *rule, place) : Result<std::optional<Mirror>>(std::nullopt);
        if (!mirror)
            return failure(mirror.error());
        if (*mirror)
            mirrors.append(**mirror);
    }
    return {};
}

/// Where the counterpart stands; nothing where one of the two stores is not known.
Result<std::optional<Mirrors::Place>> Mirrors::placeOf(const RecordHead &source, SyncId site)
{
    const Result<QByteArray> store = m_sites.storeBehind(source.links.name, site);
    if (!store)
        return failure(store.error());
    const Result<std::optional<RecordHead>> own = m_records.head({Routing::builtIn().storeTable(), source.links.store});
    if (!own)
        return failure(own.error());
    if (store->isEmpty() || !*own || (*own)->links.name.isEmpty())
        return std::optional<Place>();
    return std::optional(Place {*store, (*own)->links.name, {}});
}

/// Whether that store has a counterpart of its own making, to which the source is linked.
Result<bool> Mirrors::hasOwn(const StoredRecord &source, const MirrorRule &rule, const QByteArray &store)
{
    const QByteArray linked = valueIn(source.data, rule.link);
    if (linked.isEmpty())
        return false;
    return m_records.head({source.key.table, linked}).map([&store](const std::optional<RecordHead> &other) {
        return other && other->links.store == store;
    });
}

/// Whether it is of a time long before that store was: it was dealt with by whoever stood there then.
Result<bool> Mirrors::isBeforeStore(const StoredRecord &source, const MirrorRule &rule, const QByteArray &store)
{
    const QDate day = dayIn(source.data, rule.dayKey);
    if (!day.isValid())
        return false;
    return m_records.find({Routing::builtIn().storeTable(), store})
        .map([&day](const std::optional<StoredRecord> &found) {
            const QDate made = found ? dayIn(found->data, MirrorRules::builtIn().storeDayKey()) : QDate();
            return made.isValid() && day.addDays(daysBeforeStore) < made;
        });
}

Result<std::optional<Mirrors::Mirror>> Mirrors::mirrorOf(
    const StoredRecord &source, const MirrorRule &rule, const Place &place)
{
    const std::optional<QByteArray> type = rule.typeFor(source.data);
    if (!type)
        return std::optional<Mirror>();
    const TableRule &routing = Routing::builtIn().rule(source.key.table);
    const QByteArray id = derivedId(source.key, "mirror");
    QHash<QByteArray, QByteArray> values = rule.set;
    const auto set = [&values](const QByteArray &key, const QByteArray &text) {
        if (!key.isEmpty())
            values.insert(key, quoted(text));
    };
    set(routing.idKey, id);
    set(routing.storeKey, place.store);
    set(routing.nameKey, place.name);
    set(routing.parentKey, place.parent);
    set(rule.link, source.key.id);
    set(rule.typeKey, *type);
    for (const QByteArray &key : rule.fresh)
        set(key, derivedId(source.key, key));
    for (auto one = rule.through.cbegin(); one != rule.through.cend(); ++one) {
        const Result<QByteArray> other = through(*one, valueIn(source.data, one.key()));
        if (!other)
            return failure(other.error());
        set(one.key(), *other);
    }
    const Record read {source.key.table, source.key.id, Action::Update, source.data};
    const QByteArray plain = adapted(read, [&] { return m_zones.of(source.author); }).value_or(source.data);
    const QByteArray data = withValues(plain, values, MirrorRules::builtIn().dropped());
    return std::optional(Mirror {source.key, {source.key.table, id, Action::Update, data}, place.store});
}

Result<QByteArray> Mirrors::through(const QByteArray &table, const QByteArray &id) const
{
    const MirrorRule *rule = MirrorRules::builtIn().of(table);
    if (id.isEmpty() || !rule)
        return QByteArray();
    return m_records.find({table, id}).map([rule](const std::optional<StoredRecord> &found) {
        return found ? valueIn(found->data, rule->link) : QByteArray();
    });
}

Result<std::optional<Mirrors::Made>> Mirrors::madeOf(const RecordKey &source) const
{
    std::optional<Made> made;
    return m_store.connection()
        .each(
            "SELECT {bytes store}, {bytes mirror_id} FROM mirror WHERE table_name = {text ?} AND record_id = {text ?}"_sql,
            {source.table, source.id},
            [&made](const Row &row) -> Result<> {
                made = Made {row.value(0).toByteArray(), row.value(1).toByteArray()};
                return {};
            })
        .map([&made] { return made; });
}

Result<> Mirrors::note(const Mirror &mirror)
{
    return m_store.connection().apply("INSERT INTO mirror (table_name, record_id, store, mirror_id)"
                                      " VALUES ({text ?}, {text ?}, {text ?}, {text ?}) ON CONFLICT DO NOTHING"_sql,
        {mirror.source.table, mirror.source.id, mirror.store, mirror.record.id});
}

/// Whose counterpart it says it is, decides nothing for others: the source has to be addressed to that very store.
Result<bool> Mirrors::noteOwn(const StoredRecord &own)
{
    const MirrorRule *rule = MirrorRules::builtIn().of(own.key.table);
    const QByteArray linked = rule ? valueIn(own.data, rule->link) : QByteArray();
    if (linked.isEmpty() || own.links.store.isEmpty())
        return false;
    const Result<std::optional<RecordHead>> source = m_records.head({own.key.table, linked});
    const Result<std::optional<RecordHead>> store = m_records.head({Routing::builtIn().storeTable(), own.links.store});
    if (!source || !store)
        return failure(source ? store.error() : source.error());
    if (!*source || !*store || (*source)->links.name.isEmpty() || (*source)->links.name != (*store)->links.name)
        return false;
    const Record record {own.key.table, own.key.id, Action::Update, {}};
    return note({{own.key.table, linked}, record, own.links.store}).map([] { return true; });
}

Result<std::optional<Mirrors::Stray>> Mirrors::strayOf(const RecordKey &source)
{
    const Result<std::optional<Made>> made = madeOf(source);
    if (!made)
        return failure(made.error());
    const Result<std::optional<RecordHead>> now = m_records.head(source);
    if (!now)
        return failure(now.error());
    if (!*made || !*now)
        return std::optional<Stray>();
    const RecordKey mirror {source.table, (*made)->id};
    const Result<std::optional<RecordHead>> store = m_records.head({Routing::builtIn().storeTable(), (*made)->store});
    const Result<std::optional<RecordHead>> there = m_records.head(mirror);
    if (!store || !there)
        return failure(store ? there.error() : store.error());
    const bool isTaken = *there && !(*there)->author.isPrimary();
    if (isTaken || !*store || (*store)->links.name == (*now)->links.name)
        return std::optional<Stray>();
    return m_sites.ofStore((*made)->store).map([&](SyncId site) { return std::optional(Stray {mirror, site}); });
}

Result<> Mirrors::forget(const RecordKey &source)
{
    const Result<QList<RecordHead>> lines = m_records.childrenOf(source);
    if (!lines)
        return failure(lines.error());
    QList<RecordKey> keys {source};
    for (const RecordHead &line : *lines)
        keys.append(line.key);
    for (const RecordKey &key : std::as_const(keys)) {
        const Result<> gone = m_store.connection().apply(
            "DELETE FROM mirror WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id});
        if (!gone)
            return gone;
    }
    return {};
}

} // namespace mailboat
