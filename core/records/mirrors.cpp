// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/mirrors.h"

#include "core/domain/dialect.h"
#include "core/domain/jsontext.h"
#include "core/sql/connection.h"
#include "core/store/store.h"

namespace mailboat {

namespace {

QByteArray valueIn(const QByteArray &data, const QByteArray &key)
{
    return key.isEmpty() ? QByteArray() : topLevelValues(data, {key}).value(key);
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
    const Result<std::optional<QByteArray>> made = madeOf(source);
    if (!made)
        return failure(made.error());
    Result<std::optional<Place>> place = placeOf(**found, site);
    if (!place)
        return failure(place.error());
    if (!*place)
        return mirrors;
    if (*made) {
        const Result<std::optional<RecordHead>> there = m_records.head({source.table, **made});
        if (!there)
            return failure(there.error());
        if (!*there || !(*there)->author.isPrimary()) // it has gone, or is the site's by now
            return mirrors;
        (*place)->parent = **made;
    } else {
        const Result<bool> isThere = hasOwn(**found, *rule, (*place)->store);
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
        const Result<std::optional<QByteArray>> made = madeOf(line.key);
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

Result<std::optional<QByteArray>> Mirrors::madeOf(const RecordKey &source) const
{
    return m_store.connection()
        .value("SELECT {bytes mirror_id} FROM mirror WHERE table_name = {text ?} AND record_id = {text ?}"_sql,
            {source.table, source.id})
        .map([](const QVariant &id) { return id.isValid() ? std::optional(id.toByteArray()) : std::nullopt; });
}

Result<> Mirrors::note(const Mirror &mirror)
{
    return m_store.connection().apply("INSERT INTO mirror (table_name, record_id, store, mirror_id)"
                                      " VALUES ({text ?}, {text ?}, {text ?}, {text ?}) ON CONFLICT DO NOTHING"_sql,
        {mirror.source.table, mirror.source.id, mirror.store, mirror.record.id});
}

Result<QList<RecordKey>> Mirrors::unnumbered(Store &store, const QByteArray &siteStore)
{
    QList<RecordKey> keys;
    return store.connection()
        .each("SELECT {bytes r.table_name}, {bytes r.record_id} FROM mirror m {ordered} JOIN record r"
              " ON r.table_name = m.table_name AND r.record_id = m.mirror_id"
              " WHERE m.store = {text ?} AND r.author = ? AND r.parent IS NULL ORDER BY m.table_name, m.record_id"_sql,
            {siteStore, primarySyncId.value()},
            [&keys](const Row &row) -> Result<> {
                keys.append({row.value(0).toByteArray(), row.value(1).toByteArray()});
                return {};
            })
        .map([&keys] { return keys; });
}

} // namespace mailboat
