// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/wire.h"

#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"

#include <QCoreApplication>

#include <array>
#include <limits>
#include <zlib.h>

namespace mailboat::wire {

QByteArray sumOf(const QByteArray &body)
{
    const auto *const bytes = reinterpret_cast<const Bytef *>(body.constData());
    const uLong sum = crc32_z(0, bytes, static_cast<z_size_t>(body.size()));
    return QByteArray::number(static_cast<quint64>(sum), 16).rightJustified(8, '0');
}

namespace {

struct BusyName {
    Busy busy = Busy::Idle;
    QByteArrayView name {};
};
constexpr std::array<BusyName, 4> busyNames {{
    {Busy::Idle, "idle"},
    {Busy::SyncIsRunning, "sync_is_running"},
    {Busy::IntegrationInProgress, "integration_in_progress"},
    {Busy::InitialisationInProgress, "initialisation_in_progress"},
}};

QByteArray boolean(bool value)
{
    return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

QByteArray quoted(const QString &text)
{
    return mailboat::quoted(text.toUtf8());
}

Error invalid(Reading reading, const QString &what)
{
    if (reading == Reading::Request)
        return {ErrorCode::RequestMalformed, {{QStringLiteral("why"), what}}};
    return {ErrorCode::AnswerInvalid, {{QStringLiteral("what"), what}}};
}

Error missing(Reading reading, const char *key)
{
    const QString what = QCoreApplication::translate("mailboat", "%1 is missing or of the wrong type");
    return invalid(reading, what.arg(QLatin1String(key)));
}

Result<JsonBody> openObject(const QByteArray &body, Reading reading)
{
    Result<JsonBody> opened
        = JsonBody::open(body, reading == Reading::Request ? ErrorCode::RequestMalformed : ErrorCode::AnswerNotJson);
    if (!opened)
        return opened;
    if (!opened->root().isObject())
        return failure(invalid(reading, QCoreApplication::translate("mailboat", "it is no JSON object")));
    if (reading == Reading::Answer && opened->value("error").isObject())
        return failure(parseError(200, body, QByteArrayLiteral("application/json")));
    return opened;
}

/// A count or a serial: without it nothing can be done with a batch.
Result<qint64> wholeNumber(const JsonValue &value, Reading reading, const char *key)
{
    const auto number = value.toInteger();
    if (!number || *number < 0)
        return failure(missing(reading, key));
    return *number;
}

/// An array may be absent or null (protocol.md §2.7), but nothing else may stand in its place.
Result<> checkArray(const JsonBody &body, Reading reading, const char *key)
{
    const JsonValue value = body.value(key);
    if (value.isAbsentOrNull() || value.isArray())
        return {};
    return failure(missing(reading, key));
}

Record recordFrom(const JsonFields &fields)
{
    Record record;
    record.table = fields.value("tableName").toString().value_or(QByteArray());
    record.id = fields.value("recordId").toString().value_or(QByteArray());
    const auto action = actionFromName(fields.value("action").toString().value_or(QByteArray()));
    record.action = action.value_or(Action::Update);
    if (action && *action != Action::Delete)
        record.data = storedObject(fields.value("recordData")).value_or(QByteArray());
    return record;
}

/// An id that other programs write as a number is still an id.
QByteArray idFrom(const JsonValue &value)
{
    if (value.type == JsonType::Integer)
        return value.text.toByteArray();
    return value.toString().value_or(QByteArray());
}

QByteArray actionOf(const Record &record, Writing writing)
{
    if (writing == Writing::Primary)
        return actionName(record.action);
    switch (record.action) {
    case Action::Insert:
    case Action::Update:
        return QByteArrayLiteral("Update");
    case Action::Delete:
        return QByteArrayLiteral("Delete");
    case Action::Merge:
        return QByteArrayLiteral("Merge");
    }
    Q_UNREACHABLE();
}

void appendRecord(QByteArray &json, const Record &record, Writing writing)
{
    json += "\"tableName\":" + mailboat::quoted(record.table) + ",\"recordId\":" + mailboat::quoted(record.id)
        + ",\"action\":\"" + actionOf(record, writing) + '"';
    if (!record.data.isEmpty() && record.action != Action::Delete)
        json += ",\"recordData\":" + record.data;
    else if (writing == Writing::Satellite || record.action != Action::Delete)
        json += ",\"recordData\":null";
    json += '}';
}

template<class Records>
qsizetype sizeOf(const Records &records)
{
    qsizetype size = 64;
    for (const auto &entry : records)
        size += entry.record.data.size() + entry.record.table.size() + entry.record.id.size() + 100;
    return size;
}

} // namespace

QByteArray compose(const SiteInfo &info)
{
    QByteArray json = "{\"id\":" + quoted(info.id) + ",\"siteId\":" + QByteArray::number(info.siteId.value())
        + ",\"code\":" + quoted(info.code) + ",\"name\":" + quoted(info.name)
        + ",\"initialisationStatus\":" + mailboat::quoted(info.initialisationStatus)
        + ",\"isOmSupplyCentralServer\":" + boolean(info.isOmSupplyCentralServer)
        + ",\"omSupplyCentralServerUrl\":" + quoted(info.omSupplyCentralServerUrl)
        + ",\"mSupplyCentralSiteId\":" + QByteArray::number(info.mSupplyCentralSiteId);
    if (info.resendRequested)
        json += ",\"resendRequested\":true";
    if (!info.syncDisabled.isEmpty())
        json += ",\"syncDisabled\":" + quoted(info.syncDisabled);
    return json + '}';
}

Result<SiteInfo> parseSiteInfo(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const auto text
        = [&](const char *key) { return QString::fromUtf8(opened->value(key).toString().value_or(QByteArray())); };
    SiteInfo info;
    info.id = text("id");
    if (info.id.isEmpty())
        return failure(missing(Reading::Answer, "id"));
    const auto siteId = opened->value("siteId").toInteger();
    if (!siteId || *siteId < 1 || *siteId > std::numeric_limits<int>::max())
        return failure(missing(Reading::Answer, "siteId"));
    info.siteId = SyncId {static_cast<int>(*siteId)};
    const auto central = opened->value("mSupplyCentralSiteId").toInteger();
    if (!central)
        return failure(missing(Reading::Answer, "mSupplyCentralSiteId"));
    info.mSupplyCentralSiteId = *central;
    info.initialisationStatus = text("initialisationStatus").toLatin1();
    if (!QList<QByteArray> {"new", "started", "completed", "error"}.contains(info.initialisationStatus))
        return failure(missing(Reading::Answer, "initialisationStatus"));
    info.code = text("code");
    info.name = text("name");
    info.isOmSupplyCentralServer = opened->value("isOmSupplyCentralServer").toBool().value_or(false);
    info.omSupplyCentralServerUrl = text("omSupplyCentralServerUrl");
    info.resendRequested = opened->value("resendRequested").toBool().value_or(false);
    info.syncDisabled = text("syncDisabled");
    return info;
}

QByteArray compose(const SiteStatus &status)
{
    QByteArrayView code;
    for (const auto &[busy, name] : busyNames) {
        if (busy == status.code)
            code = name;
    }
    return "{\"code\":" + mailboat::quoted(code) + ",\"message\":" + quoted(status.message) + ",\"data\":null}";
}

Result<SiteStatus> parseSiteStatus(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const auto code = opened->value("code").toString();
    const QString message = QString::fromUtf8(opened->value("message").toString().value_or(QByteArray()));
    for (const auto &[busy, name] : busyNames) {
        if (code && *code == name)
            return SiteStatus {busy, message};
    }
    return failure(missing(Reading::Answer, "code"));
}

QByteArray compose(const InitialiseAnswer &answer)
{
    return "{\"queueLength\":" + QByteArray::number(answer.queueLength) + '}';
}

Result<InitialiseAnswer> parseInitialiseAnswer(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const Result<qint64> length = wholeNumber(opened->value("queueLength"), Reading::Answer, "queueLength");
    if (!length)
        return failure(length.error());
    return InitialiseAnswer {*length};
}

QByteArray compose(const CentralBatch &batch)
{
    QByteArray json;
    json.reserve(sizeOf(batch.records));
    json += "{\"maxCursor\":" + QByteArray::number(batch.maxCursor) + ",\"data\":[";
    for (qsizetype at = 0; at < batch.records.size(); ++at) {
        json += (at == 0 ? "{\"ID\":" : ",{\"ID\":") + QByteArray::number(batch.records[at].serial) + ',';
        appendRecord(json, batch.records[at].record, Writing::Primary);
    }
    return json + "]}";
}

Result<CentralBatch> parseCentralBatch(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const Result<qint64> highest = wholeNumber(opened->value("maxCursor"), Reading::Answer, "maxCursor");
    if (!highest)
        return failure(highest.error());
    if (const Result<> array = checkArray(*opened, Reading::Answer, "data"); !array)
        return failure(array.error());
    CentralBatch batch {*highest, {}};
    const Result<> read = opened->forEachObject("data", [&](const JsonFields &fields) -> Result<> {
        const Result<qint64> serial = wholeNumber(fields.value("ID"), Reading::Answer, "ID");
        if (!serial)
            return failure(serial.error());
        batch.records.append({*serial, recordFrom(fields)});
        return {};
    });
    if (!read)
        return failure(read.error());
    return batch;
}

QByteArray compose(const QueueBatch &batch, Writing writing)
{
    QByteArray json;
    json.reserve(sizeOf(batch.records));
    json += "{\"queueLength\":" + QByteArray::number(batch.queueLength);
    if (!batch.token.isEmpty())
        json += ",\"batch\":" + mailboat::quoted(batch.token);
    json += ",\"data\":[";
    for (qsizetype at = 0; at < batch.records.size(); ++at) {
        json
            += (at == 0 ? "{\"syncOutId\":" : ",{\"syncOutId\":") + mailboat::quoted(batch.records[at].syncOutId) + ',';
        appendRecord(json, batch.records[at].record, writing);
    }
    return json + "]}";
}

Result<QueueBatch> parseQueueBatch(const QByteArray &body, Reading reading)
{
    const Result<JsonBody> opened = openObject(body, reading);
    if (!opened)
        return failure(opened.error());
    const Result<qint64> length = wholeNumber(opened->value("queueLength"), reading, "queueLength");
    if (!length)
        return failure(length.error());
    if (const Result<> array = checkArray(*opened, reading, "data"); !array)
        return failure(array.error());
    QueueBatch batch {*length, {}, opened->value("batch").toString().value_or(QByteArray())};
    const Result<> read = opened->forEachObject("data", [&](const JsonFields &fields) -> Result<> {
        batch.records.append({idFrom(fields.value("syncOutId")), recordFrom(fields)});
        return {};
    });
    if (!read)
        return failure(read.error());
    return batch;
}

QByteArray compose(const PushAnswer &answer)
{
    return "{\"integrationStarted\":" + boolean(answer.integrationStarted) + '}';
}

Result<PushAnswer> parsePushAnswer(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const auto started = opened->value("integrationStarted").toBool();
    if (!started)
        return failure(missing(Reading::Answer, "integrationStarted"));
    return PushAnswer {*started};
}

QByteArray composeAcknowledgement(const QList<QByteArray> &syncOutIds)
{
    QByteArray json = "{\"syncIDs\":[";
    for (qsizetype at = 0; at < syncOutIds.size(); ++at)
        json += (at == 0 ? QByteArray() : QByteArrayLiteral(",")) + mailboat::quoted(syncOutIds[at]);
    return json + "]}";
}

Result<QList<QByteArray>> parseAcknowledgement(const QByteArray &body, Reading reading)
{
    const Result<JsonBody> opened = openObject(body, reading);
    if (!opened)
        return failure(opened.error());
    const JsonValue array = opened->value("syncIDs");
    if (!array.isArray())
        return failure(missing(reading, "syncIDs"));
    QList<QByteArray> syncOutIds;
    for (const JsonValue &element : elementsOf(array)) {
        const QByteArray id = idFrom(element);
        if (id.isEmpty())
            return failure(missing(reading, "syncIDs"));
        syncOutIds.append(id);
    }
    return syncOutIds;
}

} // namespace mailboat::wire
