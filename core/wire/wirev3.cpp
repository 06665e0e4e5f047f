// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/wirev3.h"

#include "core/domain/jsontext.h"
#include "core/wire/wire_reading.h"

#include <array>

namespace mailboat::wire::v3 {

namespace {

/// Above every version that Mobile asks for; it compares the number alone.
constexpr int serverVersion = 806;

struct ActionLetter {
    Action action = Action::Update;
    QByteArrayView letter {};
};
constexpr std::array<ActionLetter, 4> letters {{
    {Action::Insert, "I"},
    {Action::Update, "U"},
    {Action::Delete, "D"},
    {Action::Merge, "M"},
}};

std::optional<Action> actionFromLetter(QByteArrayView letter)
{
    for (const auto &[action, known] : letters) {
        if (known == letter)
            return action;
    }
    return {};
}

QByteArrayView letterOf(Action action)
{
    for (const auto &[known, letter] : letters) {
        if (known == action)
            return letter;
    }
    Q_UNREACHABLE();
}

constexpr RecordForm pushed {
    .table = "RecordType", .id = "RecordID", .action = "SyncType", .data = "Data", .actionFrom = actionFromLetter};

QByteArray member(const char *key, QByteArrayView text)
{
    return QByteArray(",\"") + key + "\":" + mailboat::quoted(text);
}

void append(QByteArray &json, const QueuedRecord &entry)
{
    const Record &record = entry.record;
    json += "{\"SyncID\":" + mailboat::quoted(entry.syncOutId) + member("RecordType", record.table)
        + member("RecordID", record.id) + member("SyncType", letterOf(record.action));
    if (record.action == Action::Merge) {
        const JsonFields merged = fieldsOf(valueOf(record.data));
        json += member("mergeIDtokeep", merged.value("mergeIdToKeep").scalarText())
            + member("mergeIDtodelete", merged.value("mergeIdToDelete").scalarText());
    } else if (record.action != Action::Delete && !record.data.isEmpty()) {
        json += ",\"data\":" + record.data;
    }
    json += '}';
}

} // namespace

QByteArray compose(const SiteInfo &info)
{
    return "{\"ServerID\":" + QByteArray::number(info.primary.value()) + ",\"SiteID\":"
        + QByteArray::number(info.site.value()) + member("StoreID", info.store) + member("NameID", info.name)
        + member("SupplyingStoreID", info.supplyingStore) + member("SupplyingStoreNameID", info.supplyingStoreName)
        + ",\"ServerVersion\":" + QByteArray::number(serverVersion) + '}';
}

QByteArray composeCount(qint64 records)
{
    return "{\"NumRecords\":" + QByteArray::number(records) + '}';
}

QByteArray compose(const QList<QueuedRecord> &records)
{
    constexpr qsizetype aroundOne = 120;
    qsizetype size = 2;
    for (const QueuedRecord &entry : records)
        size += entry.record.data.size() + entry.record.table.size() + entry.record.id.size() + aroundOne;
    QByteArray json;
    json.reserve(size);
    json += '[';
    for (qsizetype at = 0; at < records.size(); ++at) {
        if (at > 0)
            json += ',';
        append(json, records.at(at));
    }
    return json + ']';
}

QByteArray composeUser(const QString &userId)
{
    return "{\"UserID\":" + mailboat::quoted(userId.toUtf8()) + ",\"isAdmin\":false}";
}

QByteArray composeDone()
{
    return QByteArrayLiteral("{}");
}

QByteArray composeError(const QString &words)
{
    return "{\"error\":" + mailboat::quoted(words.toUtf8()) + '}';
}

Result<QList<QueuedRecord>> parseRecords(const QByteArray &body, qint64 most)
{
    const auto noList = [] {
        return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), QStringLiteral("it is no JSON array")}});
    };
    const QByteArray list = body.trimmed();
    if (!list.startsWith('[') || !list.endsWith(']'))
        return noList();
    // Records are judged one by one in an envelope, which this list has none of.
    const Result<BatchBody> opened = openBatch("{\"data\":" + list + '}', Reading::Request, most, pushed);
    if (!opened)
        return failure(opened.error());
    if (opened->envelope().fields().size() != 1) // it had ended before its end
        return noList();
    QList<QueuedRecord> records;
    const Result<> read = opened->forEach([&](const JsonFields &fields, Record &&record, bool) -> Result<> {
        records.append({idFrom(fields.value("SyncID")), std::move(record)});
        return {};
    });
    if (!read)
        return failure(read.error());
    return records;
}

} // namespace mailboat::wire::v3
