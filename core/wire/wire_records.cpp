// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bodies that carry records.
#include "core/domain/jsontext.h"
#include "core/wire/wire_reading.h"

namespace mailboat::wire {

namespace {

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
    json += "\"tableName\":";
    appendQuoted(json, record.table);
    json += ",\"recordId\":";
    appendQuoted(json, record.id);
    json += ",\"action\":\"";
    json += actionOf(record, writing);
    json += '"';
    if (!record.data.isEmpty() && record.action != Action::Delete) {
        json += ",\"recordData\":";
        json += record.data;
    } else if (writing == Writing::Satellite || record.action != Action::Delete) {
        json += ",\"recordData\":null";
    }
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

QByteArray compose(const CentralBatch &batch)
{
    QByteArray json;
    json.reserve(sizeOf(batch.records));
    json += "{\"maxCursor\":" + QByteArray::number(batch.maxCursor) + ",\"data\":[";
    for (qsizetype at = 0; at < batch.records.size(); ++at) {
        json += (at == 0 ? "{\"ID\":" : ",{\"ID\":") + QByteArray::number(batch.records[at].serial) + ',';
        appendRecord(json, batch.records[at].record, Writing::Primary);
    }
    json += "]}";
    return json;
}

Result<CentralBatch> parseCentralBatch(const QByteArray &body)
{
    const Result<BatchBody> opened = openBatch(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const Result<qint64> highest = wholeNumber(opened->envelope().value("maxCursor"), Reading::Answer, "maxCursor");
    if (!highest)
        return failure(highest.error());
    CentralBatch batch {*highest, {}};
    const Result<> read = opened->forEach([&](const JsonFields &fields, Record &&record, bool isBroken) -> Result<> {
        const Result<qint64> serial = wholeNumber(fields.value("ID"), Reading::Answer, "ID");
        if (!serial && !isBroken)
            return failure(serial.error());
        batch.records.append({serial.value_or(unreadableSerial), std::move(record)});
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
    if (batch.queuedBytes)
        json += ",\"queuedBytes\":" + QByteArray::number(*batch.queuedBytes);
    json += ",\"data\":[";
    for (qsizetype at = 0; at < batch.records.size(); ++at) {
        json += at == 0 ? "{\"syncOutId\":" : ",{\"syncOutId\":";
        appendQuoted(json, batch.records[at].syncOutId);
        json += ',';
        appendRecord(json, batch.records[at].record, writing);
    }
    json += "]}";
    return json;
}

Result<QueueBatch> parseQueueBatch(const QByteArray &body, Reading reading, qint64 most)
{
    const Result<BatchBody> opened = openBatch(body, reading, most);
    if (!opened)
        return failure(opened.error());
    const JsonBody &envelope = opened->envelope();
    const Result<qint64> length = wholeNumber(envelope.value("queueLength"), reading, "queueLength");
    if (!length)
        return failure(length.error());
    QueueBatch batch {*length, {}, envelope.value("batch").toString().value_or(QByteArray())};
    if (const auto bytes = envelope.value("queuedBytes").toInteger(); bytes && *bytes >= 0 && *bytes <= highestAnswered)
        batch.queuedBytes = bytes;
    const Result<> read = opened->forEach([&](const JsonFields &fields, Record &&record, bool) -> Result<> {
        batch.records.append({idFrom(fields.value("syncOutId")), std::move(record)});
        return {};
    });
    if (!read)
        return failure(read.error());
    return batch;
}

} // namespace mailboat::wire
