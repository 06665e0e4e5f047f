// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of V5Api that gives records to a site and hears that they have arrived.
#include "core/server/arguments.h"
#include "core/server/contactbook.h"
#include "core/server/limits.h"
#include "core/server/v5/v5api.h"
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
    const Result<qint64> mostBytes = call.room.toAnswer();
    if (!mostBytes)
        return failure(mostBytes.error());
    if (const Result<> given = checkCursor(call, *cursor); !given)
        return failure(given.error());
    const auto found = outgoing(call).central(*cursor, *limit, *mostBytes);
    if (!found)
        return failure(found.error());
    return ServerAnswer {200, wire::compose(wire::CentralBatch {found->maxCursor, found->records}), {}};
}

/// A cursor that this primary has not given: it is an older copy than the site knows, or the site is not what it says.
Result<> V5Api::checkCursor(const Call &call, qint64 cursor)
{
    const Result<qint64> highest = call.desk.datafile().changeLog().highest();
    if (!highest)
        return failure(highest.error());
    const std::optional<Error> misfit = misfitOfCursor(call.syncId(), cursor, *highest);
    if (!misfit)
        return {};
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
    if (const Result<> acknowledged = acknowledgeToken(call); !acknowledged)
        return failure(acknowledged.error());
    if (m_listener.scheme == QLatin1String("https") && !call.request.isCheck())
        m_calledNames.heard(call.request.header("host"), call.desk.datafile());
    const Result<qint64> after = afterArgument(call);
    if (!after)
        return failure(after.error());
    return call.room.toAnswer().and_then([&](qint64 mostBytes) { return queueBatch(call, *limit, mostBytes, *after); });
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

/// protocol.md §2.9, `ahead`.
Result<qint64> V5Api::afterArgument(const Call &call)
{
    return call.request.argument("after").map([&](const std::optional<QByteArray> &token) {
        return token && call.request.isMailboat() ? m_tokens.endOf(call.syncId(), *token) : 0;
    });
}

Result<ServerAnswer> V5Api::queueBatch(const Call &call, int limit, qint64 mostBytes, qint64 after)
{
    const auto found = outgoing(call).queued(limit, mostBytes, after);
    if (!found)
        return failure(found.error());
    wire::QueueBatch batch {found->queueLength, found->records};
    if (call.request.isMailboat() && !call.request.isCheck() && !batch.records.isEmpty())
        batch.token = m_tokens.tokenFor(call.syncId(), batch.records);
    return ServerAnswer {200, wire::compose(batch), {}};
}

Result<> V5Api::acknowledgeToken(const Call &call)
{
    const Result<std::optional<QByteArray>> token = call.request.argument("ack");
    if (!token)
        return failure(token.error());
    if (!*token || !call.request.isMailboat() || call.request.isCheck())
        return {};
    SyncQueue &queue = call.desk.datafile().queue();
    const Result<QList<QByteArray>> ids = m_tokens.idsOf(call.syncId(), **token, queue);
    if (!ids)
        return failure(ids.error());
    if (ids->isEmpty())
        return {};
    return queue.acknowledge(call.syncId(), *ids).map([](qint64) {});
}

Result<ServerAnswer> V5Api::acknowledge(const Call &call)
{
    const Result<QList<QByteArray>> ids
        = wire::parseAcknowledgement(call.request.body, wire::Reading::Request, call.mostListed);
    if (!ids)
        return failure(ids.error());
    if (const auto went = call.desk.datafile().queue().acknowledge(call.syncId(), *ids); !went)
        return failure(went.error());
    return ServerAnswer {204, {}, {}};
}

} // namespace mailboat
