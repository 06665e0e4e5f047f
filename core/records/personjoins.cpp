// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/personjoins.h"

#include "core/domain/jsonmerge.h"
#include "core/domain/jsontext.h"
#include "core/records/recordwriter.h"
#include "core/sql/connection.h"
#include "core/store/store.h"

#include <QUuid>

#include <algorithm>

namespace mailboat {

namespace {

struct JoinTable {
    QByteArray table;
    const TableRule &rule;

    static JoinTable ofPatients()
    {
        const Routing &routing = Routing::builtIn();
        const QByteArray table = routing.joinTable(routing.patientTable());
        return {table, routing.rule(table)};
    }
    Record record(const QByteArray &id, const PersonJoins::Wish &wish) const
    {
        return {table, id, Action::Update,
            '{' + quoted(rule.idKey) + ':' + quoted(id) + ',' + quoted(rule.otherStoreKey) + ':' + quoted(wish.patient)
                + ',' + quoted(rule.storeKey) + ':' + quoted(wish.store) + R"(,"inactive":false})"};
    }
};

auto missing(const RecordKey &key)
{
    return failure(ErrorCode::RecordMissing,
        {{QStringLiteral("table"), QString::fromUtf8(key.table)}, {QStringLiteral("id"), QString::fromUtf8(key.id)}});
}

} // namespace

PersonJoins::PersonJoins(Store &store)
    : m_store(store)
{
}

Result<QByteArray> PersonJoins::join(SyncId site, const Wish &wish)
{
    std::optional<Error> refused;
    const Result<QByteArray> joined = m_store.connection().transact([&]() -> Result<QByteArray> {
        refused.reset();
        RecordWriter writer(m_store);
        if (const Result<> begun = writer.begin(); !begun)
            return failure(begun.error());
        const RecordKey person {Routing::builtIn().patientTable(), wish.patient};
        const Result<std::optional<RecordHead>> known = RecordTable(m_store.connection()).head(person);
        if (!known)
            return failure(known.error());
        if (!*known || (*known)->links.category != Category::Patient)
            return missing(person);
        Result<QByteArray> id = put(writer, site, wish, refused);
        if (!id)
            return id;
        return writer.finish().map([&id] { return *id; });
    });
    return refused && joined ? Result<QByteArray>(failure(*refused)) : joined;
}

/// What is refused for the day stays in quarantine, so that the transaction is none that failed.
Result<QByteArray> PersonJoins::put(RecordWriter &writer, SyncId site, const Wish &wish, std::optional<Error> &refused)
{
    const JoinTable joins = JoinTable::ofPatients();
    const RecordKey person {Routing::builtIn().patientTable(), wish.patient};
    const auto there = RecordTable(m_store.connection()).joinsTo(person);
    if (!there)
        return failure(there.error());
    const auto isThis = [&wish](const RecordHead &join) { return join.links.store == wish.store; };
    const auto known = std::find_if(there->cbegin(), there->cend(), isThis);
    const QByteArray id
        = known != there->cend() ? known->key.id : QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    Record record = joins.record(id, wish);
    if (known != there->cend()) {
        const auto before = RecordTable(m_store.connection()).find(known->key);
        if (!before)
            return failure(before.error());
        if (*before)
            record.data = mergedObject((*before)->data, record.data);
    }
    const Result<RecordWriter::Verdict> verdict = writer.put(record, site);
    if (!verdict)
        return failure(verdict.error());
    if (verdict->refused) {
        refused = verdict->refused;
        if (verdict->refused->code != ErrorCode::JoinsTooMany)
            return failure(*verdict->refused);
        return writer.keep(record, site, *verdict).map([&id](bool) { return id; });
    }
    return writer.show(site, {joins.table, id}, person).map([&id] { return id; });
}

} // namespace mailboat
