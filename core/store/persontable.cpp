// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/persontable.h"

#include "core/domain/fieldvalue.h"
#include "core/domain/jsonbody.h"
#include "core/domain/lookups.h"
#include "core/prefs/timezone.h"
#include "core/sql/connection.h"

#include <QTimeZone>

namespace mailboat {

namespace {

/// What the first of these keys that says anything says, as it is written.
QByteArray writtenUnder(const JsonFields &fields, const QList<QByteArray> &keys)
{
    for (const QByteArray &key : keys) {
        QByteArray text = fields.value(key).scalarText();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString textOf(const JsonFields &fields, const QList<QByteArray> &keys)
{
    return searchKey(QString::fromUtf8(writtenUnder(fields, keys)));
}

/// What all of them say, each behind a blank but the first.
QString textsOf(const JsonFields &fields, const QList<QByteArray> &keys)
{
    QStringList texts;
    for (const QByteArray &key : keys) {
        const QString text = searchKey(QString::fromUtf8(fields.value(key).scalarText()));
        if (!text.isEmpty() && !texts.contains(text))
            texts.append(text);
    }
    return texts.join(u' ');
}

bool isGone(const JsonFields &fields, const QByteArray &key)
{
    return !key.isEmpty() && fields.value(key).scalarText().toLower() == "true";
}

/// A search that begins with what an index has by itself; the rows of those alone are looked at.
Statement beginningWith(const char *sought)
{
    return Statement(QStringLiteral("SELECT {bytes person.record_id}, person.birth FROM (SELECT DISTINCT ")
        + QLatin1StringView(sought)
        + QStringLiteral(
            ") AS sought {ordered} JOIN person ON person.table_name = {text ?} AND person.record_id = sought.id"
            " WHERE last LIKE ? ESCAPE '\\' AND first LIKE ? ESCAPE '\\' AND code LIKE ? ESCAPE '\\'"
            " AND barcode LIKE ? ESCAPE '\\' AND birth LIKE ?"
            " ORDER BY last, first, person.record_id LIMIT ? OFFSET ?"));
}

/// The index of names has all that is asked for in it.
const Statement &byName()
{
    return "SELECT {bytes record_id}, birth FROM person {by person_name} WHERE table_name = {text ?}"
           " AND last LIKE ? ESCAPE '\\' AND first LIKE ? ESCAPE '\\'"
           " ORDER BY last, first, record_id LIMIT ? OFFSET ?"_sql;
}

/// How a search begins, and with which values.
const Statement &beginning(const PersonTable::Search &search, QVariantList &values)
{
    static const Statement byPolicy
        = beginningWith("owner AS id FROM person {by person_code} WHERE table_name = {text ?}"
                        " AND code LIKE ? ESCAPE '\\'");
    static const Statement byCode = beginningWith("record_id AS id FROM person {by person_code}"
                                                  " WHERE table_name = {text ?} AND code LIKE ? ESCAPE '\\'");
    static const Statement byExactCode
        = beginningWith("record_id AS id FROM person {by person_code} WHERE table_name = {text ?} AND code = ?");
    static const Statement byBirth = beginningWith("record_id AS id FROM person {by person_birth}"
                                                   " WHERE table_name = {text ?} AND birth <> '' AND birth = ?");
    static const Statement byBarcode = beginningWith("record_id AS id FROM person {by person_barcode}"
                                                     " WHERE table_name = {text ?} AND barcode <> ''"
                                                     " AND barcode LIKE ? ESCAPE '\\'");
    if (!search.policy.isAnything()) {
        values = {search.policyTable, search.policy.pattern()};
        return byPolicy;
    }
    if (search.birth.isValid()) {
        values = {search.table, search.birth.toString(Qt::ISODate)};
        return byBirth;
    }
    if (const auto code = search.code.exactly()) {
        values = {search.table, *code};
        return byExactCode;
    }
    if (!search.code.isAnything()) {
        values = {search.table, search.code.pattern()};
        return byCode;
    }
    if (!search.barcode.isAnything()) {
        values = {search.table, search.barcode.pattern()};
        return byBarcode;
    }
    return byName();
}

} // namespace

PersonTable::PersonTable(Connection &connection)
    : m_connection(connection)
{
}

/// What cannot be read is as if nothing were known.
QTimeZone PersonTable::zoneOf(SyncId site) const
{
    const Result<QVariant> own = m_connection.value("SELECT time_zone FROM peer WHERE sync_id = ?"_sql, {site.value()});
    const Result<QVariant> usual = m_connection.value("SELECT value FROM preference WHERE name = 'time-zone'"_sql);
    return timeZoneOf(own ? own->toString() : QString(), usual ? usual->toString() : QString());
}

Result<> PersonTable::note(const RecordKey &key, Category category, SyncId author, const QByteArray &data)
{
    const SearchedKeys *const keys = Lookups::builtIn().searched(key.table);
    if (!keys)
        return {};
    const JsonFields fields = fieldsOf({JsonType::Object, data}); // what is stored is one
    const QByteArray owner = keys->owner.isEmpty() ? QByteArray() : fields.value(keys->owner).scalarText();
    const bool leadsNowhere = !keys->owner.isEmpty() && owner.isEmpty();
    if (category != Category::Patient || leadsNowhere || isGone(fields, keys->gone))
        return forget(key);
    const auto birth = dayOf(writtenUnder(fields, keys->birth), [this, author] { return zoneOf(author); });
    return m_connection.apply("INSERT INTO person (table_name, record_id, owner, last, first, code, birth, barcode)"
                              " VALUES ({text ?}, {text ?}, {text ?}, ?, ?, ?, ?, ?)"
                              " ON CONFLICT (table_name, record_id) DO UPDATE SET owner = excluded.owner,"
                              " last = excluded.last, first = excluded.first, code = excluded.code,"
                              " birth = excluded.birth, barcode = excluded.barcode"_sql,
        {key.table, key.id, owner, textOf(fields, keys->last), textOf(fields, keys->first), textsOf(fields, keys->code),
            QString::fromLatin1(birth.value_or(QByteArray())), textOf(fields, keys->barcode)});
}

Result<> PersonTable::forget(const RecordKey &key)
{
    if (!Lookups::builtIn().searched(key.table))
        return {};
    return m_connection.apply(
        "DELETE FROM person WHERE table_name = {text ?} AND record_id = {text ?}"_sql, {key.table, key.id});
}

Result<> PersonTable::fill()
{
    for (const QByteArray &table : Lookups::builtIn().searchedTables()) {
        const Result<> filled
            = m_connection.each("SELECT {bytes record_id}, {bytes data}, COALESCE(author, origin) FROM record"
                                " WHERE table_name = {text ?}"_sql,
                {table}, [&](const Row &row) {
                    const Record record {table, row.value(0).toByteArray(), Action::Update, row.value(1).toByteArray()};
                    return note({record.table, record.id}, Routing::builtIn().links(record).category,
                        SyncId {row.value(2).toInt()}, record.data);
                });
        if (!filled)
            return filled;
    }
    return {};
}

bool PersonTable::Search::isForAnything() const
{
    return last.isAnything() && first.isAnything() && code.isAnything() && barcode.isAnything() && policy.isAnything()
        && !birth.isValid();
}

Result<QList<PersonTable::Found>> PersonTable::find(const Search &search) const
{
    QVariantList values;
    const Statement &statement = beginning(search, values);
    values += {search.table, search.last.pattern(), search.first.pattern()};
    if (&statement != &byName()) // which knows no more
        values += {search.code.pattern(), search.barcode.pattern(),
            search.birth.isValid() ? search.birth.toString(Qt::ISODate) : QStringLiteral("%")};
    values += {search.limit, search.offset};
    QList<Found> found;
    return m_connection
        .each(statement, values,
            [&found](const Row &row) -> Result<> {
                found.append({row.value(0).toByteArray(), row.value(1).toString()});
                return {};
            })
        .map([&found] { return found; });
}

} // namespace mailboat
