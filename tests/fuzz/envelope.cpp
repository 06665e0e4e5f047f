// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/jsoncheck.h"
#include "core/domain/jsonpieces.h"
#include "core/wire/webpage.h"
#include "core/wire/wire.h"

#include "tests/fuzz/target.h"

#include <algorithm>
#include <array>

namespace mailboat::fuzz {

namespace {

bool isJson(const Record &record)
{
    return record.data.isEmpty() ? record.action == Action::Delete : !jsonProblem(QByteArrayView(record.data));
}

void queue(const QByteArray &bytes)
{
    const Result<wire::QueueBatch> batch = wire::parseQueueBatch(bytes, wire::Reading::Request);
    require(batch.has_value() == wire::parseQueueBatch(bytes, wire::Reading::Answer).has_value(),
        "either end reads the same");
    const bool areSound = batch
        && std::all_of(batch->records.cbegin(), batch->records.cend(),
            [](const QueuedRecord &queued) { return isJson(queued.record); });
    if (!areSound)
        return;
    const Result<wire::QueueBatch> again = wire::parseQueueBatch(wire::compose(*batch), wire::Reading::Answer);
    require(again.has_value(), "what was read can be written and read again");
    require(again->records.size() == batch->records.size(), "no record is lost or doubled on the way");
    for (qsizetype i = 0; i < batch->records.size(); ++i) {
        require(again->records[i].record.id == batch->records[i].record.id, "a record keeps its ID");
        require(again->records[i].record.table == batch->records[i].record.table, "a record keeps its table");
    }
}

void pieces(const QByteArray &bytes)
{
    const JsonPieces cut = JsonPieces::cut(bytes, "data", "recordId");
    const char *end = bytes.constData();
    for (const QByteArrayView element : cut.elements) {
        require(element.data() >= end && element.data() + element.size() <= bytes.constData() + bytes.size(),
            "a piece lies in the text, behind the one before");
        end = element.data() + element.size();
        fieldsOfBroken(element);
    }
}

} // namespace

void envelope(const QByteArray &bytes)
{
    const bool isFaultless = !jsonFault(bytes, maxJsonDepth);
    if (!jsonProblem(QByteArrayView(bytes)))
        require(isFaultless, "no fault is found in what the parser takes");
    else if (!bytes.startsWith("\xEF\xBB\xBF"))
        require(!isFaultless, "a fault is found in what the parser does not take");
    pieces(bytes);
    queue(bytes);
    wire::parseCentralBatch(bytes);
    wire::parseSiteInfo(bytes);
    wire::parseSiteStatus(bytes);
    wire::parseInitialiseAnswer(bytes);
    wire::parsePushAnswer(bytes);
    wire::parseAcknowledgement(bytes);
    constexpr std::array statuses {200, 302, 400, 401, 409, 413, 503, 507};
    const Error error
        = wire::parseError(statuses.at(static_cast<std::size_t>(bytes.size()) % statuses.size()), bytes, {});
    require(!describe(error).isEmpty() && !advise(error).isEmpty(), "every error has its words");
    wire::parseError(502, bytes, "text/html");
    wire::asksToSignIn(bytes);
}

} // namespace mailboat::fuzz
