// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/wire_reading.h"

#include <QCoreApplication>

namespace mailboat::wire {

namespace {

Error invalid(Reading reading, const QString &what)
{
    if (reading == Reading::Request)
        return {ErrorCode::RequestMalformed, {{QStringLiteral("why"), what}}};
    return {ErrorCode::AnswerInvalid, {{QStringLiteral("what"), what}}};
}

ErrorCode whenBroken(Reading reading)
{
    return reading == Reading::Request ? ErrorCode::RequestMalformed : ErrorCode::AnswerNotJson;
}

Result<> checkObject(const JsonBody &opened, const QByteArray &body, Reading reading)
{
    if (!opened.root().isObject())
        return failure(invalid(reading, QCoreApplication::translate("mailboat", "it is no JSON object")));
    if (reading == Reading::Answer && opened.value("error").isObject())
        return failure(parseError(200, body, QByteArrayLiteral("application/json")));
    return {};
}

/// An array may be absent or null (protocol.md §2.7), but nothing else may stand in its place.
Result<> checkArray(const JsonBody &body, Reading reading, const char *key)
{
    const JsonValue value = body.value(key);
    if (value.isAbsentOrNull() || value.isArray())
        return {};
    return failure(missing(reading, key));
}

} // namespace

Error missing(Reading reading, const char *key)
{
    const QString what = QCoreApplication::translate("mailboat", "%1 is missing or of the wrong type");
    return invalid(reading, what.arg(QLatin1String(key)));
}

Result<JsonBody> openObject(const QByteArray &body, Reading reading)
{
    Result<JsonBody> opened = JsonBody::open(body, whenBroken(reading));
    if (!opened)
        return opened;
    if (const Result<> object = checkObject(*opened, body, reading); !object)
        return failure(object.error());
    return opened;
}

Result<BatchBody> openBatch(const QByteArray &body, Reading reading, qint64 most, const RecordForm &form)
{
    Result<BatchBody> opened = BatchBody::open(body, whenBroken(reading), most, form);
    if (!opened)
        return opened;
    if (const Result<> object = checkObject(opened->envelope(), body, reading); !object)
        return failure(object.error());
    if (const Result<> array = checkArray(opened->envelope(), reading, "data"); !array)
        return failure(array.error());
    return opened;
}

Result<qint64> wholeNumber(const JsonValue &value, Reading reading, const char *key)
{
    const auto number = value.toInteger();
    if (!number || *number < 0)
        return failure(missing(reading, key));
    return *number;
}

QByteArray idFrom(const JsonValue &value)
{
    if (value.type == JsonType::Integer)
        return value.text.toByteArray();
    return value.toString().value_or(QByteArray());
}

} // namespace mailboat::wire
