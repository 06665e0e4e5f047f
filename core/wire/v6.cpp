// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/v6.h"

#include "core/domain/jsoncheck.h"
#include "core/domain/jsonpieces.h"
#include "core/domain/jsontext.h"
#include "core/wire/batchbody.h"
#include "core/wire/wire.h"

namespace mailboat::wire {

namespace {

constexpr qsizetype longestSettings = 16 * 1024;
constexpr RecordForm formOfBatch {.list = "records", .inner = "record"};

auto malformed(const char *what)
{
    return failure(ErrorCode::RequestMalformed,
        {{QStringLiteral("why"), QStringLiteral("%1 is missing or of the wrong type").arg(QLatin1String(what))}});
}

QString textIn(const JsonFields &fields, QByteArrayView key)
{
    return QString::fromUtf8(fields.value(key).toString().value_or(QByteArray())).trimmed();
}

Result<QByteArray> idIn(const JsonBody &body, const char *key)
{
    const auto id = body.value(key).toString();
    if (!id || !checkRecordId(*id))
        return malformed(key);
    return *id;
}

/// Of numbers a client may leave out.
std::optional<qint64> versionIn(const JsonValue &value)
{
    return value.isAbsentOrNull() ? std::optional<qint64>(0) : value.toInteger();
}

} // namespace

Result<V6Caller> parseV6Caller(QByteArrayView body)
{
    // Uploads write their own keys in another way than all the others.
    const QList<JsonValue> values
        = valuesOfBroken(body, {"syncV5Settings", "sync_v5_settings", "syncV6Version", "sync_v6_version"});
    const bool isUpload = values.at(0).isAbsentOrNull();
    const JsonValue &settings = values.at(isUpload ? 1 : 0);
    const auto version = versionIn(values.at(isUpload ? 3 : 2));
    if (settings.type == JsonType::Absent)
        if (const auto problem = jsonProblem(body)) // nothing was to be found in it
            return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), *problem}});
    if (!settings.isObject() || settings.text.size() > longestSettings)
        return failure(ErrorCode::RequestCredentialsMissing);
    const Result<JsonBody> opened = JsonBody::open(settings.text.toByteArray(), ErrorCode::RequestMalformed);
    if (!opened)
        return failure(opened.error());
    const JsonFields &fields = opened->fields();
    V6Caller caller;
    caller.userName = textIn(fields, "username");
    caller.password = fields.value("passwordSha256").toString().value_or(QByteArray());
    caller.hardwareId = textIn(fields, "siteUuid");
    caller.syncVersion = textIn(fields, "syncVersion").toLatin1();
    if (caller.userName.isEmpty() || caller.password.isEmpty())
        return failure(ErrorCode::RequestCredentialsMissing);
    if (!version)
        return malformed("syncV6Version");
    caller.version = *version;
    return caller;
}

Result<V6Pull> parseV6Pull(const QByteArray &body)
{
    const Result<JsonBody> opened = JsonBody::open(body, ErrorCode::RequestMalformed);
    if (!opened)
        return failure(opened.error());
    const auto cursor = opened->value("cursor").toInteger();
    const auto batchSize = opened->value("batchSize").toInteger();
    if (!cursor || *cursor < 0)
        return malformed("cursor");
    if (!batchSize || *batchSize < 1)
        return malformed("batchSize");
    return V6Pull {*cursor, *batchSize, opened->value("isInitialised").toBool().value_or(false),
        opened->value("fetchPatientId").toString().value_or(QByteArray())};
}

Result<QList<Record>> parseV6Push(const QByteArray &body, qint64 most)
{
    const JsonValue batch = valuesOfBroken(body, {"batch"}).constFirst();
    if (!batch.isObject())
        return malformed("batch");
    const QByteArray text = QByteArray::fromRawData(batch.text.data(), batch.text.size()); // `body` outlives it
    const Result<BatchBody> opened = BatchBody::open(text, ErrorCode::RequestMalformed, most, formOfBatch);
    if (!opened)
        return failure(opened.error());
    if (const JsonValue records = opened->envelope().value("records"); !records.isArray())
        return malformed("records");
    QList<Record> records;
    const Result<> read = opened->forEach([&records](const JsonFields &, Record &&record, bool) -> Result<> {
        records.append(std::move(record));
        return {};
    });
    return read ? Result<QList<Record>>(records) : failure(read.error());
}

