// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bodies that carry records.
#include "core/domain/jsontext.h"
#include "core/wire/wire_reading.h"

#include <algorithm>

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

/// What cannot be named is cheap to send by the million: only the first of them stand among the records.
class NamelessFilter
{
public:
    explicit NamelessFilter(NamelessRecords &further)
        : m_further(further)
    {
    }
    /// Whether the record is a further one.
    bool isFurther(const Record &record) { return isNameless(record) && ++m_found > NamelessRecords::mostKept; }
    void count(const Record &record) { m_further.add(record); }

private:
    NamelessRecords &m_further;
    qint64 m_found = 0;
};

/// Takes the records of the change log in their order.
class LogReader
{
public:
    explicit LogReader(CentralBatch &batch)
        : m_batch(batch)
        , m_filter(batch.nameless)
    {
    }

    void take(qint64 serial, Record &&record)
    {
        const bool rises = serial > m_highest;
        const bool isFurther = m_filter.isFurther(record) && (rises || serial == unreadableSerial);
        m_highest = std::max(m_highest, serial);
        if (isFurther && m_isRow) {
            m_filter.count(record);
            LoggedRecord &last = m_batch.records.last();
            last.serial = std::max(last.serial, serial);
            return;
        }
        m_isRow = isFurther;
        if (isFurther)
            record.data.clear();
        m_batch.records.append({serial, std::move(record)});
    }

private:
    CentralBatch &m_batch;
    NamelessFilter m_filter;
    qint64 m_highest = unreadableSerial;
    bool m_isRow = false; ///< the last record stands for those behind it
};

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
    LogReader reader(batch);
    const Result<> read = opened->forEach([&](const JsonFields &fields, Record &&record, bool isBroken) -> Result<> {
        const Result<qint64> serial = wholeNumber(fields.value("ID"), Reading::Answer, "ID");
        if (!serial && !isBroken)
            return failure(serial.error());
        reader.take(serial.value_or(unreadableSerial), std::move(record));
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
    NamelessFilter filter(batch.nameless);
    const Result<> read = opened->forEach([&](const JsonFields &fields, Record &&record, bool) -> Result<> {
        QByteArray syncOutId = idFrom(fields.value("syncOutId"));
        if (!filter.isFurther(record)) {
            batch.records.append({std::move(syncOutId), std::move(record)});
            return {};
        }
        filter.count(record);
        if (!syncOutId.isEmpty())
            batch.nameless.syncOutIds.append(std::move(syncOutId));
        return {};
    });
    if (!read)
        return failure(read.error());
    return batch;
}

} // namespace mailboat::wire
