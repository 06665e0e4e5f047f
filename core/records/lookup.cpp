// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/lookup.h"

#include "core/domain/lookups.h"
#include "core/records/shapedanswer.h"
#include "core/records/sites.h"
#include "core/sql/connection.h"
#include "core/store/store.h"

#include <algorithm>

namespace mailboat {

Lookup::Lookup(Store &store)
    : m_store(store)
{
}

Result<QByteArray> Lookup::patients(PersonTable::Search search, qint64 mostBytes)
{
    return persons(std::move(search), Lookups::builtIn().patient, mostBytes);
}

Result<QByteArray> Lookup::prescribers(PersonTable::Search search, qint64 mostBytes)
{
    return persons(std::move(search), Lookups::builtIn().prescriber, mostBytes);
}

Result<QByteArray> Lookup::persons(PersonTable::Search search, const AnswerShape &shape, qint64 mostBytes)
{
    if (search.isForAnything())
        return QByteArrayLiteral("[]");
    search.table = shape.table;
    search.policyTable = shape.policies;
    search.limit = std::clamp(search.limit, 1, mostFound);
    return m_store.connection().readTogether([&]() -> Result<QByteArray> {
        const Result<QList<PersonTable::Found>> found = PersonTable(m_store.connection()).find(search);
        if (!found)
            return failure(found.error());
        const RecordTable records(m_store.connection());
        const ShapedAnswer answer(m_store.connection());
        QByteArrayList objects;
        qint64 bytes = 0;
        for (const PersonTable::Found &person : *found) {
            const Result<std::optional<StoredRecord>> record = records.find({shape.table, person.id});
            if (!record)
                return failure(record.error());
            const Result<QByteArray> json
                = *record ? answer.object(shape, **record, person.birth) : Result<QByteArray>(QByteArray());
            if (!json)
                return json;
            if (!json->isEmpty())
                objects.append(*json);
            bytes += json->size();
            if (bytes >= mostBytes)
                break;
        }
        return QByteArray('[' + objects.join(',') + ']');
    });
}

Result<QByteArray> Lookup::history(SyncId site, const QByteArray &patient, qint64 mostBytes)
{
    return m_store.connection().readTogether([&]() -> Result<QByteArray> {
        RecordTable records(m_store.connection());
        const Result<std::optional<RecordHead>> person = records.head({Routing::builtIn().patientTable(), patient});
        if (!person)
            return failure(person.error());
        const bool isPatient = *person && (*person)->links.category == Category::Patient;
        Sites sites(m_store.connection(), records);
        const Result<bool> sees = isPatient ? sites.sees(site, **person) : false;
        if (!sees)
            return failure(sees.error());
        if (!*sees)
            return QByteArrayLiteral("[]");
        return ShapedAnswer(m_store.connection()).list(Lookups::builtIn().history, patient, mostBytes);
    });
}

} // namespace mailboat
