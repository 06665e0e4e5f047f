// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/shapedanswer.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"
#include "core/sql/connection.h"

namespace mailboat {

namespace {

using Kind = AnswerShape::Kind;

/// Of the keys the first that says something.
JsonValue valueUnder(const JsonFields &fields, const QList<QByteArray> &keys)
{
    for (const QByteArray &key : keys) {
        const JsonValue value = fields.value(key);
        if (!value.isAbsentOrNull() && value.text != "\"\"")
            return value;
    }
    return {};
}

/// Other programs write numbers as texts, some of which are none.
QByteArray numberFrom(const JsonValue &value)
{
    if (value.type == JsonType::Integer || value.type == JsonType::Number)
        return value.text.toByteArray();
    bool isNumber = false;
    const double number = value.scalarText().toDouble(&isNumber);
    return isNumber && qIsFinite(number) ? QByteArray::number(number, 'g', 15) : QByteArrayLiteral("0");
}

QByteArray written(const JsonValue &value, Kind kind, const QString &birth)
{
    switch (kind) {
    case Kind::Text:
        return quoted(value.scalarText());
    case Kind::Flag:
        return value.scalarText().toLower() == "true" ? "true" : "false";
    case Kind::Number:
        return numberFrom(value);
    case Kind::Day:
        return birth.isEmpty() ? QByteArrayLiteral("null") : quoted(QByteArray(birth.toLatin1() + "T00:00:00"));
    case Kind::Json:
        return value.isAbsentOrNull() ? QByteArrayLiteral("null") : value.text.toByteArray();
    }
    Q_UNREACHABLE();
}

bool isWanted(const AnswerShape &shape, const JsonFields &fields)
{
    for (auto only = shape.only.cbegin(); only != shape.only.cend(); ++only) {
        if (fields.value(only.key()).scalarText() != only.value())
            return false;
    }
    return true;
}

} // namespace

ShapedAnswer::ShapedAnswer(Connection &connection)
    : m_records(connection)
{
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the shape, which is ours
Result<QByteArray> ShapedAnswer::object(
    const AnswerShape &shape, const StoredRecord &record, const QString &birth) const
{
    const JsonFields fields = fieldsOf(valueOf(record.data));
    QByteArray json;
    const auto put = [&json](const QByteArray &key, const QByteArray &value) {
        json += (json.isEmpty() ? "{" : ",") + quoted(key) + ':' + value;
    };
    for (const AnswerShape::Key &key : shape.keys)
        put(key.key, written(valueUnder(fields, key.from), key.kind, birth));
    for (const AnswerShape &one : shape.ones) {
        const Result<std::optional<StoredRecord>> named
            = m_records.find({one.table, fields.value(one.by).scalarText()});
        if (!named)
            return failure(named.error());
        const Result<QByteArray> value = *named ? object(one, **named) : Result<QByteArray>("null");
        if (!value)
            return value;
        put(one.key, *value);
    }
    for (const AnswerShape &part : shape.lists) {
        const Result<QByteArray> value = list(part, record.key.id, std::numeric_limits<qint64>::max());
        if (!value)
            return value;
        put(part.key, *value);
    }
    return QByteArray(json + '}');
}

// NOLINTNEXTLINE(misc-no-recursion)
Result<QByteArray> ShapedAnswer::list(const AnswerShape &shape, const QByteArray &to, qint64 mostBytes) const
{
    const bool isByParent = shape.of == AnswerShape::Of::Parent;
    const Result<QList<QByteArray>> ids = isByParent ? m_records.idsByParent(shape.table, to, mostInList)
                                                     : m_records.idsByName(shape.table, to, mostInList);
    if (!ids)
        return failure(ids.error());
    QByteArrayList objects;
    qint64 bytes = 0;
    for (const QByteArray &id : *ids) {
        const Result<std::optional<StoredRecord>> record = m_records.find({shape.table, id});
        if (!record)
            return failure(record.error());
        if (!*record || !isWanted(shape, fieldsOf(valueOf((*record)->data))))
            continue;
        const Result<QByteArray> json = object(shape, **record);
        if (!json)
            return json;
        objects.append(*json);
        bytes += json->size();
        if (bytes >= mostBytes)
            break;
    }
    return QByteArray('[' + objects.join(',') + ']');
}

} // namespace mailboat
