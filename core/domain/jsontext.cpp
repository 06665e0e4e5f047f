// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsontext.h"

#include "core/domain/jsoncheck.h"
#include "core/domain/recorddata.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

Result<QByteArray> nameIn(const JsonFields &line, QByteArrayView key)
{
    const auto name = line.value(key).toString();
    if (name)
        return *name;
    const QString why = QCoreApplication::translate("mailboat", "%1 is missing or is no text");
    return failure(
        ErrorCode::RecordDataBroken, {{QStringLiteral("why"), why.arg(QString::fromLatin1(key.toByteArray()))}});
}

bool isEscaped(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

} // namespace

Result<QByteArray> normalisedObject(QByteArrayView marked)
{
    return RecordData::read(marked.toByteArray()).map([](const RecordData &data) { return data.bytes(); });
}

QHash<QByteArray, QByteArray> topLevelValues(QByteArrayView object, const QList<QByteArray> &keys)
{
    const JsonFields fields = fieldsOf(valueOf(object));
    QHash<QByteArray, QByteArray> values;
    for (const QByteArray &key : keys) {
        const JsonValue value = fields.value(key);
        if (value.isAbsentOrNull() || value.isObject() || value.isArray())
            continue;
        values.insert(key, value.scalarText());
    }
    return values;
}

void appendQuoted(QByteArray &json, QByteArrayView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    json += '"';
    if (std::none_of(text.begin(), text.end(), isEscaped)) { // hardly any name has anything to escape
        json.append(text);
    } else {
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                json += '\\';
                json += c;
            } else if (isEscaped(c)) {
                json += "\\u00";
                json += hex[byte >> 4];
                json += hex[byte & 15];
            } else {
                json += c;
            }
        }
    }
    json += '"';
}

QByteArray quoted(QByteArrayView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    appendQuoted(json, text);
    return json;
}

QByteArray recordLine(const Record &record)
{
    return "{\"tableName\":" + quoted(record.table) + ",\"recordId\":" + quoted(record.id)
        + ",\"recordData\":" + (record.data.isEmpty() ? QByteArrayLiteral("null") : record.data) + '}';
}

bool isRecordLine(QByteArrayView marked)
{
    const QByteArrayView line = withoutMark(marked);
    if (jsonProblem(line))
        return false;
    const JsonValue value = valueOf(line);
    if (!value.isObject())
        return false;
    const JsonFields fields = fieldsOf(value);
    constexpr qsizetype keys = 3;
    return fields.size() == keys && fields.value("tableName").toString() && fields.value("recordId").toString()
        && fields.contains("recordData");
}

Result<Record> recordFromLine(QByteArrayView marked)
{
    const QByteArrayView line = withoutMark(marked);
    if (const auto problem = jsonProblem(line))
        return failure(ErrorCode::RecordDataBroken, {{QStringLiteral("why"), *problem}});
    const JsonFields fields = fieldsOf(valueOf(line));
    const Result<QByteArray> table = nameIn(fields, "tableName");
    if (!table)
        return failure(table.error());
    if (const Result<> valid = checkTableName(*table); !valid)
        return failure(valid.error());
    const Result<QByteArray> id = nameIn(fields, "recordId");
    if (!id)
        return failure(id.error());
    if (const Result<> valid = checkRecordId(*id); !valid)
        return failure(valid.error());
    const Result<QByteArray> data = storedObject(fields.value("recordData"));
    if (!data)
        return failure(data.error());
    return Record {*table, *id, Action::Update, *data};
}

} // namespace mailboat
