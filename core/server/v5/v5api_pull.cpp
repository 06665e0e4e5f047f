// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of V5Api that gives records to a site and hears that they have arrived.
#include "core/server/arguments.h"
#include "core/server/contactbook.h"
#include "core/server/limits.h"
#include "core/server/v5/batchtokens.h"
#include "core/server/v5/v5api.h"
#include "core/store/waitingestimate.h"
#include "core/wire/wire.h"

namespace mailboat {

/// A connection check is a Mailboat's, and changes nothing.
Outgoing V5Api::outgoing(const Call &call)
{
    const bool isMailboat = call.request.isMailboat() || call.request.isCheck();
    return {call.desk.datafile(), call.syncId(), isMailboat ? Outgoing::Reader::Mailboat : Outgoing::Reader::Strict,
        m_checked};
}

Result<ServerAnswer> V5Api::centralRecords(const Call &call)
{
    const Result<qint64> cursor = numberArgument(call.request, "cursor", 0, 0);
    if (!cursor)
        return failure(cursor.error());
    const Result<int> limit = limitArgument(call.request);
    if (!limit)
        return failure(limit.error());
    const Result<qint64> highest = checkCursor(call, *cursor);
    if (!highest)
        return failure(highest.error());
    return centralPage(call, {*highest, call.desk.revision()},
        {call.request.isMailboat() || call.request.isCheck(), *cursor, *limit, call.request.answerCoding()})
        .map([&call](const ServerAnswer &page) {
            if (!call.request.isCheck())
                call.book.gave(call.syncId(), call.desk.datafile().clock().utcNow(), page.given, page.isLogEnd);
            return page;
        });
}

Result<ServerAnswer> V5Api::centralPage(
    const Call &call, const CentralPages::State &state, const CentralPages::Question &question)
{
    if (const std::optional<ServerAnswer> page = m_pages.find(state, question))
        return call.room.toHold(page->body.size()).map([&page] { return *page; });
    const Result<qint64> mostBytes = call.room.toAnswer();
    if (!mostBytes)
        return failure(mostBytes.error());
    const auto found = outgoing(call).central(question.cursor, question.limit, *mostBytes);
    if (!found)
        return failure(found.error());
    ServerAnswer answer {200, wire::compose(wire::CentralBatch {found->maxCursor, found->records}), {}};
    answer.given = found->records.size();
    answer.isLogEnd = found->records.isEmpty() || found->records.constLast().serial >= found->maxCursor;
    if (!found->isForAll || found->records.isEmpty() || *mostBytes < mostAnswerBytes)
        return answer;
    const Result<qint64> highest = call.desk.datafile().changeLog().highest();
    if (!highest)
        return failure(highest.error());
    answer.sum = wire::sumOf(answer.body);
    answer = codedFor(call.request, std::move(answer));
    if (*highest == state.serial)
        m_pages.keep(state, question, answer);
    return answer;
}

/// A cursor that this primary has not given: it is an older copy than the site knows, or the site is not what it says.
Result<qint64> V5Api::checkCursor(const Call &call, qint64 cursor)
{
    const Result<qint64> highest = call.desk.datafile().changeLog().highest();
    if (!highest)
        return failure(highest.error());
    const std::optional<Error> misfit = misfitOfCursor(call.syncId(), cursor, *highest);
    if (!misfit)
        return *highest;
    if (!call.request.isCheck())
        call.book.noteMisfit(call.syncId(), SitePositions::Misfit {*misfit, {}});
    return failure(*misfit);
}

Result<ServerAnswer> V5Api::queuedRecords(const Call &call)
{
    const Result<int> limit = limitArgument(call.request);
    if (!limit)
        return failure(limit.error());
    if (const Result<> whole = finishQueue(call); !whole)
        return failure(whole.error());
    const Result<qint64> acknowledged = acknowledgeTokens(call);
    if (!acknowledged)
        return failure(acknowledged.error());
    if (m_listener.scheme == QLatin1String("https") && !call.request.isCheck())
        m_calledNames.heard(call.request.header("host"), call.desk.datafile());
    const Result<qint64> after = afterArgument(call);
    if (!after)
        return failure(after.error());
    const Result<qint64> most = call.room.toAnswer();
    if (!most)
        return failure(most.error());
    Result<ServerAnswer> batch = queueBatch(call, *limit, *most, *after);
    if (batch)
        call.noteAcknowledged(*acknowledged);
    return batch;
}

Result<> V5Api::finishQueue(const Call &call)
{
    if (call.request.isCheck())
        return {};
    return call.desk.datafile().primaryRecords().finishInitialise(call.syncId());
}

Result<std::optional<int>> V5Api::firstBatchArgument(const Call &call)
{
    if (!call.request.isMailboat())
        return std::optional<int>();
    const Result<std::optional<QByteArray>> asked = call.request.argument("limit");
    if (!asked)
        return failure(asked.error());
    if (!*asked)
        return std::optional<int>();
    return limitArgument(call.request).map([](int limit) { return std::optional(limit); });
}

/// Of a queue that has just been filled: how much it is in all, too.
Result<ServerAnswer> V5Api::firstQueueBatch(const Call &call, int limit, qint64 mostBytes)
{
    if (!call.request.canWaiting())
        return queueBatch(call, limit, mostBytes);
    return WaitingEstimate(call.desk.datafile().connection())
        .queue(call.syncId())
        .and_then([&](const WaitingEstimate::Amount &all) { return queueBatch(call, limit, mostBytes, 0, all.bytes); });
}

Result<ServerAnswer> V5Api::queueBatch(
    const Call &call, int limit, qint64 mostBytes, qint64 after, std::optional<qint64> queuedBytes)
{
    const auto found = outgoing(call).queued(limit, mostBytes, after);
    if (!found)
        return failure(found.error());
    wire::QueueBatch batch {found->queueLength, found->records, {}, {}, queuedBytes};
    if (call.request.isMailboat() && !call.request.isCheck()) {
        const Result<BatchTokens> tokens = BatchTokens::of(call.desk.datafile().connection(), call.site.peer);
        if (!tokens)
            return failure(tokens.error());
        batch.token = tokens->tokenFor(batch.records);
    }
    return ServerAnswer {200, wire::compose(batch), {}};
}

Result<QList<SyncQueue::Range>> V5Api::namedBatches(const Call &call, const QByteArray &argument)
{
    const Result<std::optional<QByteArray>> named = call.request.argument(argument);
    if (!named)
        return failure(named.error());
    if (!*named || !call.request.isMailboat() || call.request.isCheck())
        return QList<SyncQueue::Range>();
    return BatchTokens::of(call.desk.datafile().connection(), call.site.peer).map([&named](const BatchTokens &tokens) {
        QList<SyncQueue::Range> batches;
        for (const QByteArray &token : (*named)->split(',')) {
            if (const auto range = tokens.rangeOf(token))
                batches.append(*range);
        }
        return batches;
    });
}

/// How many records.
Result<qint64> V5Api::acknowledgeTokens(const Call &call)
{
    const Result<QList<SyncQueue::Range>> batches = namedBatches(call, "ack");
    if (!batches)
        return failure(batches.error());
    return call.desk.datafile().queue().acknowledge(call.syncId(), *batches);
}

Result<qint64> V5Api::afterArgument(const Call &call)
{
    if (!call.request.canAhead())
        return 0;
    return namedBatches(call, "after").map([](const QList<SyncQueue::Range> &batches) {
        return batches.size() == 1 ? batches.constFirst().last : 0;
    });
}

Result<ServerAnswer> V5Api::acknowledge(const Call &call)
{
    const Result<QList<QByteArray>> ids
        = wire::parseAcknowledgement(call.request.body, wire::Reading::Request, call.mostListed);
    if (!ids)
        return failure(ids.error());
    return call.desk.datafile().queue().acknowledge(call.syncId(), *ids).map([&call](qint64 went) {
        call.noteAcknowledged(went);
        return ServerAnswer {204, {}, {}};
    });
}

} // namespace mailboat