Result<V6Join> parseV6Join(const QByteArray &body)
{
    const Result<JsonBody> opened = JsonBody::open(body, ErrorCode::RequestMalformed);
    if (!opened)
        return failure(opened.error());
    V6Join join;
    for (const auto &[key, part] :
        {std::pair("id", &join.id), std::pair("nameId", &join.name), std::pair("storeId", &join.store)}) {
        const Result<QByteArray> id = idIn(*opened, key);
        if (!id)
            return failure(id.error());
        *part = *id;
    }
    return join;
}

Result<QByteArray> parseV6FileId(QByteArrayView body)
{
    const Result<JsonBody> opened = JsonBody::open(body.toByteArray(), ErrorCode::RequestMalformed);
    if (!opened)
        return failure(opened.error());
    return idIn(*opened, opened->value("file_id").isAbsentOrNull() ? "id" : "file_id");
}

QByteArray compose(const V6Batch &batch)
{
    qsizetype size = 128;
    for (const LoggedRecord &entry : batch.records)
        size += entry.record.data.size() + entry.record.table.size() + entry.record.id.size() + 110;
    QByteArray json;
    json.reserve(size);
    json += "{\"data\":{\"end_cursor\":" + QByteArray::number(batch.endCursor)
        + ",\"total_records\":" + QByteArray::number(batch.totalRecords)
        + ",\"is_last_batch\":" + (batch.isLastBatch ? "true" : "false") + ",\"records\":[";
    for (qsizetype at = 0; at < batch.records.size(); ++at) {
        const auto &[serial, record] = batch.records.at(at);
        const bool isGone = record.action == Action::Delete;
        json += (at == 0 ? "{\"cursor\":" : ",{\"cursor\":") + QByteArray::number(serial)
            + ",\"record\":{\"tableName\":" + quoted(record.table) + ",\"recordId\":" + quoted(record.id)
            + ",\"action\":" + (isGone ? "\"Delete\"" : "\"Update\"");
        if (!isGone)
            json += ",\"recordData\":" + record.data;
        json += "}}";
    }
    return json + "]}}";
}

QByteArray composeV6Pushed(qint64 records)
{
    return composeV6Data("{\"records_pushed\":" + QByteArray::number(records) + '}');
}

QByteArray composeV6Status(bool isIntegrating)
{
    return composeV6Data(isIntegrating ? "{\"is_integrating\":true}" : "{\"is_integrating\":false}");
}

QByteArray composeV6Data(const QByteArray &json)
{
    return "{\"data\":" + json + '}';
}

QByteArray composeV6Error(const Error &error)
{
    switch (error.code) {
    case ErrorCode::PrimaryBusy: // comes again by itself
        return "\"integrationInProgress\"";
    case ErrorCode::SyncFileMissing:
        return "{\"syncFileNotFound\":" + quoted(error.values.value(QStringLiteral("id")).toString().toUtf8()) + '}';
    case ErrorCode::SiteNameNotFound:
    case ErrorCode::SiteIncorrectPassword:
    case ErrorCode::SiteIncorrectHardwareId:
    case ErrorCode::SiteHasNoStore:
    case ErrorCode::SiteAuthTimeout:
    case ErrorCode::ApiVersionIncompatible:
    case ErrorCode::ApiVersionTooOld:
    case ErrorCode::ApiVersionTooNew: {
        // These a client tells its user as what they are, where they come as version 5 says them.
        const QByteArray version5 = composeError(error);
        return "{\"legacyServerError\":" + fieldsOf(valueOf(version5)).value("error").text.toByteArray() + '}';
    }
    default:
        return "{\"otherServerError\":" + quoted(describe(error).toUtf8()) + '}';
    }
}

QByteArray composeV6VersionMismatch(qint64 min, qint64 max, qint64 received)
{
    return "{\"syncVersionMismatch\":[" + QByteArray::number(min) + ',' + QByteArray::number(max) + ','
        + QByteArray::number(received) + "]}";
}

QByteArray composeV6Failure(const QByteArray &json)
{
    return "{\"error\":" + json + '}';
}

} // namespace mailboat::wire
